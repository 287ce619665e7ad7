import type { Environment } from "../../environments/schema";
import { caches, databases, readReplicas } from "../../stacks/workload/stores";
import type { Things } from "../read-back/facts";
import type { CacheFacts, DatabaseFacts } from "../read-back/stores";

/** What the settings say of an environment's database servers, by identifier. */
export function databasesOf({ postgres, blnkPostgres, deletionProtection }: Environment, prefix: string): Things<DatabaseFacts> {
  const common = { postgres: "15", encrypted: true, public: false, protected: deletionProtection, follows: null };
  const backupDays = postgres.backupRetentionDays;
  const primary = `${prefix}-${databases.postgres.name}`;
  const replica = { ...common, class: postgres.instanceClass, multiAz: false, backupDays: 0, follows: primary };
  return {
    [primary]: { ...common, class: postgres.instanceClass, multiAz: postgres.multiAz, backupDays },
    [`${prefix}-${databases.blnk.name}`]: { ...common, class: blnkPostgres.instanceClass, multiAz: blnkPostgres.multiAz, backupDays },
    ...Object.fromEntries(
      Array.from({ length: postgres.readReplicas }, (_, index) => [`${prefix}-${readReplicas.name}-${index + 1}`, replica]),
    ),
  };
}

/** What the settings say of an environment's caches, by the id of their replication group. */
export function cachesOf({ appCache, blnkCache }: Environment, prefix: string): Things<CacheFacts> {
  const facts = ({ nodeType, nodes }: Environment["appCache"]): CacheFacts => ({
    nodeType,
    nodes,
    encryptedAtRest: true,
    encryptedInTransit: true,
    failover: nodes > 1,
  });
  return { [`${prefix}-${caches.app.name}`]: facts(appCache), [`${prefix}-${caches.blnk.name}`]: facts(blnkCache) };
}
