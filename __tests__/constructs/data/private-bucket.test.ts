import { CloudwatchLogGroup } from "@cdktf/provider-aws/lib/cloudwatch-log-group";
import { PrivateBucket, type PrivateBucketProps } from "../../../constructs/data/private-bucket";
import type { PlatformStack } from "../../../constructs/foundation/platform-stack";
import { tag } from "../../../constructs/foundation/tags";
import { dataSources, render, resources, type StackJson, tags, testStack } from "../../support/stack";

const props: PrivateBucketProps = { name: "files", purpose: "files", keepOldVersionsDays: 30, preventDestroy: true };
const bucket = "${aws_s3_bucket.files.id}";

function webStack(): PlatformStack {
  const stack = testStack();
  tag(stack, { Service: "web" });
  return stack;
}

function build(more: Partial<PrivateBucketProps> = {}): StackJson {
  const stack = webStack();
  new PrivateBucket(stack, "files", { ...props, ...more }).admit();
  return render(stack);
}

describe("a private bucket", () => {
  test("has the account's id in its name, says what it keeps, and cannot be destroyed where it must not be", () => {
    const name = "ohi-test-files-${data.aws_caller_identity.current.account_id}";

    expect(resources(build(), "aws_s3_bucket")).toEqual({
      files: {
        bucket: name,
        force_destroy: false,
        lifecycle: { prevent_destroy: true },
        tags: tags({ Service: "web", Name: name, BucketPurpose: "files", PublicAccess: "blocked", Encryption: "sse-s3" }),
      },
    });
  });

  test("is destroyed with all that is in it where it may be destroyed", () => {
    expect(resources(build({ preventDestroy: false }), "aws_s3_bucket")).toEqual({
      files: expect.objectContaining({ force_destroy: true, lifecycle: { prevent_destroy: false } }) as unknown,
    });
  });

  test("lets no ACL and no policy open it to the public", () => {
    const json = build();

    expect(resources(json, "aws_s3_bucket_public_access_block")).toEqual({
      "files_public-access": {
        bucket,
        block_public_acls: true,
        block_public_policy: true,
        ignore_public_acls: true,
        restrict_public_buckets: true,
      },
    });
    expect(resources(json, "aws_s3_bucket_ownership_controls")).toEqual({
      files_ownership: { bucket, rule: { object_ownership: "BucketOwnerEnforced" } },
    });
  });

  test("is encrypted with S3's own keys, or with a KMS key that is asked for once for many objects", () => {
    expect(resources(build(), "aws_s3_bucket_server_side_encryption_configuration")).toEqual({
      files_encryption: { bucket, rule: [{ apply_server_side_encryption_by_default: { sse_algorithm: "AES256" } }] },
    });
    expect(resources(build({ kmsKeyArn: "arn:key" }), "aws_s3_bucket_server_side_encryption_configuration")).toEqual({
      files_encryption: {
        bucket,
        rule: [
          { apply_server_side_encryption_by_default: { sse_algorithm: "aws:kms", kms_master_key_id: "arn:key" }, bucket_key_enabled: true },
        ],
      },
    });
    expect(resources(build({ kmsKeyArn: "arn:key" }), "aws_s3_bucket")["files"]?.["tags"]).toEqual(
      expect.objectContaining({ Encryption: "sse-kms" }),
    );
  });

  test("keeps old versions for as long as it was told, and never deletes an object that is there", () => {
    const json = build();

    expect(resources(json, "aws_s3_bucket_versioning")).toEqual({
      files_versioning: { bucket, versioning_configuration: { status: "Enabled" } },
    });
    expect(resources(json, "aws_s3_bucket_lifecycle_configuration")).toEqual({
      files_lifecycle: {
        bucket,
        rule: [
          {
            id: "old-versions",
            status: "Enabled",
            filter: [{}],
            noncurrent_version_expiration: [{ noncurrent_days: 30 }],
            abort_incomplete_multipart_upload: [{ days_after_initiation: 7 }],
          },
        ],
        depends_on: ["aws_s3_bucket_versioning.files_versioning"],
      },
    });
  });

  test("deletes objects after some days only if it was told to", () => {
    const rules = resources(build({ expireAfterDays: 7 }), "aws_s3_bucket_lifecycle_configuration")["files_lifecycle"]?.["rule"];

    expect(rules).toHaveLength(2);
    expect(rules).toContainEqual({ id: "expiry", status: "Enabled", filter: [{}], expiration: [{ days: 7 }] });
  });

  test("admits nobody without TLS, and whom it was told to admit", () => {
    const stack = webStack();
    new PrivateBucket(stack, "files", props).admit({
      sid: "Read",
      actions: ["s3:GetObject"],
      resources: ["arn:one/*"],
      principals: { type: "Service", identifiers: ["reader.amazonaws.com"] },
    });

    const json = render(stack);

    expect(resources(json, "aws_s3_bucket_policy")).toEqual({
      files_policy: {
        bucket,
        policy: "${data.aws_iam_policy_document.files_statements.json}",
        depends_on: ["aws_s3_bucket_public_access_block.files_public-access", "aws_s3_bucket_ownership_controls.files_ownership"],
      },
    });
    expect(dataSources(json, "aws_iam_policy_document")).toEqual({
      files_statements: {
        statement: [
          {
            sid: "Read",
            effect: "Allow",
            actions: ["s3:GetObject"],
            resources: ["arn:one/*"],
            principals: [{ type: "Service", identifiers: ["reader.amazonaws.com"] }],
          },
          {
            sid: "TlsOnly",
            effect: "Deny",
            actions: ["s3:*"],
            resources: ["${aws_s3_bucket.files.arn}", "${aws_s3_bucket.files.arn}/*"],
            principals: [{ type: "*", identifiers: ["*"] }],
            condition: [{ test: "Bool", variable: "aws:SecureTransport", values: ["false"] }],
          },
        ],
      },
    });
  });

  test("logs who reads and writes it, once the log can be written", () => {
    const stack = webStack();
    const policy = new CloudwatchLogGroup(stack, "stand-in", { name: "stand-in" });
    new PrivateBucket(stack, "files", { ...props, accessLog: { bucket: "logs", prefix: "s3/files/", policy } }).admit();

    expect(resources(stack, "aws_s3_bucket_logging")).toEqual({
      "files_access-log": { bucket, target_bucket: "logs", target_prefix: "s3/files/", depends_on: ["aws_cloudwatch_log_group.stand-in"] },
    });
    expect(resources(build(), "aws_s3_bucket_logging")).toEqual({});
  });

  test("is refused without a policy", () => {
    const stack = webStack();
    const files = new PrivateBucket(stack, "files", props);

    expect(files.node.validate()).toEqual(["ohi-test/files: it has no policy; call admit()"]);
    expect(() => files.policy).toThrow("ohi-test/files: 1 problem\n  it has no policy; call admit() first");
  });
});
