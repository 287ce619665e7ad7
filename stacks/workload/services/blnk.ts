import { platform } from "../../../environments/platform";
import type { Service } from "../service";
import { common, postgres, redis, telemetry } from "../service-settings";

const port = 5001;

/** What Blnk calls itself. */
export const projectName = `${platform.prefix}-blnk`;

/** Addresses that Blnk reads, and what they are made of in the container. */
const addresses = {
  database: 'BLNK_DATA_SOURCE_DNS="postgres://$DB_USER:$DB_PASSWORD@$DB_HOST:$DB_PORT/$DB_NAME?sslmode=$DB_SSLMODE"',
  cache: 'BLNK_REDIS_DNS="rediss://:$REDIS_PASSWORD@$REDIS_HOST:$REDIS_PORT/$REDIS_DB"',
} as const;

/**
 * Starts a Blnk program with the addresses that it reads, made of the passwords as they are when the task starts: a rotation cannot
 * leave them stale. The passwords have only characters that need no escaping in a URL.
 */
function startBlnk(command: string): string[] {
  return ["/bin/sh", "-c", `export ${addresses.database} ${addresses.cache}; exec ${command}`];
}

/**
 * Runs Blnk's migrations, and fails when they do: Blnk itself says of an error that there was one, and ends with 0. What it prints once they are
 * done is the only sign that they are.
 */
export const migrateBlnk: readonly string[] = [
  "/bin/sh",
  "-c",
  [
    `export ${addresses.database}`,
    "blnk migrate up > /tmp/migrations 2>&1",
    "code=$?",
    "cat /tmp/migrations",
    'grep -q "^Applied " /tmp/migrations && ! grep -q "Error migrating" /tmp/migrations && exit "$code"',
    "exit 1",
  ].join("; "),
];

/** Every command of Blnk refuses to start without an address of a cache, and migrations use none. Nothing is there. */
export const noCache = { BLNK_REDIS_DNS: "redis://127.0.0.1:6379/0" } as const;

const settings = {
  ...common,
  ...postgres("blnk"),
  ...redis("blnk"),
  BLNK_PROJECT_NAME: projectName,
  BLNK_SERVER_PORT: String(port),
};

const secrets = {
  DB_PASSWORD: { secret: "postgres-blnk", key: "password" },
  REDIS_PASSWORD: { secret: "redis-blnk", key: "password" },
} as const;

/** The ledger of all payments. */
const blnkApi = {
  image: { own: true },
  entryPoint: startBlnk("blnk start"),
  ports: { http: port },
  health: { port: "http", path: "/health" },
  scale: {
    minimal: { cpu: 256, memory: 512, count: 1 },
    reduced: { cpu: 256, memory: 512, count: 1 },
    full: { cpu: 512, memory: 1024, count: 2 },
  },
  settings: { ...settings, ...telemetry("blnk-api", "grpc") },
  secrets,
  databases: ["blnk"],
  stopTimeoutSeconds: 30,
  readOnlyRoot: true,
  scratch: ["/tmp"],
} as const satisfies Service;

/** Works off the ledger's queue. */
const blnkWorker = {
  image: { of: "blnk-api" },
  entryPoint: startBlnk("blnk workers"),
  scale: {
    minimal: { cpu: 256, memory: 512, count: 1 },
    reduced: { cpu: 256, memory: 512, count: 1 },
    full: { cpu: 256, memory: 512, count: 1 },
  },
  settings: { ...settings, ...telemetry("blnk-worker", "grpc") },
  secrets,
  databases: ["blnk"],
  stopTimeoutSeconds: 120,
  readOnlyRoot: true,
  scratch: ["/tmp"],
} as const satisfies Service;

/** The ledger. */
export const blnk = { "blnk-api": blnkApi, "blnk-worker": blnkWorker } as const;
