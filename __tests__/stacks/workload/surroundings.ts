import type { Environment } from "../../../environments/schema";
import { peersOf } from "../../../stacks/workload/peers";
import { type Catalogue, services } from "../../../stacks/workload/services";
import type { Surroundings } from "../../../stacks/workload/surroundings";

/** What a service is told in an environment, with names for what only Terraform knows. */
export function surroundingsOf(environment: Environment, member = 1, catalogue: Catalogue = services): Surroundings {
  const namePrefix = `ohi-${environment.name}`;
  const database = (host: string, name: string, user: string): Surroundings["databases"]["primary"] => ({
    host,
    port: 5432,
    database: name,
    user,
    resourceId: `db-${host}`,
  });
  return {
    environment,
    namePrefix,
    region: "eu-west-1",
    accountId: "111122223333",
    member,
    databases: {
      primary: database("primary", "ohealth", "ohiadmin"),
      reader: database("reader", "ohealth", "ohiadmin"),
      bulkReader: database("bulk-reader", "ohealth", "ohiadmin"),
      blnk: database("ledger", "blnk", "blnkadmin"),
    },
    caches: { app: { host: "cache", port: 6379 }, blnk: { host: "queue", port: 6379 } },
    peers: peersOf(catalogue, { namePrefix, environment }),
  };
}
