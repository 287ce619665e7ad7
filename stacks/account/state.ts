import { PrivateBucket } from "../../constructs/data/private-bucket";
import { AccessLogBucket } from "../../constructs/edge/access-log-bucket";
import { tag } from "../../constructs/foundation/tags";
import { EncryptionKey } from "../../constructs/security/encryption-key";
import { inContextGrant } from "../../constructs/security/key-grants";
import { platform } from "../../environments/platform";
import type { AccountStack } from "../account-stack";
import { stateKeyName } from "./names";

/** Days for which a state that was written over can be brought back. */
const oldStateDays = 365;

/** Days for which is known who read and wrote the account's buckets. */
const accessLogDays = 365;

export interface StateSection {
  /** Keeps the Terraform states of all stacks. */
  readonly bucket: PrivateBucket;
  readonly key: EncryptionKey;
  /** Keeps the access logs of the account's buckets. */
  readonly accessLogs: AccessLogBucket;
}

/** Where all Terraform states lie, this stack's own included. Nothing here can be destroyed by Terraform. */
export function addState(stack: AccountStack): StateSection {
  const key = new EncryptionKey(stack, "state-key", {
    name: stateKeyName,
    description: "Encrypts the Terraform states of all stacks",
    logGroupPrefixes: [],
    services: ["s3"],
    publishers: [],
    // Roles of the pipeline seal and open plans, which no service does for them. Their own policies say of which stack.
    grants: [inContextGrant("PipelineSealsPlans", { name: "stack", value: `${platform.prefix}-*` }, stack)],
    preventDestroy: true,
  });
  const accessLogs = new AccessLogBucket(stack, "access-logs", {
    retentionDays: accessLogDays,
    alsoFrom: [stack.settings.stateBucket],
    preventDestroy: true,
  });
  const bucket = new PrivateBucket(stack, "state", {
    name: { whole: stack.settings.stateBucket },
    purpose: "terraform-state",
    kmsKeyArn: key.arn,
    accessLog: accessLogs.target("state"),
    keepOldVersionsDays: oldStateDays,
    preventDestroy: true,
  });
  tag(bucket, { Service: "state", DataClassification: "confidential" });
  bucket.admit();
  stack.output("state_bucket", "Bucket of the Terraform states: OHI_STATE_BUCKET", bucket.bucketName);
  stack.output("state_kms_key_arn", "Key that encrypts the Terraform states", key.arn);
  return { bucket, key, accessLogs };
}
