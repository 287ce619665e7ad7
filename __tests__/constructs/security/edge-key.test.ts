import { LogKey } from "../../../constructs/security/log-key";
import { dataSources, render, resources, tags, testStack } from "../../support/stack";

describe("the key of log groups in us-east-1", () => {
  const stack = testStack();
  new LogKey(stack, "edge-log-key", { logGroupPrefixes: ["/aws/route53/ohi-test/"], preventDestroy: true });
  const json = render(stack);

  test("is there, rotates, and cannot be destroyed where it must not be", () => {
    expect(resources(json, "aws_kms_key")).toEqual({
      "edge-log-key": {
        provider: "aws.us-east-1",
        description: "Encrypts the log groups of ohi-test in us-east-1",
        enable_key_rotation: true,
        rotation_period_in_days: 365,
        deletion_window_in_days: 30,
        policy: "${data.aws_iam_policy_document.edge-log-key_policy.json}",
        lifecycle: { prevent_destroy: true },
        tags: tags({ Service: "kms", DataClassification: "confidential", Name: "ohi-test-edge-log-key" }),
      },
    });
    expect(resources(json, "aws_kms_alias")).toEqual({
      "edge-log-key_alias": {
        provider: "aws.us-east-1",
        name: "alias/ohi-test-edge-log-key",
        target_key_id: "${aws_kms_key.edge-log-key.id}",
      },
    });
  });

  test("is used by CloudWatch Logs for the named log groups, and administered by the account", () => {
    const { statement } = dataSources(json, "aws_iam_policy_document")["edge-log-key_policy"] as { statement: object[] };

    expect(statement).toEqual([
      expect.objectContaining({ sid: "AccountAdministersKey" }),
      expect.objectContaining({
        sid: "CloudWatchLogsEncryptsLogGroups",
        principals: [{ type: "Service", identifiers: ["logs.us-east-1.amazonaws.com"] }],
        condition: [
          {
            test: "ArnLike",
            variable: "kms:EncryptionContext:aws:logs:arn",
            values: ["arn:aws:logs:us-east-1:${data.aws_caller_identity.current.account_id}:log-group:/aws/route53/ohi-test/*"],
          },
        ],
      }),
    ]);
  });
});
