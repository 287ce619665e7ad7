import type { Block } from "../../review/value";
import { type ExpectedEnvironment, environments } from "./expected/environments";
import { statementOf, stackNamed, statementsOf, valuesOf } from "./stacks";

const account = "${data.aws_caller_identity.current.account_id}";
const byAccount = [{ type: "AWS", identifiers: [`arn:aws:iam::${account}:root`] }];
const use = [
  ...["kms:Decrypt", "kms:DescribeKey", "kms:Encrypt", "kms:GenerateDataKey", "kms:GenerateDataKeyWithoutPlaintext"],
  ...["kms:ReEncryptFrom", "kms:ReEncryptTo"],
];

/** Services that keep something of an environment, encrypted with its key. */
const keepers = ["backup", "ec2", "ecr", "elasticache", "elasticfilesystem", "rds", "secretsmanager", "sns"];

const throughKeepers = (services: readonly unknown[]): Block[] => [
  { test: "StringEquals", variable: "kms:ViaService", values: services.map(String) },
  { test: "StringEquals", variable: "kms:CallerAccount", values: [account] },
];

describe.each(environments)("who uses the encryption key of $name", ({ stack: name }) => {
  const stack = stackNamed(name);
  const services = keepers.map((service) => `${service}.eu-west-1.amazonaws.com`);

  /** A statement with the services of its first condition in the order of the alphabet: their order says nothing. */
  const inOrder = (sid: string): Block => {
    const statement = statementOf(stack, "key_policy", sid);
    return JSON.parse(JSON.stringify(statement), (key, value: unknown) =>
      key === "values" && Array.isArray(value) ? value.toSorted() : value,
    ) as Block;
  };

  test("is told by five statements", () => {
    expect(statementsOf(stack, "key_policy").map(({ sid }) => sid)).toEqual([
      "AccountAdministersKey",
      "AccountUsesKeyThroughServices",
      "ServicesKeepUsingKey",
      "CloudWatchLogsEncryptsLogGroups",
      "PublishersEncryptMessages",
    ]);
  });

  test("is the account, through the services that keep its data", () => {
    expect(inOrder("AccountUsesKeyThroughServices")).toEqual({
      sid: "AccountUsesKeyThroughServices",
      effect: "Allow",
      actions: use,
      resources: ["*"],
      principals: byAccount,
      condition: throughKeepers(services),
    });
  });

  test("are these services, which may keep on using it for a resource of theirs", () => {
    expect(inOrder("ServicesKeepUsingKey")).toEqual({
      sid: "ServicesKeepUsingKey",
      effect: "Allow",
      actions: ["kms:CreateGrant"],
      resources: ["*"],
      principals: byAccount,
      condition: [...throughKeepers(services), { test: "Bool", variable: "kms:GrantIsForAWSResource", values: ["true"] }],
    });
  });

  test("are the services that publish to the environment's topics, for these only", () => {
    expect(inOrder("PublishersEncryptMessages")).toEqual({
      sid: "PublishersEncryptMessages",
      effect: "Allow",
      actions: ["kms:Decrypt", "kms:GenerateDataKey"],
      resources: ["*"],
      principals: [{ type: "Service", identifiers: ["events.rds.amazonaws.com"] }],
      condition: [
        { test: "ArnLike", variable: "kms:EncryptionContext:aws:sns:topicArn", values: [`arn:aws:sns:eu-west-1:${account}:${name}-*`] },
      ],
    });
  });
});

describe("the key for logs in us-east-1", () => {
  const withEdgeLogs = ({ name }: ExpectedEnvironment): boolean => name !== "dev";

  test("is not needed where nothing is logged there", () => {
    expect(Object.keys(valuesOf(stackNamed("ohi-dev"), "aws_kms_key"))).toEqual(["key"]);
  });

  test.each(environments.filter(withEdgeLogs))(
    "of $name rotates, has an alias, and cannot be destroyed where data cannot",
    ({ stack: name, preventDestroy }) => {
      const stack = stackNamed(name);

      expect(valuesOf(stack, "aws_kms_key")["edge-log-key"]).toEqual({
        provider: "aws.us-east-1",
        description: `Encrypts the log groups of ${name} in us-east-1`,
        enable_key_rotation: true,
        rotation_period_in_days: 365,
        deletion_window_in_days: 30,
        policy: "${data.aws_iam_policy_document.edge-log-key_policy.json}",
        lifecycle: { prevent_destroy: preventDestroy },
      });
      expect(valuesOf(stack, "aws_kms_alias")["edge-log-key_alias"]).toEqual({
        provider: "aws.us-east-1",
        name: `alias/${name}-edge-log-key`,
        target_key_id: "${aws_kms_key.edge-log-key.id}",
      });
    },
  );

  test.each(environments.filter(withEdgeLogs))(
    "of $name is administered as the other one, and used by CloudWatch Logs alone",
    ({ stack: name }) => {
      const stack = stackNamed(name);
      const [administration, logs, ...others] = statementsOf(stack, "edge-log-key_policy");

      expect(administration).toEqual(statementOf(stack, "key_policy", "AccountAdministersKey"));
      expect(logs).toMatchObject({
        sid: "CloudWatchLogsEncryptsLogGroups",
        effect: "Allow",
        actions: use,
        resources: ["*"],
        principals: [{ type: "Service", identifiers: ["logs.us-east-1.amazonaws.com"] }],
      });
      expect(others).toEqual([]);
    },
  );
});
