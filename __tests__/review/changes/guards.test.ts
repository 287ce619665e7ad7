import { encryptionGuards } from "../../../review/changes/guards/encryption";
import { exposureGuards } from "../../../review/changes/guards/exposure";
import type { Guard } from "../../../review/changes/guards/guard";
import { protectionGuards } from "../../../review/changes/guards/protection";
import { watchers } from "../../../review/changes/guards/watchers";
import type { DangerName } from "../../../review/changes/danger";
import { compareStacks } from "../../../review/changes/compare-stacks";
import { guards } from "../../../review/changes/rules/guards";
import type { StackModel } from "../../../review/model";
import { providerSchema } from "../../../review/provider-schema";
import { stackOf } from "../../../review/synthesized";
import type { Value } from "../../../review/value";
import { changesBy, planted, told } from "./compared";

const all = [...exposureGuards, ...encryptionGuards, ...protectionGuards];

/** A resource that has nothing but a value at a path, and all that a table says of its change. */
function dangersBetween(type: string, path: string, before: Value | undefined, after: Value | undefined): DangerName[] {
  const stackWith = (value: Value | undefined): StackModel => {
    const values = value === undefined ? {} : path.split(".").reduceRight<Value>((inner, name) => ({ [name]: inner }), value);
    return stackOf("ohi-dev", { resource: { [type]: { one: values } } });
  };
  return compareStacks([stackWith(before)], [stackWith(after)])
    .flatMap(guards)
    .map(({ danger }) => danger);
}

/** A safe value of a guard, and one that is not. */
function samplesOf({ safe }: Guard): readonly [safe: Value | undefined, unsafe: Value | undefined] {
  switch (safe.kind) {
    case "on":
      return [true, false];
    case "off":
      return [false, true];
    case "present":
      return ["${aws_kms_key.key.arn}", undefined];
    case "atLeast":
      return [30, 7];
    case "asOften":
      return ["rate(30 days)", "rate(90 days)"];
    case "oneOf":
      return [safe.values[0], "anything else"];
  }
}

describe.each(all.map((guard) => ({ guard, name: `${guard.types.join(", ") || "any type"}: ${guard.path}` })))(
  "the guard of $name",
  ({ guard }) => {
    const type = guard.types[0] ?? "aws_db_instance";
    const [safe, unsafe] = samplesOf(guard);

    test("is told when it is lost", () => {
      expect(dangersBetween(type, guard.path, safe, unsafe)).toEqual([guard.danger]);
    });

    test("is not told when it stays or comes", () => {
      expect([...dangersBetween(type, guard.path, safe, safe), ...dangersBetween(type, guard.path, unsafe, safe)]).toEqual([]);
    });

    test("names types that the provider has", () => {
      expect(guard.types.filter((name) => !providerSchema.isKnown(name))).toEqual([]);
    });
  },
);

describe("guards", () => {
  const rows = planted(
    [
      "a public database",
      (draft) => draft.set("aws_db_instance.postgres", { publicly_accessible: true }),
      ["store-exposed", "aws_db_instance.postgres"],
    ],
    [
      "a new public database",
      (draft) => draft.copy("aws_db_instance.postgres", "more", { publicly_accessible: true }),
      ["store-exposed", "aws_db_instance.more"],
    ],
    [
      "tasks with public addresses",
      (draft) => draft.setBlock(["resource", "aws_ecs_service", "services_api", "network_configuration"], { assign_public_ip: true }),
      ["exposed", "aws_ecs_service.services_api"],
    ],
    [
      "an open bucket",
      (draft) => draft.drop("aws_s3_bucket_public_access_block.frontend_public-access"),
      ["exposed", "aws_s3_bucket_public_access_block.frontend_public-access"],
    ],
    ["logs that are kept for ever", (draft) => draft.set("aws_cloudwatch_log_group.services_api_task_log-group", { retention_in_days: 0 })],
    [
      "logs that are kept for a day",
      (draft) => draft.set("aws_cloudwatch_log_group.services_api_task_log-group", { retention_in_days: 1 }),
      ["protection-lost", "aws_cloudwatch_log_group.services_api_task_log-group"],
    ],
    [
      "a value that cannot be told",
      (draft) => draft.set("aws_db_instance.postgres", { storage_encrypted: "${var.encrypted}" }),
      ["encryption-lost", "aws_db_instance.postgres"],
    ],
    [
      "no backup by tag",
      (draft) => draft.setTags("aws_db_instance.postgres", { BackupPolicy: "none" }),
      ["protection-lost", "aws_db_instance.postgres"],
    ],
    [
      "no flow log",
      (draft) => draft.drop("aws_flow_log.network_flow-logs_flow-log"),
      ["protection-lost", "aws_flow_log.network_flow-logs_flow-log"],
    ],
  );

  test.each(rows)("tell of $change", ({ plant, found }) => {
    expect(told(changesBy("guards", plant))).toEqual(found);
  });

  test("know the types of what watches", () => {
    expect(Object.keys(watchers).filter((type) => !providerSchema.isKnown(type))).toEqual([]);
  });
});
