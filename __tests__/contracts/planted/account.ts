import { accountIdentityBugs } from "./account-identity";
import { accountRoleBugs } from "./account-roles";
import { accountSettledBugs } from "./account-settled";
import { accountTrustBugs } from "./account-trust";
import { accountAuthorizationBugs } from "./authorization";
import { bugsFor, type PlantedBug, type Row } from "./planted-bug";

const bucket = "aws_s3_bucket.state";
const trail = "aws_cloudtrail.trail";
const detector = "aws_guardduty_detector.threat-detection_detector";
const trailPolicy = "data.aws_iam_policy_document.trail_bucket_statements";

/** What has to be there once: without it, and off. */
const single: readonly (readonly [address: string, type: string, off: Readonly<Record<string, boolean | string>>])[] = [
  ["aws_guardduty_detector.threat-detection_detector", "aws_guardduty_detector", { enable: false }],
  ["aws_accessanalyzer_analyzer.threat-detection_analyzer", "aws_accessanalyzer_analyzer", { type: "ORGANIZATION" }],
  ["aws_ebs_encryption_by_default.defaults_disk-encryption", "aws_ebs_encryption_by_default", { enabled: false }],
  ["aws_s3_account_public_access_block.defaults_public-access", "aws_s3_account_public_access_block", { block_public_policy: false }],
  ["aws_config_configuration_recorder_status.config_status", "aws_config_configuration_recorder_status", { is_enabled: false }],
];

