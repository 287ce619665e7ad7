import { AccessLogBucket } from "../../../constructs/edge/access-log-bucket";
import { ConfigurationRecorder, recorderKeyGrant } from "../../../constructs/operations/configuration-recorder";
import { RequiredTags } from "../../../constructs/operations/required-tags";
import { dataSources, render, resources, tags, testStack } from "../../support/stack";

const account = "${data.aws_caller_identity.current.account_id}";
const here = { test: "StringEquals", variable: "aws:SourceAccount", values: [account] };

describe("the recorder of configurations", () => {
  const stack = testStack();
  const logs = new AccessLogBucket(stack, "access-logs", { retentionDays: 7, preventDestroy: true });
  const recorder = new ConfigurationRecorder(stack, "config", {
    kmsKeyArn: "arn:aws:kms:key",
    accessLog: logs.target("config"),
    retentionDays: 365,
  });
  new RequiredTags(stack, "required-tags", {
    tags: [{ key: "Environment", values: ["dev", "prod"] }, ...["A", "B", "C", "D", "E", "F"].map((key) => ({ key }))],
    belonging: { key: "Project", value: "test" },
    recording: recorder.recording,
  });
  const json = render(stack);

  test("records everything, under the role that AWS Config makes for itself", () => {
    expect(resources(json, "aws_iam_service_linked_role")["config_role"]).toMatchObject({ aws_service_name: "config.amazonaws.com" });
    expect(resources(json, "aws_config_configuration_recorder")).toEqual({
      config: {
        name: "ohi-test-recorder",
        role_arn: "${aws_iam_service_linked_role.config_role.arn}",
        recording_group: { all_supported: true, include_global_resource_types: true },
      },
    });
  });

  test("is switched on once it has a place for its records", () => {
    expect(resources(json, "aws_config_delivery_channel")["config_channel"]).toMatchObject({
      s3_bucket_name: "${aws_s3_bucket.config_bucket.id}",
      s3_kms_key_arn: "arn:aws:kms:key",
      depends_on: ["aws_config_configuration_recorder.config", "aws_s3_bucket_policy.config_bucket_policy"],
    });
    expect(resources(json, "aws_config_configuration_recorder_status")["config_status"]).toEqual({
      name: "${aws_config_configuration_recorder.config.name}",
      is_enabled: true,
      depends_on: ["aws_config_delivery_channel.config_channel"],
    });
  });

  test("keeps its records in a bucket that Terraform does not destroy, for as many days as it was told", () => {
    expect(resources(json, "aws_s3_bucket")["config_bucket"]).toMatchObject({
      bucket: `ohi-test-config-${account}`,
      force_destroy: false,
      lifecycle: { prevent_destroy: true },
    });
    expect(resources(json, "aws_s3_bucket_lifecycle_configuration")["config_bucket_lifecycle"]?.["rule"]).toContainEqual({
      id: "expiry",
      status: "Enabled",
      filter: [{}],
      expiration: [{ days: 365 }],
    });
  });

  test("writes into its bucket and uses its key for this account only", () => {
    const statements = dataSources(json, "aws_iam_policy_document")["config_bucket_statements"]?.["statement"] as object[];

    expect(statements).toMatchObject([
      { sid: "ConfigChecksBucket", actions: ["s3:GetBucketAcl", "s3:ListBucket"], condition: [here] },
      {
        sid: "ConfigAddsRecords",
        actions: ["s3:PutObject"],
        condition: [here, { test: "StringEquals", variable: "s3:x-amz-acl", values: ["bucket-owner-full-control"] }],
      },
      { sid: "TlsOnly", effect: "Deny" },
    ]);
    expect(recorderKeyGrant(stack)).toMatchObject({
      actions: ["kms:Decrypt", "kms:GenerateDataKey"],
      principals: { type: "Service", identifiers: ["config.amazonaws.com"] },
      conditions: [{ ...here, values: [expect.any(String)] }],
    });
  });

  test("has rules that ask for six tags each, of what belongs to the project", () => {
    const [first, second, ...others] = Object.values(resources(json, "aws_config_config_rule"));

    expect(first).toEqual({
      name: "ohi-test-required-tags-1",
      description: "Everything of test has Environment, A, B, C, D, E",
      source: { owner: "AWS", source_identifier: "REQUIRED_TAGS" },
      input_parameters: JSON.stringify({
        ...{ tag1Key: "Environment", tag1Value: "dev,prod", tag2Key: "A", tag3Key: "B", tag4Key: "C", tag5Key: "D", tag6Key: "E" },
      }),
      scope: { tag_key: "Project", tag_value: "test" },
      depends_on: ["aws_config_configuration_recorder_status.config_status"],
      tags: tags({ Service: "governance", Name: "ohi-test-required-tags-1" }),
    });
    expect(second).toMatchObject({ input_parameters: '{"tag1Key":"F"}' });
    expect(others).toEqual([]);
  });
});
