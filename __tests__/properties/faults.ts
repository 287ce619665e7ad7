import { leavesOfSchema } from "./schema-leaves";

/** A value that may not stand at a place. */
export interface Fault {
  readonly path: string;
  readonly value: unknown;
}

const at = (path: string, ...values: readonly unknown[]): Fault[] => values.map((value) => ({ path, value }));

/** Mistakes that people make. */
export const mistakes: readonly Fault[] = [
  ...at("network.cidr", "10.0.0.1/16", "10.0.0.0/15", "10.0.0.0/20", "11.0.0.0/16", "172.32.0.0/16", "10.0.0.0", "fd00::/16"),
  ...at("network.zones", ["eu-west-1a"], ["eu-west-1a", "eu-west-1a"], ["eu-west-1c", "eu-west-1a"], "eu-west-1a"),
  ...at("network.mongoAtlasCidrs", [], ["192.0.2.0/24", "192.0.2.0/24"]),
  ...at("domain", "example.com", "a.b.ohealth-ng.com", "-.ohealth-ng.com"),
  ...at("createdDate", "2026-02-30", "13.02.2026"),
  ...at("postgres.instanceClass", "db.m5.large", "cache.t4g.micro"),
  ...at("postgres.storageGib", 19, 20.5, 59_579),
  ...at("postgres.maxStorageGib", 21),
  ...at("postgres.readReplicas", -1, 3),
  ...at("postgres.backupRetentionDays", 0, 36),
  ...at("appCache.nodes", 0, 7),
  ...at("blnkCache.nodeType", "cache.r7g.large"),
  ...at("logRetentionDays", 0, 8),
  ...at("secretRecoveryDays", 6, 31),
  ...at("ecs.sizing", "huge"),
  ...at("ecs.spot", {}, { only: [], allBut: [] }, []),
  ...at("ecs.defaultImageTag", "latest", "a tag"),
  ...at("edge.priceClass", "PriceClass_300"),
  ...at("edge.maxTtlSeconds", -1),
  ...at("edge.contentSources.scripts.0", "a b"),
  ...at("dns.delegations", [
    { label: "one", nameServers: [] },
    { label: "one", nameServers: [] },
  ]),
  ...at("clickhouse.instanceType", "i3en.large"),
  ...at("zookeeperNodes", 2, 7),
  ...at("integrations.typesenseUrl", "http://search.example.com", "https://search.example.com/"),
  ...at("integrations.whatsappPhoneNumberId", "+234"),
  ...at("monthlyBudgetUsd", 0, "500"),
  ...at("alarmEmails", ["a@example.com", "a@example.com"]),
  ...at("alarmEmails.0", "somebody"),
];

/** Settings whose place is the same in every record. */
const places = leavesOfSchema.filter((path) => !path.includes("*") && path !== "name");

/** What can be done wrong with any setting: a value of a type that none has, no value at all, and another setting beside it. */
export const slips: readonly Fault[] = places.flatMap((path) => [
  ...at(path, { of: "no type" }, undefined),
  ...at([...path.split(".").slice(0, -1), "unknown"].join("."), 1),
]);
