import type { Environment } from "./schema";

export const dev: Environment = {
  name: "dev",
  domain: "dev.ohealth-ng.com",
  createdBy: "cdktf",
  createdDate: "2026-02-13",
  network: {
    cidr: "10.0.0.0/16",
    zones: ["eu-west-1a", "eu-west-1b", "eu-west-1c"],
    mongoAtlasCidrs: ["0.0.0.0/0"],
  },
  postgres: {
    instanceClass: "db.t4g.micro",
    storageGib: 20,
    maxStorageGib: 100,
    multiAz: false,
    readReplicas: 0,
    backupRetentionDays: 7,
  },
  blnkPostgres: { instanceClass: "db.t4g.micro", multiAz: false },
  appCache: { nodeType: "cache.t4g.micro", nodes: 1 },
  blnkCache: { nodeType: "cache.t4g.micro", nodes: 1 },
  deletionProtection: false,
  logRetentionDays: 7,
  secretRecoveryDays: 7,
  ecs: { spot: { allBut: ["sse"] }, imageTags: "MUTABLE" },
  edge: { waf: false, priceClass: "PriceClass_100", defaultTtlSeconds: 300, maxTtlSeconds: 3600 },
  clickhouse: { instanceType: "t3.medium", volumeGib: 100 },
  zookeeperNodes: 1,
  monthlyBudgetUsd: 500,
};
