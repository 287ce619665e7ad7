import type { Environment } from "./schema";

export const staging: Environment = {
  name: "staging",
  domain: "staging.ohealth-ng.com",
  createdBy: "cdktf",
  createdDate: "2026-02-13",
  network: {
    cidr: "10.1.0.0/16",
    zones: ["eu-west-1a", "eu-west-1b", "eu-west-1c"],
    mongoAtlasCidrs: ["0.0.0.0/0"],
  },
  postgres: {
    instanceClass: "db.t4g.small",
    storageGib: 50,
    maxStorageGib: 200,
    multiAz: false,
    readReplicas: 1,
    backupRetentionDays: 7,
  },
  blnkPostgres: { instanceClass: "db.t4g.micro", multiAz: false },
  appCache: { nodeType: "cache.t4g.micro", nodes: 1 },
  blnkCache: { nodeType: "cache.t4g.micro", nodes: 1 },
  deletionProtection: false,
  logRetentionDays: 30,
  secretRecoveryDays: 7,
  ecs: { sizing: "reduced", spot: { allBut: ["sse"] }, imageTags: "MUTABLE", defaultImageTag: "staging" },
  edge: {
    waf: true,
    // It blocks every body above 8 KB, and providers upload price lists.
    wafCountOnly: ["common/SizeRestrictions_BODY"],
    contentSources: { scripts: [], styles: ["'unsafe-inline'"], images: ["data:", "blob:"], fonts: [], connections: [], frames: [] },
    priceClass: "PriceClass_100",
    defaultTtlSeconds: 300,
    maxTtlSeconds: 3600,
  },
  dns: { delegations: [], queryLogging: false, healthChecks: false },
  clickhouse: { instanceType: "t3.large", volumeGib: 200 },
  zookeeperNodes: 1,
  integrations: {
    typesenseUrl: "https://ohi-nonprod.a1.typesense.net",
    whatsappPhoneNumberId: "000000000000000",
    providerLlmApiEndpoint: "https://api.openai.com/v1/chat/completions",
  },
  monthlyBudgetUsd: 900,
  alarmEmails: [],
};
