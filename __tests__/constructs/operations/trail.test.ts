import { AccessLogBucket } from "../../../constructs/edge/access-log-bucket";
import { Trail, trailKeyGrant } from "../../../constructs/operations/trail";
import { dataSources, render, resources, tags, testStack } from "../../support/stack";

const account = "${data.aws_caller_identity.current.account_id}";
const arn = `arn:aws:cloudtrail:eu-west-1:${account}:trail/ohi-test-trail`;
const fromTrail = { test: "StringEquals", variable: "aws:SourceArn", values: [arn] };

describe("a trail", () => {
  const stack = testStack();
  const logs = new AccessLogBucket(stack, "access-logs", { retentionDays: 7, preventDestroy: true });
  new Trail(stack, "trail", { kmsKeyArn: "arn:aws:kms:key", accessLog: logs.target("trail"), retentionDays: 365 });
  const json = render(stack);

  test("records all regions, tells who tampered with it, and is encrypted", () => {
    expect(resources(json, "aws_cloudtrail")).toEqual({
      trail: {
        name: "ohi-test-trail",
        s3_bucket_name: "${aws_s3_bucket.trail_bucket.id}",
        kms_key_id: "arn:aws:kms:key",
        is_multi_region_trail: true,
        include_global_service_events: true,
        enable_log_file_validation: true,
        enable_logging: true,
        depends_on: ["aws_s3_bucket_policy.trail_bucket_policy"],
        tags: tags({ Service: "governance", DataClassification: "confidential", Name: "ohi-test-trail" }),
      },
    });
  });

  test("lies in a bucket that Terraform does not destroy, to which this trail adds and nobody else", () => {
    const [checks, adds, tls, ...others] = dataSources(json, "aws_iam_policy_document")["trail_bucket_statements"]?.[
      "statement"
    ] as object[];

    expect(resources(json, "aws_s3_bucket")["trail_bucket"]).toMatchObject({ force_destroy: false, lifecycle: { prevent_destroy: true } });
    expect(checks).toMatchObject({
      actions: ["s3:GetBucketAcl"],
      resources: ["${aws_s3_bucket.trail_bucket.arn}"],
      condition: [fromTrail],
    });
    expect(adds).toMatchObject({
      actions: ["s3:PutObject"],
      resources: [`\${aws_s3_bucket.trail_bucket.arn}/AWSLogs/${account}/*`],
      condition: [fromTrail, { test: "StringEquals", variable: "s3:x-amz-acl", values: ["bucket-owner-full-control"] }],
    });
    expect(tls).toMatchObject({ sid: "TlsOnly", effect: "Deny" });
    expect(others).toEqual([]);
  });

  test("uses a key whose policy names it", () => {
    expect(trailKeyGrant(stack)).toEqual({
      sid: "TrailEncryptsEvents",
      actions: ["kms:Decrypt", "kms:DescribeKey", "kms:GenerateDataKey"],
      resources: ["*"],
      principals: { type: "Service", identifiers: ["cloudtrail.amazonaws.com"] },
      conditions: [{ ...fromTrail, values: [expect.stringMatching(/:trail\/ohi-test-trail$/) as unknown] }],
    });
  });
});
