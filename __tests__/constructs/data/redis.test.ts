import { Redis, type RedisProps } from "../../../constructs/data/redis";
import { ephemerals, render, resources, type StackJson, tags, testStack } from "../../support/stack";

const settings: RedisProps = {
  name: "cache",
  description: "Cache of the shop",
  nodeType: "cache.t4g.small",
  nodes: 2,
  eviction: "noeviction",
  credential: { name: "cache-auth", keeping: { kmsKeyArn: "arn:key", recoveryDays: 7, preventDestroy: true } },
  subnetGroupName: "caches",
  securityGroupIds: ["sg-1"],
  kmsKeyArn: "arn:key",
  windows: { backup: "03:00-05:00", maintenance: "sun:05:00-sun:07:00" },
  snapshotDays: 5,
  logRetentionDays: 30,
  eventsTopicArn: "arn:topic",
  preventDestroy: true,
  backupPolicy: "daily",
  tags: { Service: "store", DataClassification: "pii" },
};

const account = "${data.aws_caller_identity.current.account_id}";

describe("a Redis cache", () => {
  test("of two nodes fails over between zones, speaks TLS only, is encrypted and copied, and leaves its last snapshot's name out of a plan", () => {
    const log = (type: string): Record<string, unknown> => ({
      log_type: type,
      log_format: "json",
      destination_type: "cloudwatch-logs",
      destination: `\${aws_cloudwatch_log_group.cache_${type}.name}`,
    });

    expect(resources(synthesize(), "aws_elasticache_replication_group")).toEqual({
      cache: {
        replication_group_id: "ohi-test-cache",
        description: "Cache of the shop",
        engine: "redis",
        engine_version: "7.1",
        node_type: "cache.t4g.small",
        num_cache_clusters: 2,
        automatic_failover_enabled: true,
        multi_az_enabled: true,
        port: 6379,
        parameter_group_name: "${aws_elasticache_parameter_group.cache_parameters.name}",
        subnet_group_name: "caches",
        security_group_ids: ["sg-1"],
        at_rest_encryption_enabled: "true",
        kms_key_id: "arn:key",
        transit_encryption_enabled: true,
        transit_encryption_mode: "required",
        user_group_ids: ["${aws_elasticache_user_group.cache_user_group.user_group_id}"],
        snapshot_retention_limit: 5,
        snapshot_window: "03:00-05:00",
        maintenance_window: "sun:05:00-sun:07:00",
        auto_minor_version_upgrade: "true",
        apply_immediately: false,
        notification_topic_arn: "arn:topic",
        log_delivery_configuration: [log("slow-log"), log("engine-log")],
        final_snapshot_identifier: 'ohi-test-cache-final-${formatdate("YYYYMMDDhhmmss", plantimestamp())}',
        lifecycle: { prevent_destroy: true, ignore_changes: ["final_snapshot_identifier"] },
        tags: tags({ Service: "store", DataClassification: "pii", BackupPolicy: "daily", Name: "ohi-test-cache" }),
      },
    });
  });

  test("of one node has nothing to fail over to", () => {
    expect(resources(synthesize({ nodes: 1 }), "aws_elasticache_replication_group")["cache"]).toMatchObject({
      num_cache_clusters: 1,
      automatic_failover_enabled: false,
      multi_az_enabled: false,
    });
  });

  test("has settings of its own that say what gives way when memory is full", () => {
    expect(resources(synthesize(), "aws_elasticache_parameter_group")).toEqual({
      cache_parameters: {
        name: "ohi-test-cache-redis7",
        family: "redis7",
        description: "Settings of cache",
        parameter: [{ name: "maxmemory-policy", value: "noeviction" }],
        lifecycle: { create_before_destroy: true },
        tags: tags({ Service: "store", DataClassification: "pii", Name: "ohi-test-cache-redis7" }),
      },
    });
  });

  test("writes its logs to encrypted groups under names that need no policy of the account", () => {
    const group = (type: string): Record<string, unknown> => {
      const name = `/aws/vendedlogs/elasticache/ohi-test/cache/${type}`;
      return {
        name,
        kms_key_id: "arn:key",
        retention_in_days: 30,
        tags: tags({ Service: "store", DataClassification: "pii", Name: name }),
      };
    };

    expect(resources(synthesize(), "aws_cloudwatch_log_group")).toEqual({
      "cache_slow-log": group("slow-log"),
      "cache_engine-log": group("engine-log"),
    });
  });

  test.each([1, 6])("may have %i nodes", (nodes) => {
    expect(resources(synthesize({ nodes }), "aws_elasticache_replication_group")["cache"]).toMatchObject({ num_cache_clusters: nodes });
  });

  test.each([1, 35])("may keep its snapshots for %i days", (snapshotDays) => {
    expect(resources(synthesize({ snapshotDays }), "aws_elasticache_replication_group")["cache"]).toMatchObject({
      snapshot_retention_limit: snapshotDays,
    });
  });

  test.each([0, 36])("is refused snapshots of %i days", (snapshotDays) => {
    expect(() => synthesize({ snapshotDays })).toThrow(`  snapshotDays ${snapshotDays}; allowed are 1 to 35`);
  });

  test.each([0, 1.5, 7])("is refused %d nodes", (nodes) => {
    expect(() => synthesize({ nodes })).toThrow(`  nodes ${nodes}; allowed are 1 to 6`);
  });

  test("is refused with everything that is wrong at once", () => {
    const bad = { nodes: 0, snapshotDays: 36, windows: { backup: "05:00-05:30", maintenance: "sun:05:00-sun:07:00" } } as const;

    expect(() => synthesize(bad)).toThrow(
      [
        "ohi-test/cache: 4 problems",
        "  nodes 0; allowed are 1 to 6",
        "  snapshotDays 36; allowed are 1 to 35",
        "  backup window 05:00-05:30 of 30 minutes; allowed are 60 or more",
        "  backup window 05:00-05:30 and maintenance window sun:05:00-sun:07:00 share 30 minutes; allowed are windows that share none",
      ].join("\n"),
    );
    expect(() => synthesize({ nodes: 7 })).toThrow("nodes 7; allowed are 1 to 6");
  });
});

