import { type AlarmRule, count, during, wholeDays } from "./alarm-rule";

/**
 * When a backup job failed, or none completed for two days: then the selection or the opt-in of the account is wrong, and nothing fails.
 *
 * @see https://docs.aws.amazon.com/aws-backup/latest/devguide/cloudwatch.html
 */
export function backupAlarms(vaultName: string): AlarmRule[] {
  const dimensions = { BackupVaultName: vaultName };
  return [
    {
      kind: "backup-failed",
      meaning: "Something was not backed up; the recovery point of the day before is the newest.",
      metric: { namespace: "AWS/Backup", name: "NumberOfBackupJobsFailed", dimensions },
      statistic: "Sum",
      limit: { above: count(0) },
      ...during(3600, 1),
      missing: "notBreaching",
    },
    {
      kind: "backup-missing",
      meaning: "Nothing at all was backed up.",
      metric: { namespace: "AWS/Backup", name: "NumberOfBackupJobsCompleted", dimensions },
      statistic: "Sum",
      limit: { below: count(1) },
      ...wholeDays(2),
      missing: "breaching",
    },
  ];
}
