import { environments } from "../../environments";
import type { Environment } from "../../environments/schema";

/** The table of the requirement, a row for each setting and a column for each environment. */
const table: readonly (readonly [string, (environment: Environment) => unknown, unknown, unknown, unknown])[] = [
  ["name", (e) => e.name, "dev", "staging", "prod"],
  ["domain", (e) => e.domain, "dev.ohealth-ng.com", "staging.ohealth-ng.com", "ohealth-ng.com"],
  ["created by", (e) => e.createdBy, "cdktf", "cdktf", "cdktf"],
  ["created on", (e) => e.createdDate, "2026-02-13", "2026-02-13", "2026-02-13"],
  ["VPC range", (e) => e.network.cidr, "10.0.0.0/16", "10.1.0.0/16", "10.2.0.0/16"],
  ["zones", (e) => e.network.zones.join(), ...three("eu-west-1a,eu-west-1b,eu-west-1c")],
  ["ranges of Atlas", (e) => e.network.mongoAtlasCidrs.join(), ...three("0.0.0.0/0")],
  ["Postgres class", (e) => e.postgres.instanceClass, "db.t4g.micro", "db.t4g.small", "db.t4g.medium"],
  ["Postgres storage", (e) => e.postgres.storageGib, 20, 50, 100],
  ["Postgres storage ceiling", (e) => e.postgres.maxStorageGib, 100, 200, 500],
  ["Postgres Multi-AZ", (e) => e.postgres.multiAz, false, false, true],
  ["read replicas", (e) => e.postgres.readReplicas, 0, 1, 2],
  ["backup retention", (e) => e.postgres.backupRetentionDays, 7, 7, 30],
  ["Blnk Postgres class", (e) => e.blnkPostgres.instanceClass, "db.t4g.micro", "db.t4g.micro", "db.t4g.small"],
  ["Blnk Postgres Multi-AZ", (e) => e.blnkPostgres.multiAz, false, false, true],
  ["app cache node", (e) => e.appCache.nodeType, "cache.t4g.micro", "cache.t4g.micro", "cache.t4g.small"],
  ["app cache nodes", (e) => e.appCache.nodes, 1, 1, 2],
  ["Blnk cache node", (e) => e.blnkCache.nodeType, ...three("cache.t4g.micro")],
  ["Blnk cache nodes", (e) => e.blnkCache.nodes, 1, 1, 2],
  ["deletion protection", (e) => e.deletionProtection, false, false, true],
  ["sizing", (e) => e.ecs.sizing, "minimal", "reduced", "full"],
  ["Spot", (e) => e.ecs.spot, { allBut: ["sse"] }, { allBut: ["sse"] }, { only: ["reindexer", "blnk-worker"] }],
  ["log retention", (e) => e.logRetentionDays, 7, 30, 365],
  ["secret recovery", (e) => e.secretRecoveryDays, 7, 7, 30],
  ["image tags", (e) => e.ecs.imageTags, "MUTABLE", "MUTABLE", "IMMUTABLE"],
  ["tag of own images", (e) => e.ecs.defaultImageTag, "dev", "staging", "0.1.0"],
  ["web ACLs", (e) => e.edge.waf, false, true, true],
  ["rules of web ACLs that only count", (e) => e.edge.wafCountOnly, [], ["common/SizeRestrictions_BODY"], ["common/SizeRestrictions_BODY"]],
  ["sources of scripts", (e) => e.edge.contentSources.scripts, ...three([])],
  ["sources of styles", (e) => e.edge.contentSources.styles, ...three(["'unsafe-inline'"])],
  ["sources of images", (e) => e.edge.contentSources.images, ...three(["data:", "blob:"])],
  ["sources of fonts", (e) => e.edge.contentSources.fonts, ...three([])],
  ["sources of data", (e) => e.edge.contentSources.connections, ...three([])],
  ["sources of frames", (e) => e.edge.contentSources.frames, ...three([])],
  ["delegations", (e) => e.dns.delegations.map(({ label, nameServers }) => [label, ...nameServers]), [], [], [["dev"], ["staging"]]],
  ["query logging", (e) => e.dns.queryLogging, false, false, true],
  ["health checks", (e) => e.dns.healthChecks, false, false, true],
  ["CloudFront price class", (e) => e.edge.priceClass, "PriceClass_100", "PriceClass_100", "PriceClass_All"],
  ["CloudFront default TTL", (e) => e.edge.defaultTtlSeconds, 300, 300, 86_400],
  ["CloudFront maximum TTL", (e) => e.edge.maxTtlSeconds, 3_600, 3_600, 31_536_000],
  ["ClickHouse instance", (e) => e.clickhouse.instanceType, "t3.medium", "t3.large", "r6i.large"],
  ["ClickHouse volume", (e) => e.clickhouse.volumeGib, 100, 200, 500],
  ["ZooKeeper nodes", (e) => e.zookeeperNodes, 1, 1, 3],
  [
    "Typesense",
    (e) => e.integrations.typesenseUrl,
    "https://ohi-nonprod.a1.typesense.net",
    "https://ohi-nonprod.a1.typesense.net",
    "https://ohi-prod.a1.typesense.net",
  ],
  ["number for WhatsApp", (e) => e.integrations.whatsappPhoneNumberId, ...three("000000000000000")],
  ["language model", (e) => e.integrations.providerLlmApiEndpoint, ...three("https://api.openai.com/v1/chat/completions")],
  ["monthly budget", (e) => e.monthlyBudgetUsd, 500, 900, 1_600],
  ["addresses for alarms", (e) => e.alarmEmails, ...three([])],
];

function three<T>(value: T): [T, T, T] {
  return [value, value, value];
}

describe("the environments' records", () => {
  test.each(table)("have the required %s", (_name, read, dev, staging, prod) => {
    expect(environments.map(read)).toEqual([dev, staging, prod]);
  });

  test("hold nothing that the table does not name", () => {
    const leaves = (value: unknown): number =>
      typeof value === "object" && value !== null && !Array.isArray(value) && !("allBut" in value || "only" in value)
        ? Object.values(value).reduce<number>((sum, part) => sum + leaves(part), 0)
        : 1;

    expect(environments.map(leaves)).toEqual(three(table.length));
  });
});
