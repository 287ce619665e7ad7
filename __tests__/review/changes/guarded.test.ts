import { encryptionGuards } from "../../../review/changes/guards/encryption";
import { exposureGuards } from "../../../review/changes/guards/exposure";
import { protectionGuards } from "../../../review/changes/guards/protection";
import { watchers } from "../../../review/changes/guards/watchers";
import type { DangerName } from "../../../review/changes/danger";
import type { Value } from "../../../review/value";
import { guarded, type Guarded, watching } from "./guarded";
import { small, toldBetween, valueAt } from "./small";

/** Dangers between two values of one attribute of a resource that has nothing else. */
function dangersBetween(type: string, path: string, before: Value | undefined, after: Value | undefined): DangerName[] {
  const [old, fresh] = [before, after].map((value) => small({ [`${type}.one`]: valueAt(path, value) }));
  return toldBetween("guards", old, fresh ?? {}).map(([danger]) => danger);
}

const pairs = (table: Guarded): (readonly [type: string, path: string, danger: DangerName, values: readonly (Value | undefined)[]])[] =>
  table.flatMap(([danger, types, attributes]) =>
    types.flatMap((type) => Object.entries(attributes).map(([path, values]) => [type, path, danger, values] as const)),
  );

describe("what has to be guarded by the documentation of AWS and of the provider", () => {
  test.each(pairs(guarded))("is: %s has %s, or else %s", (type, path, danger, values) => {
    const steps = values.slice(1).map((worse, index) => [values[index], worse] as const);

    expect(steps.map(([better, worse]) => dangersBetween(type, path, better, worse))).toEqual(steps.map(() => [danger]));
    expect(steps.map(([better, worse]) => dangersBetween(type, path, worse, better))).toEqual(steps.map(() => []));
  });

  test("is all that is guarded", () => {
    const known = new Set(pairs(guarded).map(([type, path]) => `${type} ${path}`));
    const all = [...exposureGuards, ...encryptionGuards, ...protectionGuards];
    const named = all.flatMap(({ types, path }) => types.map((type) => `${type} ${path}`));
    const unknown = named.filter((name) => !known.has(name));

    expect(unknown).toEqual([]);
  });

  test("is safe or not when nothing is said, as the provider takes it", () => {
    const told = [
      dangersBetween("aws_kms_key", "is_enabled", undefined, false),
      dangersBetween("aws_kms_key", "is_enabled", undefined, true),
      dangersBetween("aws_kms_key", "is_enabled", true, undefined),
      dangersBetween("aws_kms_key", "deletion_window_in_days", undefined, 7),
      dangersBetween("aws_secretsmanager_secret", "recovery_window_in_days", undefined, 7),
      dangersBetween("aws_secretsmanager_secret", "recovery_window_in_days", 7, undefined),
      dangersBetween("aws_cloudwatch_log_group", "retention_in_days", undefined, 365),
      dangersBetween("aws_db_instance", "backup_retention_period", 1, undefined),
      dangersBetween("aws_elasticache_replication_group", "num_cache_clusters", 2, undefined),
    ];
    const [encryption, protection] = [["encryption-lost"], ["protection-lost"]];

    expect(told).toEqual([encryption, [], [], protection, protection, [], protection, protection, protection]);
  });

  test("is lost when a schedule is another one of which nobody can tell how often it comes, or there is none any more", () => {
    const between = (before: string, after: string | undefined): DangerName[] =>
      dangersBetween("aws_secretsmanager_secret_rotation", "rotation_rules.schedule_expression", before, after);
    const monthly = "cron(0 4 1 * ? *)";

    expect([between(monthly, "cron(0 4 1 1 ? *)"), between("rate(1 hour)", undefined), between(monthly, monthly)]).toEqual([
      ["protection-lost"],
      ["protection-lost"],
      [],
    ]);
  });

  test("is not lost when a schedule comes where there was none", () => {
    const rotation = "aws_secretsmanager_secret_rotation";

    expect([
      dangersBetween(rotation, "rotation_rules.schedule_expression", undefined, "cron(0 4 1 * ? *)"),
      dangersBetween(rotation, "rotation_rules.automatically_after_days", undefined, 30),
    ]).toEqual([[], []]);
  });

  test.each([
    ["aws_secretsmanager_secret", "recovery_window_in_days", 7, "protection-lost"],
    ["aws_cloudwatch_log_group", "retention_in_days", 30, "protection-lost"],
    ["aws_elasticache_replication_group", "transit_encryption_enabled", "true", "encryption-lost"],
    ["aws_kms_key", "is_enabled", true, "encryption-lost"],
    ["aws_db_instance", "publicly_accessible", false, "store-exposed"],
  ])("is lost when nobody can tell the value any more: %s, %s", (type, path, value, danger) => {
    expect(dangersBetween(type, path, value, "${var.unknown}")).toEqual([danger]);
  });
});

describe("what is new", () => {
  const block = { block_public_acls: true, block_public_policy: true, ignore_public_acls: true, restrict_public_buckets: true };

  test.each([
    ["aws_db_instance", "publicly_accessible", true, "store-exposed"],
    ["aws_rds_cluster_instance", "publicly_accessible", true, "store-exposed"],
    ["aws_redshift_cluster", "publicly_accessible", true, "store-exposed"],
    ["aws_instance", "associate_public_ip_address", true, "exposed"],
    ["aws_ecs_service", "network_configuration.assign_public_ip", true, "exposed"],
    ["aws_subnet", "map_public_ip_on_launch", true, "exposed"],
  ] as const)("is told when it is reached from outside: %s with %s", (type, path, value, danger) => {
    const address = `${type}.one`;

    expect(toldBetween("guards", small({}), small({ [address]: valueAt(path, value) }))).toEqual([[danger, address]]);
    expect(toldBetween("guards", small({}), small({ [address]: valueAt(path, false) }))).toEqual([]);
  });

  test.each(Object.keys(block))("is told when it lets a bucket be opened: %s", (attribute) => {
    const address = "aws_s3_bucket_public_access_block.one";

    expect(toldBetween("guards", small({}), small({ [address]: block }))).toEqual([]);
    expect(toldBetween("guards", small({}), small({ [address]: { ...block, [attribute]: false } }))).toEqual([["exposed", address]]);
    const silent = Object.fromEntries(Object.entries(block).filter(([name]) => name !== attribute)); // the provider takes it for false
    expect(toldBetween("guards", small({}), small({ [address]: silent }))).toEqual([["exposed", address]]);
  });

  test("is left to the contracts when it is only not protected", () => {
    const after = small({ "aws_db_instance.one": { deletion_protection: false }, "aws_lb.one": { internal: false } });

    expect(toldBetween("guards", small({}), after)).toEqual([]);
  });
});

describe("what has to be there to protect or to watch something", () => {
  test.each(watching)("is told when it goes: %s, %s", (type, danger) => {
    const address = `${type}.one`;

    expect(toldBetween("guards", small({ [address]: {} }), small({}))).toEqual([[danger, address]]);
  });

  test("is all of which its loss is told", () => {
    expect(Object.keys(watchers).toSorted()).toEqual(watching.map(([type]) => type).toSorted());
  });
});
