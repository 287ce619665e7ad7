import type { FargateSize } from "../../constructs/compute/fargate-size";
import type { Group } from "./groups";
import type { Program } from "./service";
import { address, common, postgres } from "./service-settings";
import { migrateBlnk, noCache, projectName } from "./services/blnk";
import { clickhouseLogin, clickhouseUrl } from "./services/observability";

/** A program that runs once and ends, before the services of a release start. */
export interface Task extends Program {
  readonly size: FargateSize;
  /** Security group that it stands in, beside that of all tasks. */
  readonly group: Group;
}

/** One-off tasks by their key, which is their name. */
export type Tasks = Readonly<Record<string, Task>>;

const small = { cpu: 256, memory: 512 } as const;

/** Changes of schemas, which `npm run migrate` runs in this order. Each has to end with 0, and to do nothing when there is nothing to do. */
export const tasks: Tasks = {
  /** The application database. The image of api has the program `migrate` beside its own. */
  "api-migrations": {
    image: { of: "api" },
    entryPoint: ["migrate", "up"],
    size: small,
    group: "migrations",
    settings: { ...common, ...postgres("primary") },
    secrets: { DB_PASSWORD: { secret: "postgres-primary", key: "password" } },
    databases: ["primary"],
    readOnlyRoot: true,
    scratch: ["/tmp"],
  },
  "blnk-migrations": {
    image: { of: "blnk-api" },
    entryPoint: migrateBlnk,
    size: small,
    group: "migrations",
    settings: { ...common, ...postgres("blnk"), ...noCache, BLNK_PROJECT_NAME: projectName },
    secrets: { DB_PASSWORD: { secret: "postgres-blnk", key: "password" } },
    databases: ["blnk"],
    readOnlyRoot: true,
    scratch: ["/tmp"],
  },
  /** Tables of SigNoz, in the version of its collector, whose place in the network it takes. */
  "signoz-migrations": {
    image: { thirdParty: { repository: "signoz/signoz-schema-migrator", tag: "0.88.11" } },
    entryPoint: ["/bin/sh", "-c", `${clickhouseUrl("$CLICKHOUSE_ADDRESS")}; exec /signoz-schema-migrator --dsn="$CLICKHOUSE_URL"`],
    size: small,
    group: "otel-collector",
    settings: { ...common, ...clickhouseLogin.settings, CLICKHOUSE_ADDRESS: address("clickhouse", "native") },
    secrets: clickhouseLogin.secrets,
    readOnlyRoot: true,
    scratch: ["/tmp"],
  },
};
