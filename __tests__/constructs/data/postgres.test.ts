import { EnhancedMonitoring } from "../../../constructs/data/enhanced-monitoring";
import { Postgres, type PostgresProps } from "../../../constructs/data/postgres";
import { maxConnections } from "../../../constructs/data/postgres-parameters";
import type { PlatformStack } from "../../../constructs/foundation/platform-stack";
import { Refusal } from "../../../constructs/foundation/refusal";
import { limitRoles, render, resources, type StackJson, tags, testStack } from "../../support/stack";

const settings: Omit<PostgresProps, "monitoringRole"> = {
  name: "store",
  parametersName: "postgres15",
  database: "shop",
  user: "shopkeeper",
  credential: { name: "store-credentials", passwordVersion: 1, keeping: { kmsKeyArn: "arn:key", recoveryDays: 7, preventDestroy: true } },
  instanceClass: "db.t4g.small",
  memoryGib: 2,
  storageGib: 50,
  maxStorageGib: 200,
  multiAz: true,
  subnetGroupName: "databases",
  securityGroupIds: ["sg-1"],
  kmsKeyArn: "arn:key",
  windows: { backup: "03:00-04:00", maintenance: "sun:04:00-sun:05:00" },
  backupRetentionDays: 30,
  backupPolicy: "daily",
  logRetentionDays: 365,
  deletionProtection: true,
  tags: { Service: "store", DataClassification: "pii" },
};
const replicas = {
  count: 2,
  name: "store-replica",
  zones: ["eu-west-1a", "eu-west-1b", "eu-west-1c"],
  tags: { Service: "web", DataClassification: "pii" },
} as const;

/** What a server and its replicas have in common. */
const common = {
  instance_class: "db.t4g.small",
  vpc_security_group_ids: ["sg-1"],
  publicly_accessible: false,
  network_type: "IPV4",
  port: 5432,
  ca_cert_identifier: "rds-ca-rsa2048-g1",
  iam_database_authentication_enabled: true,
  storage_type: "gp3",
  storage_encrypted: true,
  max_allocated_storage: 200,
  copy_tags_to_snapshot: true,
  maintenance_window: "sun:04:00-sun:05:00",
  auto_minor_version_upgrade: true,
  allow_major_version_upgrade: false,
  apply_immediately: false,
  performance_insights_enabled: true,
  performance_insights_kms_key_id: "arn:key",
  performance_insights_retention_period: 7,
  monitoring_interval: 60,
  monitoring_role_arn: "${aws_iam_role.monitoring_role.arn}",
  enabled_cloudwatch_logs_exports: ["postgresql", "upgrade"],
  deletion_protection: true,
  delete_automated_backups: false,
  parameter_group_name: "${aws_db_parameter_group.store_parameters.name}",
};

const extra = { DataClassification: "pii", BackupPolicy: "daily", DatabaseEngine: "postgres", DatabaseVersion: "15", RetentionDays: "30" };

