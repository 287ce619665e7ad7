import type { BackupRetention } from "../../../review/contracts/data/backup-selection";
import type { DataSafety } from "../../../review/contracts/data/data-safety";
import type { SecretCatalogue } from "../../../review/contracts/data/secret-closure";
import type { ExpectedEnvironment } from "./environments";

/** A row of the table of environments: section 2 of the requirement, as far as it speaks of data. */
export interface ExpectedData {
  readonly postgres: {
    readonly instanceClass: string;
    readonly storageGib: number;
    readonly ceilingGib: number;
    readonly maxConnections: number;
  };
  readonly blnkPostgres: { readonly instanceClass: string; readonly maxConnections: number };
  readonly multiAz: boolean;
  readonly readReplicas: number;
  readonly backupRetentionDays: number;
  readonly appCache: { readonly nodeType: string; readonly nodes: number };
  readonly blnkCache: { readonly nodeType: string; readonly nodes: number };
  readonly deletionProtection: boolean;
  readonly secretRecoveryDays: number;
}

const micro = "db.t4g.micro";
const cacheMicro = "cache.t4g.micro";

/** Connections: three quarters of 1, 2 and 4 GiB of memory, in parts of 9,531,392 bytes. */
export const dataOf: Readonly<Record<ExpectedEnvironment["name"], ExpectedData>> = {
  dev: {
    postgres: { instanceClass: micro, storageGib: 20, ceilingGib: 100, maxConnections: 84 },
    blnkPostgres: { instanceClass: micro, maxConnections: 84 },
    multiAz: false,
    readReplicas: 0,
    backupRetentionDays: 7,
    appCache: { nodeType: cacheMicro, nodes: 1 },
    blnkCache: { nodeType: cacheMicro, nodes: 1 },
    deletionProtection: false,
    secretRecoveryDays: 7,
  },
  staging: {
    postgres: { instanceClass: "db.t4g.small", storageGib: 50, ceilingGib: 200, maxConnections: 168 },
    blnkPostgres: { instanceClass: micro, maxConnections: 84 },
    multiAz: false,
    readReplicas: 1,
    backupRetentionDays: 7,
    appCache: { nodeType: cacheMicro, nodes: 1 },
    blnkCache: { nodeType: cacheMicro, nodes: 1 },
    deletionProtection: false,
    secretRecoveryDays: 7,
  },
  prod: {
    postgres: { instanceClass: "db.t4g.medium", storageGib: 100, ceilingGib: 500, maxConnections: 337 },
    blnkPostgres: { instanceClass: "db.t4g.small", maxConnections: 168 },
    multiAz: true,
    readReplicas: 2,
    backupRetentionDays: 30,
    appCache: { nodeType: "cache.t4g.small", nodes: 2 },
    blnkCache: { nodeType: cacheMicro, nodes: 2 },
    deletionProtection: true,
    secretRecoveryDays: 30,
  },
};

/** Days for which caches keep their daily snapshots: section 5. */
export const snapshotDays = 5;

/** What an environment's stores have to be safe from. */
export function dataSafetyOf({ name, logRetentionDays }: ExpectedEnvironment): DataSafety {
  const { deletionProtection, backupRetentionDays, multiAz, readReplicas, appCache, blnkCache, secretRecoveryDays } = dataOf[name];
  return {
    protected: deletionProtection,
    backupRetentionDays,
    databases: {
      "postgres-primary": { multiAz, instances: 1 },
      "postgres-read-replica": { multiAz: false, instances: readReplicas },
      "postgres-blnk": { multiAz, instances: 1 },
    },
    caches: { "redis-cache": appCache.nodes, "redis-blnk": blnkCache.nodes },
    snapshotDays,
    secretRecoveryDays,
    logRetentionDays,
  };
}

/** Copies are kept for as long as a database's own backups, weekly ones for four times as long. */
export function backupRetentionOf({ name }: ExpectedEnvironment): BackupRetention {
  const { backupRetentionDays } = dataOf[name];
  return { daily: backupRetentionDays, weekly: 4 * backupRetentionDays };
}

/** The secrets of section 5, and ClickHouse's, of which section 6 says that the collector and the query service read it. */
export const secretCatalogue: SecretCatalogue = {
  generated: ["postgres-primary-credentials", "postgres-blnk-credentials", "redis-cache-auth", "redis-blnk-auth", "clickhouse-credentials"],
  external: [
    "typesense-api-key",
    "openai-api-key",
    "geolocation-api-key",
    "calendly-api-key",
    "calendly-webhook-secret",
    "whatsapp-access-token",
    "flutterwave-secret-key",
    "flutterwave-webhook-secret",
    "provider-mongo-uri",
    "provider-llm-api-key",
    "provider-admin-token",
    "jwt-secret",
  ],
  pending: [],
};

/** Generated secrets that nothing rotates: AWS has no function for ClickHouse, whose host reads the password when it boots. */
export const unrotated = ["clickhouse-credentials"];
