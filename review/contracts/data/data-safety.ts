import { stackContract } from "../../contract";
import type { Finding, Reporter } from "../../finding";
import { type Element, type StackModel } from "../../model";
import { expressionsIn } from "../../reference";
import { at, listOf, show, textAt, type Value } from "../../value";

/** What the requirement says of the stores of an environment. */
export interface DataSafety {
  /** Whether databases refuse to be deleted, and Terraform to destroy what holds data. */
  readonly protected: boolean;
  /** Days of automated backups of every database that is not a replica. */
  readonly backupRetentionDays: number;
  /** Databases with whether they have a standby in a second zone, by the part of the platform that they belong to: tag `Service`. */
  readonly databases: Readonly<Record<string, { readonly multiAz: boolean; readonly instances: number }>>;
  /** Caches with the number of nodes, by tag `Service`. From two on there are failover and Multi-AZ. */
  readonly caches: Readonly<Record<string, number>>;
  /** Days for which a cache's daily snapshots are kept. */
  readonly snapshotDays: number;
  /** Days in which a deleted secret can be brought back. */
  readonly secretRecoveryDays: number;
  /** Days for which every log group keeps its events. */
  readonly logRetentionDays: number;
}

/** Types whose loss cannot be made good by another apply. A replica is one only by its type: it is made anew from its source. */
const keepers = [
  "aws_db_instance",
  "aws_elasticache_replication_group",
  "aws_secretsmanager_secret",
  "aws_kms_key",
  "aws_backup_vault",
  "aws_ebs_volume",
  "aws_efs_file_system",
  "aws_s3_bucket",
];

/**
 * What deletes the bytes of a store, and what brings them back, is as the requirement says of the environment.
 *
 * @see https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_DeleteInstance.html
 */
export const dataSafety = stackContract<[expected: DataSafety]>(
  "data-safety",
  "nothing that holds data can be lost more easily than the requirement says",
  (stack, report, expected) => [
    ...stack.ofType("aws_db_instance").flatMap((database) => databaseFindings(stack, database, report, expected)),
    ...stack.ofType("aws_elasticache_replication_group").flatMap((cache) => cacheFindings(stack, cache, report, expected)),
    ...numbers(stack, report, expected),
    ...keepers.flatMap((type) =>
      stack
        .ofType(type)
        .flatMap((store) =>
          differences(store, { "lifecycle.prevent_destroy": expected.protected }, report, { "lifecycle.prevent_destroy": false }),
        ),
    ),
    ...stack
      .ofType("aws_secretsmanager_secret")
      .flatMap((secret) => differences(secret, { recovery_window_in_days: expected.secretRecoveryDays }, report)),
    ...stack
      .ofType("aws_cloudwatch_log_group")
      .flatMap((group) => differences(group, { retention_in_days: expected.logRetentionDays }, report)),
    ...stack
      .ofType("aws_ebs_volume")
      .flatMap((volume) => differences(volume, { final_snapshot: expected.protected }, report, { final_snapshot: false })),
    ...stack
      .ofType("aws_s3_bucket")
      .flatMap((bucket) => differences(bucket, { force_destroy: !expected.protected }, report, { force_destroy: false })),
  ],
);

function databaseFindings(stack: StackModel, database: Element, report: Reporter, expected: DataSafety): Finding[] {
  const replica = database.values["replicate_source_db"] !== undefined;
  const multiAz = expected.databases[serviceOf(database) ?? ""]?.multiAz ?? false;
  return [
    ...differences(
      database,
      {
        deletion_protection: expected.protected,
        copy_tags_to_snapshot: true,
        delete_automated_backups: !expected.protected,
        skip_final_snapshot: replica,
        multi_az: multiAz,
        backup_retention_period: replica ? 0 : expected.backupRetentionDays,
      },
      report,
      { backup_retention_period: 0, deletion_protection: false, multi_az: false },
    ),
    ...(replica ? [] : finalSnapshot(stack, database, report)),
  ];
}

function cacheFindings(stack: StackModel, cache: Element, report: Reporter, expected: DataSafety): Finding[] {
  const nodes = expected.caches[serviceOf(cache) ?? ""];
  return [
    ...(nodes === undefined
      ? [report.violation(cache, `Service ${show(serviceOf(cache))}`, `one of ${Object.keys(expected.caches).join(", ")}`)]
      : differences(
          cache,
          {
            num_cache_clusters: nodes,
            automatic_failover_enabled: nodes > 1,
            multi_az_enabled: nodes > 1,
            snapshot_retention_limit: expected.snapshotDays,
          },
          report,
        )),
    ...finalSnapshot(stack, cache, report),
  ];
}

/** A second destroy must not find the name taken: it holds the moment of the plan, and Terraform does not look at it again. */
function finalSnapshot(stack: StackModel, store: Element, report: Reporter): Finding[] {
  const name = textAt(store.values, "final_snapshot_identifier");
  const moment = expressionsIn(name ?? "").some((expression) => /^formatdate\("YYYYMMDDhhmmss", plantimestamp\(\)\)$/.test(expression));
  const ignored = listOf(at(store.values, "lifecycle", "ignore_changes"));
  return [
    ...(moment && name?.startsWith(`${stack.name}-`) === true
      ? []
      : [
          report.violation(store, `final_snapshot_identifier ${show(name)}`, "a name with the moment in it at which the store was planned"),
        ]),
    ...(ignored.length === 1 && ignored[0] === "final_snapshot_identifier"
      ? []
      : [
          report.violation(
            store,
            `ignore_changes ${show([...ignored])}`,
            "final_snapshot_identifier alone, since the moment is another in every plan",
          ),
        ]),
  ];
}

/** How many stores of each part of the platform there are. */
function numbers(stack: StackModel, report: Reporter, expected: DataSafety): Finding[] {
  const count = (type: string, service: string): number => stack.ofType(type).filter((store) => serviceOf(store) === service).length;
  const rows = [
    ...Object.entries(expected.databases).map(([service, { instances }]) => ["aws_db_instance", service, instances] as const),
    ...Object.keys(expected.caches).map((service) => ["aws_elasticache_replication_group", service, 1] as const),
  ];
  return [
    ...rows.flatMap(([type, service, wanted]) => {
      const found = count(type, service);
      return found === wanted ? [] : [report.violation(type, `${found} of ${service}`, String(wanted))];
    }),
    ...stack
      .ofType("aws_db_instance")
      .filter((database) => expected.databases[serviceOf(database) ?? ""] === undefined)
      .map((database) =>
        report.violation(database, `Service ${show(serviceOf(database))}`, `one of ${Object.keys(expected.databases).join(", ")}`),
      ),
  ];
}

/** Attributes that differ from what they should be. What is not set counts as the default that the provider gives it. */
function differences(
  element: Element,
  wanted: Readonly<Record<string, Value>>,
  report: Reporter,
  defaults: Readonly<Record<string, Value>> = {},
): Finding[] {
  return Object.entries(wanted).flatMap(([path, value]) => {
    const found = at(element.values, ...path.split(".")) ?? defaults[path];
    return found === value ? [] : [report.violation(element, `${path} ${show(found)}`, show(value))];
  });
}

function serviceOf({ values }: Element): string | undefined {
  return textAt(values, "tags", "Service");
}
