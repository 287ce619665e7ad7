import { environmentNames } from "../../environments";
import { protection } from "../protection";
import { byId, given, is, only, type SettledTable } from "../table";
import { reports } from "./reports";

const {
  aws_s3_bucket_ownership_controls = {},
  aws_s3_bucket_policy = {},
  aws_s3_bucket_public_access_block = {},
  aws_s3_bucket_versioning = {},
} = protection;

const expiring = ["access-logs_lifecycle", "config_bucket_lifecycle", "trail_bucket_lifecycle"];
const encrypted = ["config_bucket_encryption", "state_encryption", "trail_bucket_encryption"];

/** One rule for what was written over, and one for what is old. */
const twoRules = <Value>(first: Value, second: Value): Record<string, Value[]> => ({
  ...Object.fromEntries(expiring.map((id) => [id, [first, second]])),
  state_lifecycle: [first],
});

/** What the account's stack says: the records, the states, what watches over the account, and the delivery roles. */
export const attributes: SettledTable = {
  ...reports,
  aws_s3_bucket_ownership_controls,
  aws_s3_bucket_policy,
  aws_s3_bucket_public_access_block,
  aws_s3_bucket_versioning,
  aws_s3_bucket: {
    bucket: byId({
      "access-logs": "ohi-shared-access-logs-{account}",
      config_bucket: "ohi-shared-config-{account}",
      state: "ohi-shared-terraform-state",
      trail_bucket: "ohi-shared-trail-{account}",
    }),
    force_destroy: is(false),
    "lifecycle.prevent_destroy": is(true),
    "tags.BucketPurpose": byId({
      "access-logs": "access-logs",
      config_bucket: "config",
      state: "terraform-state",
      trail_bucket: "trail",
    }),
    "tags.Encryption": byId({ "access-logs": "sse-s3", config_bucket: "sse-kms", state: "sse-kms", trail_bucket: "sse-kms" }),
    "tags.PublicAccess": is("blocked"),
  },
  aws_s3_bucket_lifecycle_configuration: {
    depends_on: is(["aws_s3_bucket_versioning"]),
    bucket: is("-> aws_s3_bucket.id"),
    "rule[].abort_incomplete_multipart_upload[].days_after_initiation": is([7]),
    "rule[].expiration[].days": only(expiring, [365]),
    "rule[].filter[]": byId(twoRules({}, {})),
    "rule[].id": byId(twoRules("old-versions", "expiry")),
    "rule[].noncurrent_version_expiration[].noncurrent_days": byId({
      "access-logs_lifecycle": [1],
      config_bucket_lifecycle: [30],
      state_lifecycle: [365],
      trail_bucket_lifecycle: [365],
    }),
    "rule[].status": byId(twoRules("Enabled", "Enabled")),
  },
  aws_s3_bucket_logging: {
    depends_on: is(["aws_s3_bucket_policy"]),
    bucket: is("-> aws_s3_bucket.id"),
    target_bucket: is("-> aws_s3_bucket.id"),
    target_prefix: byId({
      "config_bucket_access-log": "s3/config/",
      "state_access-log": "s3/state/",
      "trail_bucket_access-log": "s3/trail/",
    }),
  },
  aws_s3_bucket_server_side_encryption_configuration: {
    bucket: is("-> aws_s3_bucket.id"),
    "rule[].apply_server_side_encryption_by_default.kms_master_key_id": only(encrypted, ["-> aws_kms_key.arn"]),
    "rule[].apply_server_side_encryption_by_default.sse_algorithm": byId({
      ...Object.fromEntries(encrypted.map((id) => [id, ["aws:kms"]])),
      // AWS's log delivery cannot use a key of a customer.
      "access-logs_encryption": ["AES256"],
    }),
    "rule[].bucket_key_enabled": only(encrypted, [true]),
  },
  aws_kms_key: {
    deletion_window_in_days: is(30),
    description: byId({
      "audit-key": "Encrypts the records of the account, and what is found in it",
      "state-key": "Encrypts the Terraform states of all stacks",
    }),
    enable_key_rotation: is(true),
    "lifecycle.prevent_destroy": is(true),
    policy: is("-> data.aws_iam_policy_document.json"),
    rotation_period_in_days: is(365),
  },
  aws_kms_alias: {
    name: byId({ "audit-key_alias": "alias/ohi-shared-audit-key", "state-key_alias": "alias/ohi-shared-state-key" }),
    target_key_id: is("-> aws_kms_key.id"),
  },
  aws_iam_openid_connect_provider: {
    client_id_list: is(["sts.amazonaws.com"]),
    url: is("https://token.actions.githubusercontent.com"),
  },
  aws_iam_role: {
    assume_role_policy: is("-> data.aws_iam_policy_document.json"),
    description: given,
    max_session_duration: byId(
      Object.fromEntries(
        environmentNames.flatMap((name) => [
          [`${name}-deploy`, 10_800],
          [`${name}-plan`, 3600],
        ]),
      ),
    ),
    name: given,
    permissions_boundary: is("-> aws_iam_policy.arn"),
  },
  aws_iam_policy: {
    description: given,
    name: given,
    policy: is("-> data.aws_iam_policy_document.json"),
  },
  aws_iam_role_policy_attachment: {
    policy_arn: is("-> aws_iam_policy.arn"),
    role: is("-> aws_iam_role.name"),
  },
};
