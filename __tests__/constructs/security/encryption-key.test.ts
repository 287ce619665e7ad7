import { EncryptionKey, type EncryptionKeyProps } from "../../../constructs/security/encryption-key";
import { dataSources, render, resources, tags, testStack, type Values } from "../../support/stack";

const account = "${data.aws_caller_identity.current.account_id}";
const props: EncryptionKeyProps = {
  logGroupPrefixes: ["/vpc/ohi-test/", "/aws/rds/instance/ohi-test-"],
  services: ["rds", "secretsmanager"],
  publishers: ["events.rds.amazonaws.com"],
  preventDestroy: true,
};
const use = [
  "kms:Decrypt",
  "kms:DescribeKey",
  "kms:Encrypt",
  "kms:GenerateDataKey",
  "kms:GenerateDataKeyWithoutPlaintext",
  "kms:ReEncryptFrom",
  "kms:ReEncryptTo",
];

describe("the encryption key", () => {
  test("rotates every year, can be brought back for 30 days, and is never destroyed where it is protected", () => {
    const stack = testStack();
    new EncryptionKey(stack, "key", props);

    const json = render(stack);

    expect(resources(json, "aws_kms_key")).toEqual({
      key: {
        description: "Encrypts what ohi-test keeps",
        enable_key_rotation: true,
        rotation_period_in_days: 365,
        deletion_window_in_days: 30,
        policy: "${data.aws_iam_policy_document.key_policy.json}",
        lifecycle: { prevent_destroy: true },
        tags: tags({ Service: "kms", DataClassification: "confidential", Name: "ohi-test-key" }),
      },
    });
    expect(resources(json, "aws_kms_alias")).toEqual({ key_alias: { name: "alias/ohi-test-key", target_key_id: "${aws_kms_key.key.id}" } });
  });

  test("has a policy of six statements without a wildcard in an action", () => {
    const found = statements(props);

    expect(found.map(({ sid }) => sid)).toEqual([
      "AccountAdministersKey",
      "AccountUsesKeyThroughServices",
      "ServicesKeepUsingKey",
      "ServicesRetireGrants",
      "CloudWatchLogsEncryptsLogGroups",
      "PublishersEncryptMessages",
    ]);
    expect(found.flatMap(({ actions }) => actions as string[]).filter((action) => action.includes("*"))).toEqual([]);
  });

  test("is refused without a service through which the account could use it", () => {
    expect(() => statements({ ...props, services: [] })).toThrow(
      "ohi-test/key: 1 problem\n  services is empty; give at least one, or nobody can use the key",
    );
  });

  test("is administered by the account, which can neither decrypt with it nor hand that on", () => {
    const [administration] = statements(props);

    expect(administration?.["principals"]).toEqual([{ type: "AWS", identifiers: [`arn:aws:iam::${account}:root`] }]);
    expect(administration?.["actions"]).toContain("kms:PutKeyPolicy");
    expect(
      (administration?.["actions"] as string[]).filter((action) => [...use.slice(2), "kms:Decrypt", "kms:CreateGrant"].includes(action)),
    ).toEqual([]);
  });

  test("is used by the account through the given services only, and lent by these only", () => {
    const [, through, lent, givenUp] = statements(props);
    const onBehalf = [
      {
        test: "StringEquals",
        variable: "kms:ViaService",
        values: ["rds.eu-west-1.amazonaws.com", "secretsmanager.eu-west-1.amazonaws.com"],
      },
      { test: "StringEquals", variable: "kms:CallerAccount", values: [account] },
    ];

    expect(through).toMatchObject({ actions: use, resources: ["*"], condition: onBehalf });
    expect(lent).toMatchObject({
      actions: ["kms:CreateGrant"],
      resources: ["*"],
      condition: [...onBehalf, { test: "Bool", variable: "kms:GrantIsForAWSResource", values: ["true"] }],
    });
    expect(givenUp).toMatchObject({ actions: ["kms:RetireGrant"], resources: ["*"], condition: onBehalf });
  });

  test("encrypts the given log groups and the stack's topics", () => {
    const [, , , , logs, messages] = statements(props);

    expect(logs).toEqual({
      sid: "CloudWatchLogsEncryptsLogGroups",
      effect: "Allow",
      actions: use.filter((action) => action !== "kms:DescribeKey"), // which knows no context
      resources: ["*"],
      principals: [{ type: "Service", identifiers: ["logs.eu-west-1.amazonaws.com"] }],
      condition: [
        {
          test: "ArnLike",
          variable: "kms:EncryptionContext:aws:logs:arn",
          values: [
            `arn:aws:logs:eu-west-1:${account}:log-group:/vpc/ohi-test/*`,
            `arn:aws:logs:eu-west-1:${account}:log-group:/aws/rds/instance/ohi-test-*`,
          ],
        },
      ],
    });
    expect(messages).toEqual({
      sid: "PublishersEncryptMessages",
      effect: "Allow",
      actions: ["kms:Decrypt", "kms:GenerateDataKey"],
      resources: ["*"],
      principals: [{ type: "Service", identifiers: ["events.rds.amazonaws.com"] }],
      condition: [
        { test: "ArnLike", variable: "kms:EncryptionContext:aws:sns:topicArn", values: [`arn:aws:sns:eu-west-1:${account}:ohi-test-*`] },
      ],
    });
  });
});

function statements(settings: EncryptionKeyProps): Values[] {
  const stack = testStack();
  new EncryptionKey(stack, "key", settings);
  return dataSources(stack, "aws_iam_policy_document")["key_policy"]?.["statement"] as Values[];
}
