import type { Block } from "../../../review/value";
import { bugsFor, type PlantedBug, type Row } from "./planted-bug";

const postgres = "aws_db_instance.postgres";
const ledger = "aws_db_instance.blnk-postgres";
const cache = "aws_elasticache_replication_group.app-cache";
const ledgerCache = "aws_elasticache_replication_group.blnk-cache";
const topic = "aws_sns_topic.events";
const disk = "aws_ebs_volume.clickhouse_data";
const files = "aws_efs_file_system.files";
const bucket = "aws_s3_bucket.frontend";
const alb = "aws_lb.alb";
const vault = "aws_backup_vault.backup_vault";
const jwt = "aws_secretsmanager_secret.secrets_jwt-secret";
const logGroup = "aws_cloudwatch_log_group.postgres_postgresql-log";
const through = (service: string): Block => ({
  test: "StringEquals",
  variable: "kms:ViaService",
  values: [`${service}.eu-west-1.amazonaws.com`],
});

/** Mistakes in stores: their keys, and what keeps their bytes. */
export const storeBugs: readonly PlantedBug[] = [
  ...bugsFor("databases-in-use", [
    ["a database that nobody reads", "aws_db_instance.spare", (draft) => draft.copy(postgres, "spare")],
    [
      "a ledger that its programs look for elsewhere",
      ledger,
      (draft) =>
        ["services_blnk-api_task", "services_blnk-worker_task", "tasks_blnk-migrations"].reduce(
          (changed, task) => changed.set(`aws_ecs_task_definition.${task}`, { container_definitions: "[]" }),
          draft,
        ),
    ],
  ]),
  ...bugsFor("store-encryption", [
    ["a database in plain text", postgres, (draft) => draft.set(postgres, { storage_encrypted: false })],
    ["a database with AWS's key", postgres, (draft) => draft.set(postgres, { kms_key_id: undefined }), "unresolved"],
    [
      "queries that are kept with AWS's key",
      ledger,
      (draft) => draft.set(ledger, { performance_insights_kms_key_id: undefined }),
      "unresolved",
    ],
    [
      "a replica of a database elsewhere",
      "aws_db_instance.copy",
      (draft) => draft.copy(postgres, "copy", { kms_key_id: undefined, replicate_source_db: "arn:aws:rds:eu-west-1:1:db:x" }),
      "unresolved",
    ],
    ["a cache in plain text", cache, (draft) => draft.set(cache, { at_rest_encryption_enabled: "false" })],
    ["a cache with another key", cache, (draft) => draft.set(cache, { kms_key_id: "${aws_kms_key.key.id}" }), "unresolved"],
    ["a cache that also speaks plain text", cache, (draft) => draft.set(cache, { transit_encryption_mode: "preferred" })],
    ["a cache that speaks plain text only", ledgerCache, (draft) => draft.set(ledgerCache, { transit_encryption_enabled: undefined })],
    ["a secret with AWS's key", jwt, (draft) => draft.set(jwt, { kms_key_id: undefined }), "unresolved"],
    ["a vault with AWS's key", vault, (draft) => draft.set(vault, { kms_key_arn: undefined }), "unresolved"],
    ["a topic in plain text", topic, (draft) => draft.set(topic, { kms_master_key_id: undefined }), "unresolved"],
    [
      "a topic in plain text that nobody names",
      "aws_sns_topic.more",
      (draft) => draft.add("aws_sns_topic.more", { name: "x" }),
      "unresolved",
    ],
    [
      "a topic in plain text that hears of databases as well",
      "aws_sns_topic.cache-events",
      (draft) => draft.set("aws_db_event_subscription.database-events", { sns_topic: "${aws_sns_topic.cache-events.arn}" }),
      "unresolved",
    ],
    ["a disk in plain text", disk, (draft) => draft.set(disk, { encrypted: undefined })],
    ["a file system in plain text", files, (draft) => draft.set(files, { encrypted: false })],
    ["a file system with AWS's key", files, (draft) => draft.set(files, { kms_key_id: undefined }), "unresolved"],
    [
      "a key that databases may not use",
      postgres,
      (draft) => draft.setStatement("key_policy", "AccountUsesKeyThroughServices", { condition: [through("elasticache")] }),
    ],
    [
      "a key that caches may not go on using",
      cache,
      (draft) => draft.setStatement("key_policy", "ServicesKeepUsingKey", { condition: [through("rds")] }),
    ],
    [
      "a key whose grants AWS Backup may not retire",
      "aws_backup_vault.backup_vault",
      (draft) => draft.setStatement("key_policy", "ServicesRetireGrants", { condition: [through("rds")] }),
    ],
    [
      "a key that secrets cannot be read with",
      jwt,
      (draft) => draft.setStatement("key_policy", "AccountUsesKeyThroughServices", { actions: ["kms:Encrypt"] }),
    ],
    ["a database in another region than its key", postgres, (draft) => draft.set("aws_kms_key.key", { provider: "aws.us-east-1" })],
  ]),
  ...bugsFor("data-safety", [
    ["a week of backups less", postgres, (draft) => draft.set(postgres, { backup_retention_period: 0 })],
    ["no backups at all by default", ledger, (draft) => draft.set(ledger, { backup_retention_period: undefined })],
    ["a database that goes without a last snapshot", postgres, (draft) => draft.set(postgres, { skip_final_snapshot: true })],
    [
      "a last snapshot by the same name every time",
      postgres,
      (draft) => draft.set(postgres, { final_snapshot_identifier: "ohi-dev-postgres-primary-final" }),
    ],
    [
      "a last snapshot by the name of another environment",
      cache,
      (draft) => draft.set(cache, { final_snapshot_identifier: 'ohi-prod-app-cache-${formatdate("YYYYMMDDhhmmss", plantimestamp())}' }),
    ],
    [
      "a last snapshot with another name in every plan",
      postgres,
      (draft) => draft.set(postgres, { lifecycle: { prevent_destroy: false } }),
    ],
    [
      "a database whose changes Terraform does not look at",
      ledger,
      (draft) => draft.set(ledger, { lifecycle: { ignore_changes: ["final_snapshot_identifier", "deletion_protection"] } }),
    ],
    ["snapshots without tags", postgres, (draft) => draft.set(postgres, { copy_tags_to_snapshot: undefined })],
    ["a standby that nobody asked for", postgres, (draft) => draft.set(postgres, { multi_az: true })],
    ["protection that nobody asked for", postgres, (draft) => draft.set(postgres, { deletion_protection: true })],
    ["a database of nobody", ledger, (draft) => draft.setTags(ledger, { Service: "api" })],
    ["a replica that nobody asked for", "aws_db_instance", (draft) => draft.setTags(ledger, { Service: "postgres-read-replica" })],
    ["no ledger", "aws_db_instance", (draft) => draft.drop(ledger)],
    ["no cache", "aws_elasticache_replication_group", (draft) => draft.drop(cache)],
    ["a cache of nobody", cache, (draft) => draft.setTags(cache, { Service: "api" })],
    ["a cache without snapshots", cache, (draft) => draft.set(cache, { snapshot_retention_limit: undefined })],
    ["a queue with two nodes and no failover", ledgerCache, (draft) => draft.set(ledgerCache, { num_cache_clusters: 2 })],
    ["a queue that goes without a last snapshot", ledgerCache, (draft) => draft.set(ledgerCache, { final_snapshot_identifier: undefined })],
    ["a secret that cannot be brought back", jwt, (draft) => draft.set(jwt, { recovery_window_in_days: 0 })],
    ["a log that is kept for a day", logGroup, (draft) => draft.set(logGroup, { retention_in_days: 1 })],
    [
      "a key that Terraform never destroys",
      "aws_kms_key.key",
      (draft) => draft.set("aws_kms_key.key", { lifecycle: { prevent_destroy: true } }),
    ],
    ["a disk with a last snapshot in dev", disk, (draft) => draft.set(disk, { final_snapshot: true })],
    ["a bucket that stays behind with what is in it", bucket, (draft) => draft.set(bucket, { force_destroy: false })],
    ["a file system that Terraform never destroys", files, (draft) => draft.set(files, { lifecycle: { prevent_destroy: true } })],
  ]),
  ...bugsFor("safety-order", [
    ["dev keeps backups for longer than staging", postgres, (draft) => draft.set(postgres, { backup_retention_period: 14 })],
    ["dev is protected, staging is not", postgres, (draft) => draft.set(postgres, { deletion_protection: true })],
    ["dev has a standby, staging has none", ledger, (draft) => draft.set(ledger, { multi_az: true })],
    ["dev has a replica that staging has not", "aws_db_instance.postgres_replica-9", (draft) => draft.copy(postgres, "postgres_replica-9")],
    ["dev has more nodes than staging", cache, (draft) => draft.set(cache, { num_cache_clusters: 2 })],
    ["dev keeps snapshots for longer", ledgerCache, (draft) => draft.set(ledgerCache, { snapshot_retention_limit: 6 })],
    ["dev brings secrets back for longer", jwt, (draft) => draft.set(jwt, { recovery_window_in_days: 30 })],
    ["dev keeps logs for longer", logGroup, (draft) => draft.set(logGroup, { retention_in_days: 90 })],
    [
      "dev keeps copies for longer",
      "aws_backup_plan.backup_daily",
      (draft) => draft.setBlock(["resource", "aws_backup_plan", "backup_daily", "rule", "0", "lifecycle"], { delete_after: 90 }),
    ],
    ["dev brings keys back for longer", "aws_kms_key.key", (draft) => draft.set("aws_kms_key.key", { deletion_window_in_days: 31 })],
    ["dev has the larger database", ledger, (draft) => draft.set(ledger, { allocated_storage: 21 })],
    ["dev has the larger disk", disk, (draft) => draft.set(disk, { size: 201 })],
    ["dev's cache fails over, staging's does not", cache, (draft) => draft.set(cache, { automatic_failover_enabled: true })],
    ["dev's cache lies in several zones, staging's does not", cache, (draft) => draft.set(cache, { multi_az_enabled: true })],
    ["dev's load balancer is protected, staging's is not", alb, (draft) => draft.set(alb, { enable_deletion_protection: true })],
    ...[postgres, cache, jwt, "aws_kms_key.key", vault, disk, files, bucket].map((address): Row => [
      `Terraform does not destroy ${address} in dev, but in staging`,
      address,
      (draft) => draft.set(address, { lifecycle: { prevent_destroy: true } }),
    ]),
    ["a retention that cannot be told", postgres, (draft) => draft.set(postgres, { backup_retention_period: "${var.days}" }), "unresolved"],
  ]),
];
