import type { DbInstanceConfig } from "@cdktf/provider-aws/lib/db-instance";
import type { Construct } from "constructs";
import type { BackupPolicy } from "../foundation/tags";
import { LogGroup } from "../operations/log-group";
import type { ServiceRole } from "../security/service-role";
import { PasswordMask } from "./password-mask";
import { postgresPort } from "./ports";
import { postgresVersion } from "./postgres-parameters";
import type { WeeklyWindow } from "./window";

/** What a primary and its replicas have in common. */
export interface PostgresInstanceProps {
  /** Class, for example `db.t4g.micro`. */
  readonly instanceClass: string;
  /** GiB up to which RDS lets the disk grow by itself; at least 10 % above what it begins with, at most 65536. */
  readonly maxStorageGib: number;
  readonly securityGroupIds: readonly string[];
  /** ARN of the KMS key that encrypts disk, snapshots, logs and Performance Insights. */
  readonly kmsKeyArn: string;
  /** Role by which RDS reports on the operating system. */
  readonly monitoringRole: ServiceRole;
  /** When AWS may restart it for an update, in UTC. */
  readonly maintenance: WeeklyWindow;
  /** How often AWS Backup backs it up, besides the automated backups. */
  readonly backupPolicy: BackupPolicy;
  /** Days for which backups are kept, 1 to 35; tag `RetentionDays`. */
  readonly backupRetentionDays: number;
  /** Days for which logs are kept; one of CloudWatch's own numbers. */
  readonly logRetentionDays: number;
  /** AWS and Terraform refuse to delete the instance, and its automated backups outlive it. */
  readonly deletionProtection: boolean;
}

/** Seconds between two measurements of the operating system. */
const monitoringInterval = 60;

/** Days for which Performance Insights costs nothing. */
const insightsDays = 7;

/**
 * Settings of any PostgreSQL instance, with the log groups that it writes. They are made before it: RDS would make its own, without
 * key, retention, tags and mask.
 *
 * Terraform leaves the growth of the disk alone: where `max_allocated_storage` is set, the provider takes a disk that is larger than
 * configured for no difference, and still enlarges one that is smaller.
 *
 * @param scope the instance's construct; log groups become its children.
 * @param identifier whole name of the instance.
 * @see https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_PIOPS.Autoscaling.html
 */
export function postgresInstance(scope: Construct, identifier: string, props: PostgresInstanceProps): Omit<DbInstanceConfig, "lifecycle"> {
  const { kmsKeyArn, logRetentionDays: retentionDays, monitoringRole } = props;
  const logGroup = (log: string): LogGroup =>
    new LogGroup(scope, `${log}-log`, { name: `/aws/rds/instance/${identifier}/${log}`, kmsKeyArn, retentionDays });
  const logGroups = { postgresql: logGroup("postgresql"), upgrade: logGroup("upgrade") }; // all that PostgreSQL can export
  const mask = new PasswordMask(scope, "password-mask", logGroups.postgresql);
  return {
    identifier,
    instanceClass: props.instanceClass,
    vpcSecurityGroupIds: [...props.securityGroupIds],
    publiclyAccessible: false,
    networkType: "IPV4",
    port: postgresPort,
    caCertIdentifier: "rds-ca-rsa2048-g1",
    iamDatabaseAuthenticationEnabled: true,
    storageType: "gp3",
    storageEncrypted: true,
    maxAllocatedStorage: props.maxStorageGib,
    copyTagsToSnapshot: true,
    maintenanceWindow: props.maintenance,
    autoMinorVersionUpgrade: true,
    allowMajorVersionUpgrade: false,
    applyImmediately: false,
    performanceInsightsEnabled: true,
    performanceInsightsKmsKeyId: kmsKeyArn,
    performanceInsightsRetentionPeriod: insightsDays,
    monitoringInterval,
    monitoringRoleArn: monitoringRole.arn,
    enabledCloudwatchLogsExports: Object.keys(logGroups),
    deletionProtection: props.deletionProtection,
    deleteAutomatedBackups: !props.deletionProtection,
    dependsOn: [logGroups.postgresql.resource, logGroups.upgrade.resource, mask.resource, monitoringRole.policy],
    tags: {
      Name: identifier,
      BackupPolicy: props.backupPolicy,
      DatabaseEngine: "postgres",
      DatabaseVersion: postgresVersion,
      RetentionDays: String(props.backupRetentionDays),
    },
  };
}