describe("the user of a cache", () => {
  test("is the default one, may do everything but administer, and gets its password inside AWS from the secret", () => {
    const stack = resources(synthesize(), "aws_cloudformation_stack")["cache_user"];

    expect(stack).toMatchObject({
      name: "ohi-test-cache-user",
      depends_on: ["aws_secretsmanager_secret_version.cache_user_credential_seed"],
    });
    expect(JSON.parse(String(stack?.["template_body"]))).toEqual({
      AWSTemplateFormatVersion: "2010-09-09",
      Description: "The user of a cache, with the password of a secret",
      Resources: {
        User: {
          Type: "AWS::ElastiCache::User",
          Properties: {
            UserId: "ohi-test-cache-default",
            UserName: "default",
            Engine: "redis",
            AccessString: "on ~* &* +@all -@admin",
            AuthenticationMode: {
              Type: "password",
              Passwords: ["{{resolve:secretsmanager:${aws_secretsmanager_secret.cache_user_credential_secret.arn}:SecretString:password}}"],
            },
          },
        },
      },
      Outputs: { UserId: { Value: { Ref: "User" } } },
    });
  });

  test("is alone in the group that the cache admits", () => {
    expect(resources(synthesize(), "aws_elasticache_user_group")).toEqual({
      cache_user_group: {
        user_group_id: "ohi-test-cache-users",
        engine: "redis",
        user_ids: ['${aws_cloudformation_stack.cache_user.outputs["UserId"]}'],
        tags: tags({ Service: "store", DataClassification: "pii", Name: "ohi-test-cache-users" }),
      },
    });
  });

  test("has a secret whose first value is random, says whose it is, and is written once", () => {
    const json = synthesize();

    expect(Object.keys(resources(json, "aws_secretsmanager_secret"))).toEqual(["cache_user_credential_secret"]);
    expect(ephemerals(json, "aws_secretsmanager_random_password")).toEqual({
      cache_user_credential_password: { password_length: 40, exclude_punctuation: true },
    });
    expect(resources(json, "aws_secretsmanager_secret_version")).toEqual({
      cache_user_credential_seed: {
        secret_id: "${aws_secretsmanager_secret.cache_user_credential_secret.arn}",
        secret_string_wo: `\${jsonencode({"username" = "default", "user_arn" = "arn:aws:elasticache:eu-west-1:${account}:user:ohi-test-cache-default", "password" = ephemeral.aws_secretsmanager_random_password.cache_user_credential_password.random_password})}`,
        secret_string_wo_version: 1,
        version_stages: ["AWSCURRENT", "TERRAFORM_SEED"],
        lifecycle: { ignore_changes: ["version_stages"] },
      },
    });
  });
});

function synthesize(changed: Partial<RedisProps> = {}): StackJson {
  const stack = testStack();
  new Redis(stack, "cache", { ...settings, ...changed });
  return render(stack);
}
