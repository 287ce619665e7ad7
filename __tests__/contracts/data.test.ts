import { expectingContracts } from "../../review/contracts";
import { describeFindings } from "../../review/report";
import { type Block, textAt } from "../../review/value";
import { backupRetentionOf, dataOf, dataSafetyOf, secretCatalogue, snapshotDays, unrotated } from "./expected/data";
import { environments } from "./expected/environments";
import { stackNamed, valuesOf } from "./stacks";

const key = "${aws_kms_key.key.arn}";
const momentOf = (name: string): string => `${name}-final-\${formatdate("YYYYMMDDhhmmss", plantimestamp())}`;
const databaseSubnets = ["a", "b", "c"].map((zone) => `\${aws_subnet.network_database_${zone}.id}`);

describe.each(environments)("the data of $name", (environment) => {
  const { name, stack: prefix } = environment;
  const stack = stackNamed(prefix);
  const expected = dataOf[name];
  const kept = { prevent_destroy: expected.deletionProtection };
  const keptWithSnapshot = { ...kept, ignore_changes: ["final_snapshot_identifier"] };

  const logsOf = (id: string): string[] => ["postgresql", "upgrade"].map((log) => `aws_cloudwatch_log_group.${id}_${log}-log`);
  const monitored = (id: string): Block => ({
    depends_on: [
      ...logsOf(id),
      `aws_cloudwatch_log_data_protection_policy.${id}_password-mask`,
      "aws_iam_role_policy.database-monitoring_role_policy",
    ],
  });

  /** What every server has, replicas included. */
  const server: Block = {
    allow_major_version_upgrade: false,
    apply_immediately: false,
    auto_minor_version_upgrade: true,
    ca_cert_identifier: "rds-ca-rsa2048-g1",
    copy_tags_to_snapshot: true,
    delete_automated_backups: !expected.deletionProtection,
    deletion_protection: expected.deletionProtection,
    enabled_cloudwatch_logs_exports: ["postgresql", "upgrade"],
    iam_database_authentication_enabled: true,
    maintenance_window: "sun:04:00-sun:05:00",
    monitoring_interval: 60,
    monitoring_role_arn: "${aws_iam_role.database-monitoring_role.arn}",
    network_type: "IPV4",
    performance_insights_enabled: true,
    performance_insights_kms_key_id: key,
    performance_insights_retention_period: 7,
    port: 5432,
    publicly_accessible: false,
    storage_encrypted: true,
    storage_type: "gp3",
  };

  interface Primary {
    readonly id: string;
    readonly name: string;
    readonly database: string;
    readonly user: string;
    readonly group: string;
    readonly size: Block;
  }

  const primary = (row: Primary): Block => ({
    ...server,
    ...monitored(row.id),
    ...row.size,
    backup_retention_period: expected.backupRetentionDays,
    backup_window: "03:00-04:00",
    db_name: row.database,
    db_subnet_group_name: "${aws_db_subnet_group.store-subnets_databases.name}",
    engine: "postgres",
    engine_version: "15",
    final_snapshot_identifier: momentOf(`${prefix}-${row.name}`),
    identifier: `${prefix}-${row.name}`,
    kms_key_id: key,
    lifecycle: keptWithSnapshot,
    multi_az: expected.multiAz,
    parameter_group_name: `\${aws_db_parameter_group.${row.id}_parameters.name}`,
    password_wo: `\${jsondecode(ephemeral.aws_secretsmanager_secret_version.${row.id}_credential_stored.secret_string).password}`,
    password_wo_version: 1,
    skip_final_snapshot: false,
    username: row.user,
    vpc_security_group_ids: [`\${aws_security_group.security_${row.group}.id}`],
  });

  const replica = (number: number): Block => ({
    ...server,
    ...monitored(`postgres_replica-${number}`),
    availability_zone: `eu-west-1${"abc".charAt((number - 1) % 3)}`,
    backup_retention_period: 0,
    identifier: `${prefix}-postgres-replica-${number}`,
    instance_class: expected.postgres.instanceClass,
    lifecycle: kept,
    max_allocated_storage: expected.postgres.ceilingGib,
    multi_az: false,
    parameter_group_name: "${aws_db_parameter_group.postgres_parameters.name}",
    replicate_source_db: "${aws_db_instance.postgres.identifier}",
    skip_final_snapshot: true,
    vpc_security_group_ids: ["${aws_security_group.security_rds.id}"],
  });

  const replicas = Array.from({ length: expected.readReplicas }, (_, index) => index + 1);

  test("has a database for the application, one for the ledger and the replicas of the first, and nothing of them is left open", () => {
    const { instanceClass, storageGib, ceilingGib } = expected.postgres;
    const application = {
      id: "postgres",
      name: "postgres-primary",
      database: "ohealth",
      user: "ohiadmin",
      group: "rds",
      size: { instance_class: instanceClass, allocated_storage: storageGib, max_allocated_storage: ceilingGib },
    };
    const ledger = {
      id: "blnk-postgres",
      name: "postgres-blnk",
      database: "blnk",
      user: "blnkadmin",
      group: "blnk-rds",
      size: { instance_class: expected.blnkPostgres.instanceClass, allocated_storage: 20, max_allocated_storage: 100 },
    };

    expect(valuesOf(stack, "aws_db_instance")).toEqual({
      postgres: primary(application),
      "blnk-postgres": primary(ledger),
      ...Object.fromEntries(replicas.map((number) => [`postgres_replica-${number}`, replica(number)])),
    });
  });

  test("tags each database with its engine, its version and its retention", () => {
    const tags = stack
      .ofType("aws_db_instance")
      .map(({ id, values }) => [
        id,
        ["Service", "DataClassification", "BackupPolicy", "DatabaseEngine", "DatabaseVersion", "RetentionDays"].map((tag) =>
          textAt(values, "tags", tag),
        ),
      ]);
    const common = ["daily", "postgres", "15", String(expected.backupRetentionDays)];

    expect(Object.fromEntries(tags)).toEqual({
      postgres: ["postgres-primary", "pii", ...common],
      "blnk-postgres": ["postgres-blnk", "confidential", ...common],
      ...Object.fromEntries(replicas.map((number) => [`postgres_replica-${number}`, ["postgres-read-replica", "pii", ...common]])),
    });
  });

  test("sets each server as the requirement says, with as many connections as its memory suffices for", () => {
    const parameter = (value: string, name: string, method: string): Block => ({ name, value, apply_method: method });
    const group = (words: string, connections: number): Block => ({
      name: `${prefix}-${words}`,
      family: "postgres15",
      description: `Settings of ${prefix}-${words}`,
      parameter: [
        parameter("1000", "log_min_duration_statement", "immediate"),
        parameter("ddl", "log_statement", "immediate"),
        parameter("1", "log_connections", "immediate"),
        parameter("1", "log_disconnections", "immediate"),
        parameter("0", "pg_stat_statements.track_utility", "immediate"),
        parameter("1", "rds.force_ssl", "pending-reboot"),
        parameter("pg_stat_statements", "shared_preload_libraries", "pending-reboot"),
        parameter(String(connections), "max_connections", "pending-reboot"),
      ],
      lifecycle: { create_before_destroy: true },
    });

    expect(valuesOf(stack, "aws_db_parameter_group")).toEqual({
      postgres_parameters: group("postgres15", expected.postgres.maxConnections),
      "blnk-postgres_parameters": group("postgres15-blnk", expected.blnkPostgres.maxConnections),
    });
  });

  test("puts databases and caches into the database subnets of all zones", () => {
    const description = "Subnets without any way to the internet";

    expect(valuesOf(stack, "aws_db_subnet_group")).toEqual({
      "store-subnets_databases": { name: `${prefix}-db-subnet-group`, description, subnet_ids: databaseSubnets },
    });
    expect(valuesOf(stack, "aws_elasticache_subnet_group")).toEqual({
      "store-subnets_caches": { name: `${prefix}-cache-subnet-group`, description, subnet_ids: databaseSubnets },
    });
  });

  test("has a cache for the application and one, with a queue, for the ledger", () => {
    const log = (id: string, type: string): Block => ({
      destination: `\${aws_cloudwatch_log_group.${id}_${type}.name}`,
      destination_type: "cloudwatch-logs",
      log_format: "json",
      log_type: type,
    });
    const cache = (
      id: string,
      description: string,
      group: string,
      { nodeType, nodes }: { readonly nodeType: string; readonly nodes: number },
    ): Block => ({
      apply_immediately: false,
      at_rest_encryption_enabled: "true",
      auto_minor_version_upgrade: "true",
      automatic_failover_enabled: nodes > 1,
      description,
      engine: "redis",
      engine_version: "7.1",
      final_snapshot_identifier: momentOf(`${prefix}-${id}`),
      kms_key_id: key,
      lifecycle: keptWithSnapshot,
      log_delivery_configuration: [log(id, "slow-log"), log(id, "engine-log")],
      maintenance_window: "sun:05:00-sun:07:00",
      multi_az_enabled: nodes > 1,
      node_type: nodeType,
      notification_topic_arn: "${aws_sns_topic.cache-events.arn}",
      num_cache_clusters: nodes,
      parameter_group_name: `\${aws_elasticache_parameter_group.${id}_parameters.name}`,
      port: 6379,
      replication_group_id: `${prefix}-${id}`,
      security_group_ids: [`\${aws_security_group.security_${group}.id}`],
      snapshot_retention_limit: snapshotDays,
      snapshot_window: "03:00-05:00",
      subnet_group_name: "${aws_elasticache_subnet_group.store-subnets_caches.name}",
      transit_encryption_enabled: true,
      transit_encryption_mode: "required",
      user_group_ids: [`\${aws_elasticache_user_group.${id}_user_group.user_group_id}`],
    });

    expect(valuesOf(stack, "aws_elasticache_replication_group")).toEqual({
      "app-cache": cache("app-cache", "Cache of the application", "elasticache", expected.appCache),
      "blnk-cache": cache("blnk-cache", "Cache and queue of the ledger", "blnk-elasticache", expected.blnkCache),
    });
  });

  test("lets the application's cache forget what is used least, and the ledger's nothing", () => {
    const group = (id: string, policy: string): Block => ({
      name: `${prefix}-${id}-redis7`,
      family: "redis7",
      description: `Settings of ${id}`,
      parameter: [{ name: "maxmemory-policy", value: policy }],
      lifecycle: { create_before_destroy: true },
    });

    expect(valuesOf(stack, "aws_elasticache_parameter_group")).toEqual({
      "app-cache_parameters": group("app-cache", "allkeys-lru"),
      "blnk-cache_parameters": group("blnk-cache", "noeviction"),
    });
  });

  test("hears what happens to every database", () => {
    expect(valuesOf(stack, "aws_db_event_subscription")).toEqual({
      "database-events": {
        name: `${prefix}-database-events`,
        event_categories: [
          "availability",
          "configuration change",
          "deletion",
          "failover",
          "failure",
          "low storage",
          "maintenance",
          "read replica",
          "recovery",
          "restoration",
        ],
        sns_topic: "${aws_sns_topic.events.arn}",
        source_type: "db-instance",
        source_ids: ["postgres", ...replicas.map((number) => `postgres_replica-${number}`), "blnk-postgres"].map(
          (id) => `\${aws_db_instance.${id}.identifier}`,
        ),
      },
    });
  });

  test("keeps what the requirement says it keeps", () => {
    const { dataSafety, secretClosure, rotation, backupSelection } = expectingContracts;

    const findings = [
      ...dataSafety.check(stack, dataSafetyOf(environment)),
      ...secretClosure.check(stack, secretCatalogue),
      ...rotation.check(stack, unrotated),
      ...backupSelection.check(stack, backupRetentionOf(environment)),
    ];

    expect(describeFindings(findings)).toBe("");
  });
});
