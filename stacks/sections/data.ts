import type { DbInstance } from "@cdktf/provider-aws/lib/db-instance";
import { DatabaseEvents } from "../../constructs/data/database-events";
import { EnhancedMonitoring } from "../../constructs/data/enhanced-monitoring";
import { postgresPort, redisPort } from "../../constructs/data/ports";
import { Postgres, type PostgresProps } from "../../constructs/data/postgres";
import { Redis } from "../../constructs/data/redis";
import { StoreSubnets } from "../../constructs/data/store-subnets";
import type { Secret } from "../../constructs/secrets/secret";
import type { EncryptionKey } from "../../constructs/security/encryption-key";
import { databaseMemoryGib, type Environment } from "../../environments/schema";
import type { EnvironmentStack } from "../environment-stack";
import { keepingOf } from "../secret-keeping";
import type { DatabaseKey } from "../workload/service";
import { type GeneratedSecretKey, secrets } from "../workload/secrets";
import type { CacheEndpoint, DatabaseEndpoint } from "../workload/surroundings";
import {
  type CacheEntry,
  caches,
  cacheSnapshotDays,
  type DatabaseEntry,
  databases,
  ledgerStorage,
  readReplicas,
  windows,
} from "../workload/stores";
import type { EventsSection } from "./events";
import type { NetworkSection } from "./network";
import { rotateCachePassword, rotateDatabasePassword } from "./rotation";

export interface DataSection {
  /** The application's server for writing, for reading and for reading much at once, and the ledger's. Without replicas all read the primary. */
  readonly databases: Readonly<Record<DatabaseKey, DatabaseEndpoint>>;
  readonly caches: Readonly<Record<keyof typeof caches, CacheEndpoint>>;
  /** The credentials of all of them. */
  readonly credentials: Readonly<Record<Exclude<GeneratedSecretKey, "clickhouse">, Secret>>;
}

export interface DataProps {
  readonly key: EncryptionKey;
  readonly network: NetworkSection;
  readonly events: EventsSection;
}

/** Databases and caches, each with its credential and the rotation of it. */
export function addData(stack: EnvironmentStack, props: DataProps): DataSection {
  const place = placeOf(stack, props);
  const { environment } = stack;
  const { zones } = environment.network;
  const { backupRetentionDays } = environment.postgres;
  const postgres = addDatabase(place, "postgres", databases.postgres, {
    ...environment.postgres,
    replicas: { ...readReplicas, count: environment.postgres.readReplicas, zones },
  });
  const ledger = addDatabase(place, "blnk-postgres", databases.blnk, {
    ...environment.blnkPostgres,
    ...ledgerStorage,
    backupRetentionDays,
  });
  const appCache = addCache(place, "app-cache", caches.app, environment.appCache);
  const blnkCache = addCache(place, "blnk-cache", caches.blnk, environment.blnkCache);
  new DatabaseEvents(stack, "database-events", {
    instances: [postgres, ledger].flatMap(({ instance, replicas }) => [instance, ...replicas.map((replica) => replica.instance)]),
    topicArn: props.events.events.arn,
  });

  const endpointFor = (instance: DbInstance): DatabaseEndpoint => endpointOf(databases.postgres, instance);
  const section: DataSection = {
    databases: {
      primary: endpointFor(postgres.instance),
      reader: endpointFor(postgres.reader),
      bulkReader: endpointFor(postgres.bulkReader),
      blnk: endpointOf(databases.blnk, ledger.instance),
    },
    caches: { app: { host: appCache.host, port: redisPort }, blnk: { host: blnkCache.host, port: redisPort } },
    credentials: {
      "postgres-primary": postgres.secret,
      "postgres-blnk": ledger.secret,
      "redis-cache": appCache.secret,
      "redis-blnk": blnkCache.secret,
    },
  };
  addOutputs(stack, section);
  return section;
}

/** What every store of an environment shares. */
interface Place extends DataProps {
  readonly stack: EnvironmentStack;
  readonly subnets: StoreSubnets;
  readonly monitoring: EnhancedMonitoring;
}

function placeOf(stack: EnvironmentStack, props: DataProps): Place {
  const subnets = new StoreSubnets(stack, "store-subnets", { subnetIds: props.network.network.databaseTier.subnetIds });
  return { ...props, stack, subnets, monitoring: new EnhancedMonitoring(stack, "database-monitoring") };
}

/** What the settings of an environment say of a database server. */
type DatabaseSettings = Environment["blnkPostgres"] &
  Pick<PostgresProps, "storageGib" | "maxStorageGib" | "backupRetentionDays" | "replicas">;

function addDatabase(
  { stack, key, network, subnets, monitoring }: Place,
  id: string,
  entry: DatabaseEntry,
  settings: DatabaseSettings,
): Postgres {
  const { secret, passwordVersion, group } = entry;
  const { deletionProtection, logRetentionDays } = stack.environment;
  const { instanceClass, storageGib, maxStorageGib, multiAz, backupRetentionDays, replicas } = settings;
  const postgres = new Postgres(stack, id, {
    ...entry,
    instanceClass,
    memoryGib: databaseMemoryGib[instanceClass],
    storageGib,
    maxStorageGib,
    multiAz,
    backupRetentionDays,
    credential: { name: secrets[secret].name, passwordVersion, keeping: keepingOf(stack, key) },
    subnetGroupName: subnets.databaseGroupName,
    securityGroupIds: [network.matrix.idOf(group)],
    kmsKeyArn: key.arn,
    monitoringRole: monitoring.role,
    windows: windows.database,
    logRetentionDays,
    deletionProtection,
    ...(replicas === undefined ? {} : { replicas }),
  });
  rotateDatabasePassword(stack, `${id}-rotation`, { database: postgres, name: entry.name, network, key });
  return postgres;
}

function addCache(
  { stack, key, network, subnets, events }: Place,
  id: string,
  entry: CacheEntry,
  { nodeType, nodes }: Environment["appCache"],
): Redis {
  const { deletionProtection, logRetentionDays } = stack.environment;
  const redis = new Redis(stack, id, {
    ...entry,
    nodeType,
    nodes,
    credential: { name: secrets[entry.secret].name, keeping: keepingOf(stack, key) },
    subnetGroupName: subnets.cacheGroupName,
    securityGroupIds: [network.matrix.idOf(entry.group)],
    kmsKeyArn: key.arn,
    windows: windows.cache,
    snapshotDays: cacheSnapshotDays,
    logRetentionDays,
    eventsTopicArn: events.cacheEvents.arn,
    preventDestroy: deletionProtection,
  });
  rotateCachePassword(stack, `${id}-rotation`, { cache: redis, name: entry.name, key });
  return redis;
}

function endpointOf({ database, user }: DatabaseEntry, { address, resourceId }: Postgres["instance"]): DatabaseEndpoint {
  return { host: address, port: postgresPort, database, user, resourceId };
}

function addOutputs(stack: EnvironmentStack, { databases: servers, caches: stores }: DataSection): void {
  stack.output("postgres_host", "Address of the application database, for writing", servers.primary.host);
  stack.output("postgres_read_host", "Address of the application database, for reading", servers.reader.host);
  stack.output("postgres_blnk_host", "Address of the ledger database", servers.blnk.host);
  stack.output("redis_cache_host", "Address of the application cache", stores.app.host);
  stack.output("redis_blnk_host", "Address of the ledger cache and queue", stores.blnk.host);
}