describe("a PostgreSQL server", () => {
  test("is private, encrypted, protected and copied, and keeps its disk's growth, its minor version and its last snapshot's name out of a plan", () => {
    expect(resources(synthesize(), "aws_db_instance")).toEqual({
      store: {
        ...common,
        identifier: "ohi-test-store",
        engine: "postgres",
        engine_version: "15",
        db_name: "shop",
        username: "shopkeeper",
        password_wo: expect.stringContaining("ephemeral.aws_secretsmanager_secret_version.store_credential_stored") as string,
        password_wo_version: 1,
        allocated_storage: 50,
        kms_key_id: "arn:key",
        db_subnet_group_name: "databases",
        multi_az: true,
        backup_retention_period: 30,
        backup_window: "03:00-04:00",
        skip_final_snapshot: false,
        final_snapshot_identifier: 'ohi-test-store-final-${formatdate("YYYYMMDDhhmmss", plantimestamp())}',
        lifecycle: { prevent_destroy: true, ignore_changes: ["final_snapshot_identifier"] },
        depends_on: [
          "aws_cloudwatch_log_group.store_postgresql-log",
          "aws_cloudwatch_log_group.store_upgrade-log",
          "aws_cloudwatch_log_data_protection_policy.store_password-mask",
          "aws_iam_role_policy.monitoring_role_policy",
        ],
        tags: tags({ ...extra, Service: "store", Name: "ohi-test-store" }),
      },
    });
  });

  test("finds the log groups that it writes: encrypted, with an end, and not marked for a backup that nobody makes", () => {
    const groups = resources(synthesize(), "aws_cloudwatch_log_group");

    expect(groups).toEqual({
      "store_postgresql-log": logGroup("/aws/rds/instance/ohi-test-store/postgresql"),
      "store_upgrade-log": logGroup("/aws/rds/instance/ohi-test-store/upgrade"),
    });
  });

  test("has settings of its own, of which those that need a restart wait for one, and which stay until others of another version are in use", () => {
    expect(resources(synthesize(), "aws_db_parameter_group")).toEqual({
      store_parameters: {
        name: "ohi-test-postgres15",
        family: "postgres15",
        description: "Settings of ohi-test-postgres15",
        parameter: [
          { name: "log_min_duration_statement", value: "1000", apply_method: "immediate" },
          { name: "log_statement", value: "ddl", apply_method: "immediate" },
          { name: "log_connections", value: "1", apply_method: "immediate" },
          { name: "log_disconnections", value: "1", apply_method: "immediate" },
          { name: "pg_stat_statements.track_utility", value: "0", apply_method: "immediate" },
          { name: "rds.force_ssl", value: "1", apply_method: "pending-reboot" },
          { name: "shared_preload_libraries", value: "pg_stat_statements", apply_method: "pending-reboot" },
          { name: "max_connections", value: "168", apply_method: "pending-reboot" },
        ],
        lifecycle: { create_before_destroy: true },
        tags: tags({ Service: "store", DataClassification: "pii", Name: "ohi-test-postgres15" }),
      },
    });
  });

  test.each([
    [1, 84],
    [2, 168],
    [4, 337],
    [8, 675],
  ])("with %i GiB of memory takes %i connections: three quarters of it, at what RDS reckons for each", (gib, connections) => {
    expect(maxConnections(gib)).toBe(connections);
  });

  test("that is not protected can be destroyed, and its automated backups with it", () => {
    const { store } = resources(synthesize({ deletionProtection: false }), "aws_db_instance");

    expect(store).toMatchObject({ deletion_protection: false, delete_automated_backups: true, skip_final_snapshot: false });
    expect(store?.["lifecycle"]).toEqual({ prevent_destroy: false, ignore_changes: ["final_snapshot_identifier"] });
  });

  test("without replicas is read where it is written", () => {
    const stack = testStack();
    const store = addStore(stack);

    expect([store.reader, store.bulkReader]).toEqual([store.instance, store.instance]);
  });

  test("may grow to exactly 10 % above what it begins with", () => {
    expect(resources(synthesize({ storageGib: 100, maxStorageGib: 110 }), "aws_db_instance")["store"]).toMatchObject({
      allocated_storage: 100,
      max_allocated_storage: 110,
    });
  });

  test("is told the next whole GiB when 10 % above what it begins with is none", () => {
    expect(() => synthesize({ storageGib: 55, maxStorageGib: 60 })).toThrow(
      "  maxStorageGib 60; allowed are 61 or more, 10 % above storageGib",
    );
    expect(() => synthesize({ storageGib: 55, maxStorageGib: 61 })).not.toThrow();
  });

  test.each([
    [20, 22],
    [59_578, 65_536],
  ])("may begin with %i GiB of disk", (storageGib, maxStorageGib) => {
    expect(resources(synthesize({ storageGib, maxStorageGib }), "aws_db_instance")["store"]).toMatchObject({
      allocated_storage: storageGib,
    });
  });

  test.each([
    [19, 65_536, "storageGib 19; allowed are 20 to 59578"],
    [59_579, 65_536, "storageGib 59579; allowed are 20 to 59578"],
    [59_578, 65_537, "maxStorageGib 65537; allowed are 65536 or less"],
  ])("is refused a disk of %i GiB that may grow to %i, which AWS does not have", (storageGib, maxStorageGib, problem) => {
    expect(() => synthesize({ storageGib, maxStorageGib })).toThrow(new Refusal("ohi-test/store", [problem]));
  });

  test.each([1, 35])("may keep its backups for %i days", (backupRetentionDays) => {
    expect(resources(synthesize({ backupRetentionDays }), "aws_db_instance")["store"]).toMatchObject({
      backup_retention_period: backupRetentionDays,
    });
  });

  test.each([0, 36])("is refused backups of %i days", (backupRetentionDays) => {
    expect(() => synthesize({ backupRetentionDays })).toThrow(`  backupRetentionDays ${backupRetentionDays}; allowed are 1 to 35`);
  });

  test("is refused with everything that is wrong at once", () => {
    const bad = {
      windows: { backup: "03:00-05:00", maintenance: "sun:04:00-sun:04:29" },
      storageGib: 100,
      maxStorageGib: 105,
      backupRetentionDays: 0,
      replicas: { ...replicas, count: 3, zones: [] },
    } as const;

    expect(() => synthesize(bad)).toThrow(
      [
        "ohi-test/store: 6 problems",
        "  maintenance window sun:04:00-sun:04:29 of 29 minutes; allowed are 30 or more",
        "  backup window 03:00-05:00 and maintenance window sun:04:00-sun:04:29 share 29 minutes; allowed are windows that share none",
        "  maxStorageGib 105; allowed are 110 or more, 10 % above storageGib",
        "  backupRetentionDays 0; allowed are 1 to 35",
        "  replicas.count 3; allowed are 0 to 2",
        "  replicas.zones is empty; give at least one zone",
      ].join("\n"),
    );
  });
});