/** Mistakes in the account's stack. */
export const accountBugs: readonly PlantedBug[] = [
  ...accountTrustBugs,
  ...accountIdentityBugs,
  ...accountRoleBugs,
  ...accountSettledBugs,
  ...accountAuthorizationBugs,
  ...bugsFor("state-bucket", [
    ["no bucket for the states", "aws_s3_bucket", (draft) => draft.set(bucket, { bucket: "another-bucket" })],
    ["a bucket that can be destroyed", bucket, (draft) => draft.set(bucket, { lifecycle: { prevent_destroy: false } })],
    ["a bucket that is emptied when it is destroyed", bucket, (draft) => draft.set(bucket, { force_destroy: true })],
    [
      "states that are overwritten for good",
      bucket,
      (draft) => draft.set("aws_s3_bucket_versioning.state_versioning", { versioning_configuration: { status: "Suspended" } }),
    ],
    [
      "old states that are gone a day too soon",
      bucket,
      (draft) =>
        draft.set("aws_s3_bucket_lifecycle_configuration.state_lifecycle", {
          rule: [{ id: "old-versions", status: "Enabled", noncurrent_version_expiration: [{ noncurrent_days: 89 }] }],
        }),
    ],
    [
      "old states that are gone at a time that is not said",
      bucket,
      (draft) =>
        draft.set("aws_s3_bucket_lifecycle_configuration.state_lifecycle", {
          rule: [{ id: "old-versions", status: "Enabled", noncurrent_version_expiration: [{ newer_noncurrent_versions: 1 }] }],
        }),
    ],
    [
      "a bucket without a key of its own",
      bucket,
      (draft) =>
        draft.set("aws_s3_bucket_server_side_encryption_configuration.state_encryption", {
          rule: [{ apply_server_side_encryption_by_default: { sse_algorithm: "AES256" } }],
        }),
    ],
    [
      "a key that can be destroyed",
      "aws_kms_key.state-key",
      (draft) => draft.set("aws_kms_key.state-key", { lifecycle: { prevent_destroy: false } }),
    ],
  ]),
  ...bugsFor("kept-records", [
    ...["trail_bucket", "config_bucket", "access-logs"].map((id): Row => [
      `a bucket that can be destroyed: ${id}`,
      `aws_s3_bucket.${id}`,
      (draft) => draft.set(`aws_s3_bucket.${id}`, { lifecycle: undefined }),
    ]),
    [
      "a bucket that is emptied when it is destroyed",
      "aws_s3_bucket.access-logs",
      (draft) => draft.set("aws_s3_bucket.access-logs", { force_destroy: true }),
    ],
    [
      "a key that can be destroyed",
      "aws_kms_key.audit-key",
      (draft) => draft.set("aws_kms_key.audit-key", { lifecycle: { prevent_destroy: false } }),
    ],
    ...[{ days: 364 }, { date: "2027-01-01T00:00:00Z" }].map((expiration): Row => [
      `records that are gone too soon: ${JSON.stringify(expiration)}`,
      "aws_s3_bucket.trail_bucket",
      (draft) =>
        draft.set("aws_s3_bucket_lifecycle_configuration.trail_bucket_lifecycle", {
          rule: [{ id: "expiry", status: "Enabled", expiration: [expiration] }],
        }),
    ]),
    [
      "records that are gone some time, nobody knows where",
      "aws_s3_bucket_lifecycle_configuration.trail_bucket_lifecycle",
      (draft) => draft.set("aws_s3_bucket_lifecycle_configuration.trail_bucket_lifecycle", { bucket: "another" }),
      "unresolved",
    ],
  ]),
  ...bugsFor("audit", [
    ...["is_multi_region_trail", "include_global_service_events", "enable_log_file_validation", "enable_logging"].map((name): Row => [
      `a trail without ${name}`,
      trail,
      (draft) => draft.set(trail, { [name]: false }),
    ]),
    ["no trail", "aws_cloudtrail", (draft) => draft.drop(trail)],
    ["a trail that is not encrypted", trail, (draft) => draft.set(trail, { kms_key_id: undefined }), "unresolved"],
    ["a trail in somebody's bucket", trail, (draft) => draft.set(trail, { s3_bucket_name: "elsewhere" }), "unresolved"],
    [
      "records that can be destroyed",
      "aws_s3_bucket.trail_bucket",
      (draft) => draft.set("aws_s3_bucket.trail_bucket", { lifecycle: { prevent_destroy: false } }),
    ],
    [
      "a bucket for everybody's trail",
      trailPolicy,
      (draft) =>
        draft.setStatement("trail_bucket_statements", "TrailAddsEvents", {
          condition: [{ test: "StringEquals", variable: "s3:x-amz-acl", values: ["bucket-owner-full-control"] }],
        }),
    ],
    [
      "a trail that may not write",
      "aws_s3_bucket.trail_bucket",
      (draft) => draft.setStatement("trail_bucket_statements", "TrailAddsEvents", { actions: ["s3:GetBucketAcl"] }),
    ],
    ...[
      ["another trail's right to write beside the own one's", ["ohi-shared-trail", "other"]] as const,
      ["another trail's right to write", ["other"]] as const,
    ].map(([bug, trails]): Row => [
      bug,
      trailPolicy,
      (draft) =>
        draft.setStatement("trail_bucket_statements", "TrailAddsEvents", {
          condition: [
            {
              test: "StringEquals",
              variable: "aws:SourceArn",
              values: trails.map((name) => `arn:aws:cloudtrail:eu-west-1:\${data.aws_caller_identity.current.account_id}:trail/${name}`),
            },
          ],
        }),
    ]),
    ...single.map(([address, type]): Row => [`no ${type}`, type, (draft) => draft.drop(address)]),
    ...single.map(([address, type]): Row => [`a second ${type}`, type, (draft) => draft.copy(address, "more", {})]),
    ...single.map(([address, type, off]): Row => [`an ${type} that is off`, address, (draft) => draft.set(address, off)]),
    ["a detector that nobody hears of", detector, (draft) => draft.drop("aws_cloudwatch_event_target.threat-found_target")],
    [
      "threats that are told to somebody else",
      detector,
      (draft) => draft.set("aws_cloudwatch_event_target.threat-found_target", { arn: "arn:aws:sns:eu-west-1:111122223333:others" }),
    ],
    [
      "only the gravest threats told",
      detector,
      (draft) =>
        draft.set("aws_cloudwatch_event_rule.threat-found", {
          event_pattern: JSON.stringify({ "detail-type": ["GuardDuty Finding"], detail: { severity: [{ numeric: [">=", 7] }] } }),
        }),
    ],
    [
      "all but the gravest threats told",
      detector,
      (draft) =>
        draft.set("aws_cloudwatch_event_rule.threat-found", {
          event_pattern: JSON.stringify({ "detail-type": ["GuardDuty Finding"], detail: { severity: [{ numeric: [">=", 4, "<", 7] }] } }),
        }),
    ],
    [
      "an analyzer that nobody hears of",
      "aws_accessanalyzer_analyzer.threat-detection_analyzer",
      (draft) => draft.drop("aws_cloudwatch_event_target.access-opened_target"),
    ],
    ...["aws_cloudtrail.trail", "aws_config_configuration_recorder.config", detector].map((watcher): Row => [
      `a ${watcher} that is switched off unheard`,
      watcher,
      (draft) => draft.set("aws_cloudwatch_event_rule.audit-changed", { event_pattern: JSON.stringify({ source: ["aws.health"] }) }),
    ]),
    ["a tag that nobody asks for", "aws_config_config_rule", (draft) => draft.drop("aws_config_config_rule.required-tags_2")],
    [
      "a rule that judges other projects",
      "aws_config_config_rule.required-tags_1",
      (draft) => draft.set("aws_config_config_rule.required-tags_1", { scope: undefined }),
    ],
  ]),
];
