import { type ElastiCacheClient, paginateDescribeReplicationGroups } from "@aws-sdk/client-elasticache";
import { paginateDescribeDBInstances, type RDSClient } from "@aws-sdk/client-rds";
import type { Things } from "./facts";

/** What is looked at of a database server. */
export interface DatabaseFacts {
  readonly class: string;
  /** Number before the first dot of the engine's version. */
  readonly postgres: string;
  readonly encrypted: boolean;
  readonly public: boolean;
  readonly multiAz: boolean;
  readonly backupDays: number;
  readonly protected: boolean;
  /** Identifier of the server that it follows; nothing for one that follows none. */
  readonly follows: string | null;
}

/** What is looked at of a cache. */
export interface CacheFacts {
  readonly nodeType: string;
  readonly nodes: number;
  readonly encryptedAtRest: boolean;
  readonly encryptedInTransit: boolean;
  readonly failover: boolean;
}

/** Reads the database servers back through AWS's own interface, by identifier. */
export async function readDatabases(client: RDSClient): Promise<Things<DatabaseFacts>> {
  const found: Record<string, DatabaseFacts> = {};
  for await (const { DBInstances = [] } of paginateDescribeDBInstances({ client }, {})) {
    for (const instance of DBInstances) {
      found[instance.DBInstanceIdentifier ?? "?"] = {
        class: instance.DBInstanceClass ?? "?",
        postgres: instance.EngineVersion?.split(".", 1).join() ?? "?",
        encrypted: instance.StorageEncrypted ?? false,
        public: instance.PubliclyAccessible ?? true,
        multiAz: instance.MultiAZ ?? false,
        backupDays: instance.BackupRetentionPeriod ?? 0,
        protected: instance.DeletionProtection ?? false,
        follows: instance.ReadReplicaSourceDBInstanceIdentifier ?? null,
      };
    }
  }
  return found;
}

/** Reads the caches back through AWS's own interface, by the id of their replication group. */
export async function readCaches(client: ElastiCacheClient): Promise<Things<CacheFacts>> {
  const found: Record<string, CacheFacts> = {};
  for await (const { ReplicationGroups = [] } of paginateDescribeReplicationGroups({ client }, {})) {
    for (const group of ReplicationGroups) {
      found[group.ReplicationGroupId ?? "?"] = {
        nodeType: group.CacheNodeType ?? "?",
        nodes: group.MemberClusters?.length ?? 0,
        encryptedAtRest: group.AtRestEncryptionEnabled ?? false,
        encryptedInTransit: group.TransitEncryptionEnabled ?? false,
        failover: group.AutomaticFailover === "enabled",
      };
    }
  }
  return found;
}
