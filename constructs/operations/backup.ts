import { BackupPlan } from "@cdktf/provider-aws/lib/backup-plan";
import { BackupSelection } from "@cdktf/provider-aws/lib/backup-selection";
import { BackupVault } from "@cdktf/provider-aws/lib/backup-vault";
import { Construct } from "constructs";
import { nameOf } from "../foundation/names";
import { PlatformStack } from "../foundation/platform-stack";
import { refuse } from "../foundation/refusal";
import { type BackupPolicy, tag } from "../foundation/tags";
import { ServiceRole } from "../security/service-role";
import { backupAlarms } from "./backup-alarms";
import { backedUp, backupGrants } from "./backup-grants";
import { watch } from "./watch";

export interface BackupProps {
  /** ARN of the KMS key that encrypts the vault. */
  readonly kmsKeyArn: string;
  /** Tags by which a resource belongs to the stack. Other projects of the account have tags of the same names. */
  readonly belonging: Readonly<Record<string, string>>;
  /** Days for which a recovery point is kept, 1 or more, by the value of the tag `BackupPolicy`. */
  readonly retentionDays: Readonly<Record<Exclude<BackupPolicy, "none">, number>>;
  /** Terraform refuses every plan that would destroy the vault. */
  readonly preventDestroy: boolean;
}

/**
 * When a plan begins, in UTC: after the windows in which RDS backs up and updates by itself and the hour before them, when it would refuse.
 *
 * @see https://docs.aws.amazon.com/aws-backup/latest/devguide/rds-backup.html
 */
const schedules = { daily: "cron(0 5 * * ? *)", weekly: "cron(0 7 ? * SUN *)" };

/** Minutes in which a backup job has to begin, and to be done. AWS Backup gives up on one that is later. */
const windows = { startWindow: 60, completionWindow: 360 };

/**
 * Backups of data in a vault, for every resource whose tag `BackupPolicy` asks for it.
 *
 * All conditions of a selection have to hold, so nothing of another environment or project is backed up. The vault is never emptied by
 * Terraform: one that holds recovery points cannot be destroyed.
 *
 * @see https://docs.aws.amazon.com/aws-backup/latest/devguide/assigning-resources.html
 */
export class Backup extends Construct {
  public readonly vaultArn: string;

  public constructor(scope: Construct, id: string, { kmsKeyArn, belonging, retentionDays, preventDestroy }: BackupProps) {
    super(scope, id);
    const entries = Object.entries(retentionDays);
    refuse(
      this.node.path,
      entries.flatMap(([policy, days]) =>
        Number.isInteger(days) && days >= 1 ? [] : [`retentionDays.${policy} ${days}; allowed are 1 or more`],
      ),
    );
    tag(this, { Service: "backup" });
    const vaultName = nameOf(this, "aws_backup_vault", "vault");
    const vault = new BackupVault(this, "vault", { name: vaultName, kmsKeyArn, lifecycle: { preventDestroy }, tags: { Name: vaultName } });
    this.vaultArn = vault.arn;
    watch(this, "vault", backupAlarms(vaultName));
    const { namePrefix, region, accountId } = PlatformStack.of(this);
    const role = new ServiceRole(this, "role", {
      name: nameOf(this, "aws_iam_role", "backup", "role"),
      description: "Lets AWS Backup back up data into the vault",
      service: "backup.amazonaws.com",
      grants: backupGrants({ namePrefix, tags: belonging, region, accountId, kmsKeyArn }),
    });
    for (const policy of ["daily", "weekly"] as const) this.plan(policy, { vault, role, belonging, days: retentionDays[policy] });
  }

  private plan(policy: keyof typeof schedules, { vault, role, belonging, days }: PlanProps): void {
    const name = nameOf(this, "aws_backup_plan", policy);
    const plan = new BackupPlan(this, policy, {
      name,
      rule: [{ ruleName: policy, targetVaultName: vault.name, schedule: schedules[policy], ...windows, lifecycle: { deleteAfter: days } }],
      tags: { Name: name },
    });
    const conditions = Object.entries({ ...belonging, BackupPolicy: policy }).map(([key, value]) => ({
      key: `aws:ResourceTag/${key}`,
      value,
    }));
    new BackupSelection(this, `${policy}-selection`, {
      name: nameOf(this, "aws_backup_selection", policy),
      planId: plan.id,
      iamRoleArn: role.arn,
      resources: backedUp,
      condition: [{ stringEquals: conditions }],
      dependsOn: [role.policy],
    });
  }
}

interface PlanProps {
  readonly vault: BackupVault;
  readonly role: ServiceRole;
  readonly belonging: Readonly<Record<string, string>>;
  readonly days: number;
}
