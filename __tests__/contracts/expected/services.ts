import type { ProgramContract } from "../../../review/contracts/services/program-contract";
import { rows } from "../../stacks/workload/expected";
import type { ExpectedEnvironment } from "./environments";

/** Words of the secret's name behind the environment's prefix, where they are not the variable's own words. */
const secretOf: Readonly<Record<string, string>> = { CLICKHOUSE_PASSWORD: "clickhouse-credentials" };

/** Whose databases and caches the passwords of a program are for. */
const stores = {
  application: { DB_PASSWORD: "postgres-primary-credentials", REDIS_PASSWORD: "redis-cache-auth" },
  ledger: { DB_PASSWORD: "postgres-blnk-credentials", REDIS_PASSWORD: "redis-blnk-auth" },
} as const;

/** What every program reads, by its key. */
export const programs: Readonly<Record<string, ProgramContract>> = Object.fromEntries(
  Object.entries(rows).map(([key, { settings, secrets }]) => {
    const passwords: Readonly<Record<string, string>> = key.startsWith("blnk") ? stores.ledger : stores.application;
    const names = secrets.map((name) => [name, passwords[name] ?? secretOf[name] ?? name.toLowerCase().replaceAll("_", "-")]);
    return [key, { settings, secrets: Object.fromEntries(names) as Record<string, string> }];
  }),
);

/** Services that may be interrupted. */
export function spotOf({ name }: ExpectedEnvironment): string[] {
  return name === "prod" ? ["reindexer", "blnk-worker"] : Object.keys(rows).filter((key) => key !== "sse");
}
