import type { Block } from "../../review/value";
import { environments } from "./expected/environments";
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

  test("is told by six statements", () => {
    expect(statementsOf(stack, "key_policy").map(({ sid }) => sid)).toEqual([
      "AccountAdministersKey",
      "AccountUsesKeyThroughServices",
      "ServicesKeepUsingKey",
      "ServicesRetireGrants",
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

  test("are these services, which may give up such a use", () => {
    expect(inOrder("ServicesRetireGrants")).toEqual({
      sid: "ServicesRetireGrants",
      effect: "Allow",
      actions: ["kms:RetireGrant"],
      resources: ["*"],
      principals: byAccount,
      condition: throughKeepers(services),
    });
  });

  test("are the services that publish to the environment's topics, for these only", () => {
    expect(inOrder("PublishersEncryptMessages")).toEqual({
      sid: "PublishersEncryptMessages",
      effect: "Allow",
      actions: ["kms:Decrypt", "kms:GenerateDataKey"],
      resources: ["*"],
      principals: [
        {
          type: "Service",
          identifiers: ["events.rds.amazonaws.com", "cloudwatch.amazonaws.com", "budgets.amazonaws.com", "events.amazonaws.com"],
        },
      ],
      condition: [
        { test: "ArnLike", variable: "kms:EncryptionContext:aws:sns:topicArn", values: [`arn:aws:sns:eu-west-1:${account}:${name}-*`] },
      ],
    });
  });
});

describe.each(environments)("the key of $name in us-east-1", ({ stack: name, preventDestroy }) => {
  const stack = stackNamed(name);
  const statements = statementsOf(stack, "edge-key_policy");
  const find = (sid: string): Block | undefined => statements.find((statement) => statement["sid"] === sid);

  test("rotates, has an alias, and cannot be destroyed where data cannot", () => {
    expect(valuesOf(stack, "aws_kms_key")["edge-key"]).toEqual({
      provider: "aws.us-east-1",
      description: `Encrypts what ${name} keeps in us-east-1`,
      enable_key_rotation: true,
      rotation_period_in_days: 365,
      deletion_window_in_days: 30,
      policy: "${data.aws_iam_policy_document.edge-key_policy.json}",
      lifecycle: { prevent_destroy: preventDestroy },
    });
    expect(valuesOf(stack, "aws_kms_alias")["edge-key_alias"]).toEqual({
      provider: "aws.us-east-1",
      name: `alias/${name}-edge-key`,
      target_key_id: "${aws_kms_key.edge-key.id}",
    });
  });

  test("is used for logs only where something is logged there", () => {
    const logs = name === "ohi-dev" ? [] : ["CloudWatchLogsEncryptsLogGroups"];

    expect(statements.map(({ sid }) => sid)).toEqual([
      "AccountAdministersKey",
      "AccountUsesKeyThroughServices",
      ...logs,
      "PublishersEncryptMessages",
    ]);
  });

  test("is administered as the other one, and used by SNS and by alarms for the topics there", () => {
    expect(find("AccountAdministersKey")).toEqual(statementOf(stack, "key_policy", "AccountAdministersKey"));
    expect(find("AccountUsesKeyThroughServices")?.["condition"]).toEqual(throughKeepers(["sns.us-east-1.amazonaws.com"]));
    expect(find("PublishersEncryptMessages")).toEqual({
      sid: "PublishersEncryptMessages",
      effect: "Allow",
      actions: ["kms:Decrypt", "kms:GenerateDataKey"],
      resources: ["*"],
      principals: [{ type: "Service", identifiers: ["cloudwatch.amazonaws.com"] }],
      condition: [
        { test: "ArnLike", variable: "kms:EncryptionContext:aws:sns:topicArn", values: [`arn:aws:sns:us-east-1:${account}:${name}-*`] },
      ],
    });
  });
});

test.each(environments.filter(({ name }) => name !== "dev"))(
  "the key of $name in us-east-1 is used by CloudWatch Logs of that region",
  ({ stack }) => {
    expect(statementOf(stackNamed(stack), "edge-key_policy", "CloudWatchLogsEncryptsLogGroups")).toMatchObject({
      effect: "Allow",
      actions: use.filter((action) => action !== "kms:DescribeKey"), // which knows no context
      resources: ["*"],
      principals: [{ type: "Service", identifiers: ["logs.us-east-1.amazonaws.com"] }],
    });
  },
);
