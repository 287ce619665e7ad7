import type { AccessLogBucket } from "../../constructs/edge/access-log-bucket";
import { ConfigurationRecorder, recorderKeyGrant } from "../../constructs/operations/configuration-recorder";
import { RequiredTags } from "../../constructs/operations/required-tags";
import { Trail, trailKeyGrant } from "../../constructs/operations/trail";
import { EncryptionKey } from "../../constructs/security/encryption-key";
import { platform } from "../../environments/platform";
import type { AccountStack } from "../account-stack";
import { tagPolicy } from "../tag-policy";
import { accountNames, findingPublishers } from "./names";

/** Days for which calls and configurations are kept. */
const recordDays = 365;

export interface AuditSection {
  /** Encrypts the records and messages about what is found. */
  readonly key: EncryptionKey;
}

export interface AuditProps {
  readonly accessLogs: AccessLogBucket;
}

/** Who did what in the account, how everything was configured, and what of the project lacks a tag. */
export function addAudit(stack: AccountStack, { accessLogs }: AuditProps): AuditSection {
  const key = new EncryptionKey(stack, "audit-key", {
    name: "audit-key",
    description: "Encrypts the records of the account, and what is found in it",
    logGroupPrefixes: [],
    services: ["s3", "sns"],
    publishers: findingPublishers,
    grants: [trailKeyGrant(stack), recorderKeyGrant(stack)],
    preventDestroy: true,
  });
  new Trail(stack, "trail", { kmsKeyArn: key.arn, accessLog: accessLogs.target("trail"), retentionDays: recordDays });
  const recorder = new ConfigurationRecorder(stack, "config", {
    kmsKeyArn: key.arn,
    accessLog: accessLogs.target("config"),
    retentionDays: recordDays,
  });
  new RequiredTags(stack, "required-tags", {
    tags: requiredTags(stack),
    belonging: { key: "Project", value: platform.project },
    recording: recorder.recording,
  });
  return { key };
}

/** The tags of the platform, with the values of those that have few. */
function requiredTags({ environments }: AccountStack): { readonly key: string; readonly values?: readonly string[] }[] {
  const { createdBy, createdDate } = platform;
  const { identity, inherited } = tagPolicy({ environment: accountNames.environment, createdBy, createdDate });
  const values: Readonly<Record<string, readonly string[]>> = {
    Environment: [accountNames.environment, ...environments.map(({ name }) => name)],
    DataClassification: inherited.DataClassification.allowed,
    BackupPolicy: inherited.BackupPolicy.allowed,
    Compliance: inherited.Compliance.allowed,
  };
  return [...Object.keys(identity), ...Object.keys(inherited)].map((key) => ({
    key,
    ...(values[key] === undefined ? {} : { values: values[key] }),
  }));
}
