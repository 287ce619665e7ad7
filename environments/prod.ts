import type { Environment } from "./schema";

export const prod: Environment = {
  name: "prod",
  domain: "ohealth-ng.com",
  createdBy: "cdktf",
  createdDate: "2026-02-13",
  network: {
    cidr: "10.2.0.0/16",
    zones: ["eu-west-1a", "eu-west-1b", "eu-west-1c"],
    mongoAtlasCidrs: ["0.0.0.0/0"],
  },
  postgres: {
    instanceClass: "db.t4g.medium",
    storageGib: 100,
    maxStorageGib: 500,
    multiAz: true,
    readReplicas: 2,
    backupRetentionDays: 30,
  },
  blnkPostgres: { instanceClass: "db.t4g.small", multiAz: true },
  appCache: { nodeType: "cache.t4g.small", nodes: 2 },
  blnkCache: { nodeType: "cache.t4g.micro", nodes: 2 },
  deletionProtection: true,
  logRetentionDays: 365,
  secretRecoveryDays: 30,
  ecs: { sizing: "full", spot: { only: ["reindexer", "blnk-worker"] }, imageTags: "IMMUTABLE", defaultImageTag: "0.1.0" },
  edge: {
    waf: true,
    // It blocks every body above 8 KB, and providers upload price lists.
    wafCountOnly: ["common/SizeRestrictions_BODY"],
    contentSources: { scripts: [], styles: ["'unsafe-inline'"], images: ["data:", "blob:"], fonts: [], connections: [], frames: [] },
    priceClass: "PriceClass_All",
    defaultTtlSeconds: 86400,
    maxTtlSeconds: 31536000,
  },
  dns: {
    delegations: [
      { label: "dev", nameServers: [] },
      { label: "staging", nameServers: [] },
    ],
    queryLogging: true,
    healthChecks: true,
  },
  clickhouse: { instanceType: "r6i.large", volumeGib: 500 },
  zookeeperNodes: 3,
  integrations: {
    typesenseUrl: "https://ohi-prod.a1.typesense.net",
    whatsappPhoneNumberId: "000000000000000",
    providerLlmApiEndpoint: "https://api.openai.com/v1/chat/completions",
  },
  monthlyBudgetUsd: 1600,
  alarmEmails: [],
};
