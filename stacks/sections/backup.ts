import { Backup } from "../../constructs/operations/backup";
import type { EncryptionKey } from "../../constructs/security/encryption-key";
import { belongingTo } from "../belonging";
import type { EnvironmentStack } from "../environment-stack";

/** A weekly recovery point is kept four times as long as a daily one. */
const weeksForADay = 4;

/** Backups of everything whose tag asks for it. */
export function addBackup(stack: EnvironmentStack, { key }: { readonly key: EncryptionKey }): void {
  const { environment } = stack;
  const daily = environment.postgres.backupRetentionDays;
  const backup = new Backup(stack, "backup", {
    kmsKeyArn: key.arn,
    belonging: belongingTo(environment),
    retentionDays: { daily, weekly: weeksForADay * daily },
    preventDestroy: environment.deletionProtection,
  });
  stack.output("backup_vault_arn", "ARN of the vault that holds the recovery points", backup.vaultArn);
}