describe("a read replica", () => {
  test("follows the server with its settings and key, stands in another zone than the next, and keeps no data of its own", () => {
    const instances = resources(synthesize({ replicas }), "aws_db_instance");

    expect(Object.keys(instances)).toEqual(["store", "store_replica-1", "store_replica-2"]);
    expect(instances["store_replica-2"]).toEqual({
      ...common,
      identifier: "ohi-test-store-replica-2",
      replicate_source_db: "${aws_db_instance.store.identifier}",
      availability_zone: "eu-west-1b",
      multi_az: false,
      backup_retention_period: 0,
      skip_final_snapshot: true,
      lifecycle: { prevent_destroy: true },
      depends_on: [
        "aws_cloudwatch_log_group.store_replica-2_postgresql-log",
        "aws_cloudwatch_log_group.store_replica-2_upgrade-log",
        "aws_cloudwatch_log_data_protection_policy.store_replica-2_password-mask",
        "aws_iam_role_policy.monitoring_role_policy",
      ],
      tags: tags({ ...extra, Service: "web", Name: "ohi-test-store-replica-2" }),
    });
    expect(instances["store_replica-1"]?.["availability_zone"]).toBe("eu-west-1a");
  });

  test("stands in the first zone again when there are fewer zones than replicas", () => {
    const instances = resources(synthesize({ replicas: { ...replicas, zones: ["eu-west-1c"] } }), "aws_db_instance");

    expect(["store_replica-1", "store_replica-2"].map((id) => instances[id]?.["availability_zone"])).toEqual(["eu-west-1c", "eu-west-1c"]);
  });

  test("is where the server is read, the first of them", () => {
    const store = addStore(testStack(), { replicas });

    expect(store.reader).toBe(store.replicas[0]?.instance);
    expect(store.bulkReader).toBe(store.replicas[1]?.instance);
  });
});

function logGroup(name: string): Record<string, unknown> {
  return { name, kms_key_id: "arn:key", retention_in_days: 365, tags: tags({ Service: "store", DataClassification: "pii", Name: name }) };
}

function synthesize(changed: Partial<PostgresProps> = {}): StackJson {
  const stack = testStack();
  addStore(stack, changed);
  return render(stack);
}

function addStore(stack: PlatformStack, changed: Partial<PostgresProps> = {}): Postgres {
  limitRoles(stack);
  const { role } = new EnhancedMonitoring(stack, "monitoring");
  return new Postgres(stack, "store", { ...settings, monitoringRole: role, ...changed });
}
