import { bugsFor, type PlantedBug } from "./planted-bug";

const bucket = "aws_s3_bucket.frontend";
const logs = "aws_s3_bucket.access-logs";
const access = "aws_s3_bucket_public_access_block.frontend_public-access";
const ownership = "aws_s3_bucket_ownership_controls.frontend_ownership";
const encryption = "aws_s3_bucket_server_side_encryption_configuration.frontend_encryption";
const versioning = "aws_s3_bucket_versioning.frontend_versioning";
const lifecycle = "aws_s3_bucket_lifecycle_configuration.frontend_lifecycle";
const accessLog = "aws_s3_bucket_logging.frontend_access-log";
const policy = "aws_s3_bucket_policy.frontend_policy";
const arn = "${aws_s3_bucket.frontend.arn}";

/** Mistakes in buckets. */
export const edgeBucketBugs: readonly PlantedBug[] = bugsFor("buckets", [
  ["a bucket that the public may read", bucket, (draft) => draft.drop(access)],
  ["a bucket that a policy may open to the public", bucket, (draft) => draft.set(access, { block_public_policy: false })],
  ["a bucket that an ACL may open to the public", bucket, (draft) => draft.set(access, { ignore_public_acls: undefined })],
  ["a bucket with ACLs", bucket, (draft) => draft.set(ownership, { rule: { object_ownership: "ObjectWriter" } })],
  ["a bucket without encryption", bucket, (draft) => draft.drop(encryption)],
  [
    "a bucket with unknown encryption",
    bucket,
    (draft) => draft.set(encryption, { rule: [{ apply_server_side_encryption_by_default: { sse_algorithm: "none" } }] }),
  ],
  ["a bucket without versions", bucket, (draft) => draft.drop(versioning)],
  [
    "a bucket that stopped to keep versions",
    bucket,
    (draft) => draft.set(versioning, { versioning_configuration: { status: "Suspended" } }),
  ],
  ["a bucket without a policy", bucket, (draft) => draft.drop(policy)],
  ["a bucket with a policy from elsewhere", policy, (draft) => draft.set(policy, { policy: "${var.policy}" }), "unresolved"],
  ["requests without TLS", bucket, (draft) => draft.setStatement("frontend_statements", "TlsOnly", { effect: "Allow" })],
  ["objects that are read without TLS", bucket, (draft) => draft.setStatement("frontend_statements", "TlsOnly", { resources: [arn] })],
  ["some requests without TLS", bucket, (draft) => draft.setStatement("frontend_statements", "TlsOnly", { actions: ["s3:PutObject"] })],
  [
    "somebody who needs no TLS",
    bucket,
    (draft) =>
      draft.setStatement("frontend_statements", "TlsOnly", {
        principals: [{ type: "Service", identifiers: ["cloudfront.amazonaws.com"] }],
      }),
  ],
  [
    "a denial of requests with TLS",
    bucket,
    (draft) =>
      draft.setStatement("frontend_statements", "TlsOnly", {
        condition: [{ test: "Bool", variable: "aws:SecureTransport", values: ["true"] }],
      }),
  ],
  [
    "a policy about another bucket",
    policy,
    (draft) => draft.setStatement("frontend_statements", "DistributionReadsFiles", { resources: ["${aws_s3_bucket.access-logs.arn}/*"] }),
  ],
  ["a bucket that nobody watches", bucket, (draft) => draft.drop(accessLog)],
  ["a log in somebody else's bucket", accessLog, (draft) => draft.set(accessLog, { target_bucket: "other" }), "unresolved"],
  [
    "a site that expires",
    bucket,
    (draft) => draft.set(lifecycle, { rule: [{ id: "old-files", status: "Enabled", filter: [{}], expiration: [{ days: 30 }] }] }),
  ],
  [
    "a site that is moved to where reading it takes hours",
    bucket,
    (draft) =>
      draft.set(lifecycle, {
        rule: [{ id: "cold", status: "Enabled", filter: [{}], transition: [{ days: 30, storage_class: "GLACIER" }] }],
      }),
  ],
  ["logs that are read without TLS", logs, (draft) => draft.setStatement("access-logs_statements", "TlsOnly", { effect: "Allow" })],
]);
