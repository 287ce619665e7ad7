import type { ProgramContract } from "../../../../review/contracts/services/program-contract";
import type { ProgramFacts } from "./facts";
import { asked, common, ledger, password, redis, shell, telemetry } from "./settings";

const databasePassword = { DB_PASSWORD: password("postgres-blnk-credentials") };
const passwords = { ...databasePassword, REDIS_PASSWORD: password("redis-blnk-auth") };

/** Section 6: the start line composes both addresses of the injected passwords. What it makes of them, `start-lines.process.test.ts` sees. */
const database = 'BLNK_DATA_SOURCE_DNS="postgres://$DB_USER:$DB_PASSWORD@$DB_HOST:$DB_PORT/$DB_NAME?sslmode=$DB_SSLMODE"';
const cache = 'BLNK_REDIS_DNS="rediss://:$REDIS_PASSWORD@$REDIS_HOST:$REDIS_PORT/$REDIS_DB"';

/** The ledger's programs. The requirement names `BLNK_PROJECT_NAME` without a value. */
export function blnk(facts: ProgramFacts): Readonly<Record<string, ProgramContract>> {
  const project = { BLNK_PROJECT_NAME: "ohi-blnk" };
  const settings = { ...common(facts), ...ledger, ...redis("blnk-cache"), ...project, BLNK_SERVER_PORT: "5001" };
  return {
    "blnk-api": {
      service: "blnk-api",
      settings: { ...settings, ...telemetry(facts, "blnk-api") },
      secrets: passwords,
      entryPoint: shell(`export ${database} ${cache}`, "exec blnk start"),
      health: asked(5001, "/health"),
    },
    "blnk-worker": {
      service: "blnk-worker",
      settings: { ...settings, ...telemetry(facts, "blnk-worker") },
      secrets: passwords,
      entryPoint: shell(`export ${database} ${cache}`, "exec blnk workers"),
    },
    // Section 4 lets migrations reach the ledger's database, and not its cache; section 6 has none of their settings. Blnk wants an address of a cache all the same.
    "blnk-migrations": {
      service: "migrations",
      settings: { ...common(facts), ...ledger, ...project, BLNK_REDIS_DNS: "redis://127.0.0.1:6379/0" },
      secrets: databasePassword,
      entryPoint: shell(
        `export ${database}`,
        "blnk migrate up > /tmp/migrations 2>&1",
        "code=$?",
        "cat /tmp/migrations",
        'grep -q "^Applied " /tmp/migrations && ! grep -q "Error migrating" /tmp/migrations && exit "$code"',
        "exit 1",
      ),
    },
  };
}
