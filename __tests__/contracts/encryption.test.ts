import { environments } from "./expected/environments";
import { statementOf, stackNamed, valuesOf, without } from "./stacks";

const account = "${data.aws_caller_identity.current.account_id}";

describe.each(environments)("the encryption key of $name", ({ stack: name, preventDestroy }) => {
  const stack = stackNamed(name);

  test("rotates every year and can be brought back for 30 days", () => {
    expect(valuesOf(stack, "aws_kms_key")["key"]).toEqual({
      description: `Encrypts what ${name} keeps`,
      enable_key_rotation: true,
      rotation_period_in_days: 365,
      deletion_window_in_days: 30,
      policy: "${data.aws_iam_policy_document.key_policy.json}",
      lifecycle: { prevent_destroy: preventDestroy },
    });
  });

  test("has one alias", () => {
    expect(valuesOf(stack, "aws_kms_alias")["key_alias"]).toEqual({ name: `alias/${name}-key`, target_key_id: "${aws_kms_key.key.id}" });
  });
});

describe.each(environments)("the permissions boundary of $name", ({ stack: name }) => {
  const stack = stackNamed(name);

  test("is a policy of its own", () => {
    expect(valuesOf(stack, "aws_iam_policy")["permission-boundary"]).toEqual({
      name: `${name}-permission-boundary`,
      description: `The most that a role of ${name} can do`,
      policy: "${data.aws_iam_policy_document.permission-boundary_grants.json}",
    });
  });

  test("lets roles write to the environment's own logs", () => {
    const statement = statementOf(stack, "permission-boundary_grants", "WriteOwnLogs");

    expect(without(statement, "resources")).toEqual({
      sid: "WriteOwnLogs",
      effect: "Allow",
      actions: ["logs:CreateLogStream", "logs:DescribeLogStreams", "logs:PutLogEvents"],
    });
    expect(statement["resources"]).toContain(`arn:aws:logs:eu-west-1:${account}:log-group:/vpc/${name}/*`);
  });
});
