import { EdgeKey } from "../../../constructs/security/edge-key";
import { dataSources, render, resources, type StackJson, tags, testStack, type Values } from "../../support/stack";

const account = "${data.aws_caller_identity.current.account_id}";

function keyFor(logGroupPrefixes: readonly string[], publishers = ["cloudwatch.amazonaws.com"]): StackJson {
  const stack = testStack();
  new EdgeKey(stack, "edge-key", { logGroupPrefixes, publishers, preventDestroy: true });
  return render(stack);
}

function statementsOf(json: StackJson): Values[] {
  return (dataSources(json, "aws_iam_policy_document")["edge-key_policy"] as { statement: Values[] }).statement;
}

describe("the key in us-east-1", () => {
  test("is there, rotates, and cannot be destroyed where it must not be", () => {
    const json = keyFor([]);

    expect(resources(json, "aws_kms_key")).toEqual({
      "edge-key": {
        provider: "aws.us-east-1",
        description: "Encrypts what ohi-test keeps in us-east-1",
        enable_key_rotation: true,
        rotation_period_in_days: 365,
        deletion_window_in_days: 30,
        policy: "${data.aws_iam_policy_document.edge-key_policy.json}",
        lifecycle: { prevent_destroy: true },
        tags: tags({ Service: "kms", DataClassification: "confidential", Name: "ohi-test-edge-key" }),
      },
    });
    expect(resources(json, "aws_kms_alias")).toEqual({
      "edge-key_alias": { provider: "aws.us-east-1", name: "alias/ohi-test-edge-key", target_key_id: "${aws_kms_key.edge-key.id}" },
    });
  });

  test("is used by SNS and by whoever publishes to its topics there, and administered by the account", () => {
    const statements = statementsOf(keyFor([]));

    expect(statements.map(({ sid }) => sid)).toEqual([
      "AccountAdministersKey",
      "AccountUsesKeyThroughServices",
      "PublishersEncryptMessages",
    ]);
    expect(statements[1]?.["condition"]).toEqual([
      { test: "StringEquals", variable: "kms:ViaService", values: ["sns.us-east-1.amazonaws.com"] },
      { test: "StringEquals", variable: "kms:CallerAccount", values: [account] },
    ]);
    expect(statements[2]).toMatchObject({
      principals: [{ type: "Service", identifiers: ["cloudwatch.amazonaws.com"] }],
      condition: [
        { test: "ArnLike", variable: "kms:EncryptionContext:aws:sns:topicArn", values: [`arn:aws:sns:us-east-1:${account}:ohi-test-*`] },
      ],
    });
  });

  test("has no statement for publishers where there are none", () => {
    expect(statementsOf(keyFor([], [])).map(({ sid }) => sid)).toEqual(["AccountAdministersKey", "AccountUsesKeyThroughServices"]);
  });

  test("is used by CloudWatch Logs for the named log groups where there are any", () => {
    const statements = statementsOf(keyFor(["/aws/route53/ohi-test/"]));

    expect(statements).toHaveLength(4);
    expect(statements[2]).toMatchObject({
      sid: "CloudWatchLogsEncryptsLogGroups",
      principals: [{ type: "Service", identifiers: ["logs.us-east-1.amazonaws.com"] }],
      condition: [
        {
          test: "ArnLike",
          variable: "kms:EncryptionContext:aws:logs:arn",
          values: [`arn:aws:logs:us-east-1:${account}:log-group:/aws/route53/ohi-test/*`],
        },
      ],
    });
  });
});
