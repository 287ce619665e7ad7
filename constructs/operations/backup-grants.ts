import { type Grant, named } from "../security/policy-document";

/** What AWS Backup backs up: databases, disks and shared file systems. Everything else is made anew from code, or keeps snapshots of its own. */
export const backedUp = ["arn:aws:rds:*:*:db:*", "arn:aws:ec2:*:*:volume/*", "arn:aws:elasticfilesystem:*:*:file-system/*"];

/** Whose data are backed up. */
export interface BackupScope {
  /** Beginning of the names of what is backed up, for example `ohi-dev`. */
  readonly namePrefix: string;
  /** Tags of what is backed up, where an ARN tells no name. */
  readonly tags: Readonly<Record<string, string>>;
  readonly region: string;
  readonly accountId: string;
  /** ARN of the KMS key that encrypts the data and the recovery points. */
  readonly kmsKeyArn: string;
}

/**
 * What AWS Backup may do to make a recovery point and to remove it again.
 *
 * It is AWS's own `AWSBackupServiceRolePolicyForBackup`, held to what is backed up here. The ARNs of disks, file systems and snapshots tell
 * no name, so they are told by their tags; `ec2:Describe...` and `tag:GetResources` can be held to nothing.
 *
 * @see https://docs.aws.amazon.com/aws-managed-policy/latest/reference/AWSBackupServiceRolePolicyForBackup.html
 * @see https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonec2.html
 */
export function backupGrants({ namePrefix, tags, region, accountId, kmsKeyArn }: BackupScope): Grant[] {
  const rds = `arn:aws:rds:${region}:${accountId}`;
  const diskSnapshots = `arn:aws:ec2:${region}::snapshot/*`;
  const ours = Object.entries(tags).map(([key, value]) => ({ test: "StringEquals", variable: `aws:ResourceTag/${key}`, values: [value] }));
  return [
    {
      // Where RDS makes snapshots by itself, AWS Backup copies the newest of them instead of making one.
      sid: "BackUpDatabases",
      actions: named("rds", "AddTagsToResource", "CopyDBSnapshot", "CreateDBSnapshot", "ListTagsForResource"),
      resources: [`${rds}:db:${namePrefix}-*`, `${rds}:snapshot:rds:${namePrefix}-*`, `${rds}:snapshot:awsbackup:*`],
    },
    {
      // What a selection leads to is found among all; a list of databases is held to no name.
      sid: "FindDatabases",
      actions: named("rds", "DescribeDBInstances", "DescribeDBSnapshots"),
      resources: [`${rds}:db:*`, `${rds}:snapshot:*`],
    },
    { sid: "RemoveDatabaseSnapshots", actions: named("rds", "DeleteDBSnapshot"), resources: [`${rds}:snapshot:awsbackup:*`] },
    {
      sid: "BackUpDisks",
      actions: named("ec2", "CreateSnapshot"),
      resources: [`arn:aws:ec2:${region}:${accountId}:volume/*`],
      conditions: ours,
    },
    { sid: "MakeDiskSnapshots", actions: named("ec2", "CreateSnapshot", "CreateTags"), resources: [diskSnapshots] },
    {
      sid: "RemoveDiskSnapshots",
      actions: named("ec2", "DeleteSnapshot"),
      resources: [diskSnapshots],
      conditions: [{ test: "Null", variable: "aws:ResourceTag/aws:backup:source-resource", values: ["false"] }, ...ours],
    },
    {
      sid: "BackUpFileSystems",
      actions: named("elasticfilesystem", "Backup", "DescribeTags"),
      resources: [`arn:aws:elasticfilesystem:${region}:${accountId}:file-system/*`],
      conditions: ours,
    },
    {
      sid: "FindDisks",
      actions: [...named("ec2", "DescribeSnapshots", "DescribeTags", "DescribeVolumes"), "tag:GetResources"],
      resources: ["*"],
    },
    {
      sid: "UseVault",
      actions: named("backup", "DescribeBackupVault"),
      resources: [`arn:aws:backup:${region}:${accountId}:backup-vault:${namePrefix}-*`],
    },
    {
      sid: "TagRecoveryPoints",
      actions: named("backup", "TagResource"),
      resources: [`arn:aws:backup:${region}:${accountId}:recovery-point:*`],
    },
    {
      sid: "UseKey",
      actions: named("kms", "Decrypt", "DescribeKey", "GenerateDataKey", "GenerateDataKeyWithoutPlaintext", "ReEncryptFrom", "ReEncryptTo"),
      resources: [kmsKeyArn],
    },
    {
      sid: "KeepUsingKey",
      actions: named("kms", "CreateGrant"),
      resources: [kmsKeyArn],
      conditions: [{ test: "Bool", variable: "kms:GrantIsForAWSResource", values: ["true"] }],
    },
  ];
}
