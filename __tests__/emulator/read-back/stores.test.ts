import { ElastiCacheClient } from "@aws-sdk/client-elasticache";
import { RDSClient } from "@aws-sdk/client-rds";
import { readCaches, readDatabases } from "../../../emulator/read-back/stores";
import { answered, nowhere } from "../../support/aws-answers";

describe("reading stores back", () => {
  test("asks RDS for every server, and for the one that it follows", async () => {
    const follower = { DBInstanceIdentifier: "second", PubliclyAccessible: false, ReadReplicaSourceDBInstanceIdentifier: "first" };
    const first = {
      DBInstanceIdentifier: "first",
      DBInstanceClass: "db.t4g.micro",
      EngineVersion: "15.7",
      StorageEncrypted: true,
      PubliclyAccessible: false,
      MultiAZ: true,
      BackupRetentionPeriod: 7,
      DeletionProtection: true,
    };
    const client = answered(new RDSClient(nowhere), { DescribeDBInstancesCommand: { DBInstances: [first, follower] } });

    expect(await readDatabases(client)).toEqual({
      first: {
        class: "db.t4g.micro",
        postgres: "15",
        encrypted: true,
        public: false,
        multiAz: true,
        backupDays: 7,
        protected: true,
        follows: null,
      },
      second: {
        class: "?",
        postgres: "?",
        encrypted: false,
        public: false,
        multiAz: false,
        backupDays: 0,
        protected: false,
        follows: "first",
      },
    });
  });

  test("asks ElastiCache for every replication group", async () => {
    const group = {
      ReplicationGroupId: "cache",
      CacheNodeType: "cache.t4g.micro",
      MemberClusters: ["cache-001", "cache-002"],
      AtRestEncryptionEnabled: true,
      TransitEncryptionEnabled: true,
      AutomaticFailover: "enabled",
    };
    const client = answered(new ElastiCacheClient(nowhere), {
      DescribeReplicationGroupsCommand: { ReplicationGroups: [group, { ReplicationGroupId: "bare" }] },
    });

    expect(await readCaches(client)).toEqual({
      cache: { nodeType: "cache.t4g.micro", nodes: 2, encryptedAtRest: true, encryptedInTransit: true, failover: true },
      bare: { nodeType: "?", nodes: 0, encryptedAtRest: false, encryptedInTransit: false, failover: false },
    });
  });
});
