import type { PostgresProps } from "../../constructs/data/postgres";
import { postgresVersion } from "../../constructs/data/postgres-parameters";
import type { RedisProps } from "../../constructs/data/redis";
import type { Windows } from "../../constructs/data/window";
import type { Group } from "./groups";
import type { GeneratedSecretKey } from "./secrets";

/** A database server. */
export interface DatabaseEntry extends Pick<PostgresProps, "name" | "parametersName" | "database" | "user" | "tags" | "backupPolicy"> {
  readonly secret: GeneratedSecretKey;
  /** Security group that it stands in. */
  readonly group: Group;
  /** Number of its password; the next one makes Terraform set a new password. */
  readonly passwordVersion: number;
}

/** A cache. */
export interface CacheEntry extends Pick<RedisProps, "name" | "description" | "eviction" | "tags" | "backupPolicy"> {
  readonly secret: GeneratedSecretKey;
  /** Security group that it stands in. */
  readonly group: Group;
}

/** Database servers: the application's, and the ledger's, which nothing but Blnk reaches. */
export const databases = {
  postgres: {
    name: "postgres-primary",
    parametersName: `postgres${postgresVersion}`,
    database: "ohealth",
    user: "ohiadmin",
    secret: "postgres-primary",
    passwordVersion: 1,
    group: "rds",
    tags: { Service: "postgres-primary", DataClassification: "pii" },
    backupPolicy: "daily",
  },
  blnk: {
    name: "postgres-blnk",
    parametersName: `postgres${postgresVersion}-blnk`,
    database: "blnk",
    user: "blnkadmin",
    secret: "postgres-blnk",
    passwordVersion: 1,
    group: "blnk-rds",
    tags: { Service: "postgres-blnk", DataClassification: "confidential" },
    backupPolicy: "daily",
  },
} as const satisfies Readonly<Record<string, DatabaseEntry>>;

/** Followers of the application's server, for reading. */
export const readReplicas = { name: "postgres-replica", tags: { Service: "postgres-read-replica", DataClassification: "pii" } } as const;

/** GiB of disk that the ledger's server begins with, and to which it may grow, in every environment. */
export const ledgerStorage = { storageGib: 20, maxStorageGib: 100 } as const;

/** Caches: the application's forgets what is used least; the ledger's holds a queue and may forget nothing. */
export const caches = {
  app: {
    name: "app-cache",
    description: "Cache of the application",
    eviction: "allkeys-lru",
    secret: "redis-cache",
    group: "elasticache",
    tags: { Service: "redis-cache", DataClassification: "pii" },
    backupPolicy: "daily",
  },
  blnk: {
    name: "blnk-cache",
    description: "Cache and queue of the ledger",
    eviction: "noeviction",
    secret: "redis-blnk",
    group: "blnk-elasticache",
    tags: { Service: "redis-blnk", DataClassification: "confidential" },
    backupPolicy: "daily",
  },
} as const satisfies Readonly<Record<string, CacheEntry>>;

/** When AWS may touch the stores, in UTC. Lagos is an hour ahead all year. */
export const windows = {
  database: { backup: "03:00-04:00", maintenance: "sun:04:00-sun:05:00" },
  cache: { backup: "03:00-05:00", maintenance: "sun:05:00-sun:07:00" },
} as const satisfies Readonly<Record<string, Windows>>;

/** Days for which the caches' snapshots are kept. */
export const cacheSnapshotDays = 5;
