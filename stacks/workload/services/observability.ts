import { configFile } from "../config-file";
import type { Service } from "../service";
import { address, common, url } from "../service-settings";

const small = { cpu: 256, memory: 512, count: 1 } as const;

/** How programs log in to ClickHouse. */
export const clickhouseLogin = {
  settings: { CLICKHOUSE_USER: "signoz" },
  secrets: { CLICKHOUSE_PASSWORD: { secret: "clickhouse", key: "password" } },
} as const;

/**
 * Composes the address with the login, for programs of SigNoz that read it in different ways: as a URL's user, or as parameters. `&database=` may follow.
 *
 * @see https://github.com/SigNoz/signoz-otel-collector/pull/294
 */
export function clickhouseUrl(address: string): string {
  const login = "$CLICKHOUSE_USER:$CLICKHOUSE_PASSWORD";
  return `export CLICKHOUSE_URL="tcp://${login}@${address}/?username=$CLICKHOUSE_USER&password=$CLICKHOUSE_PASSWORD"`;
}

const collectorPorts = { grpc: 4317, http: 4318, health: 13133 } as const;

/** Its configuration comes in a variable; this version reads only files. */
const startCollector = [
  clickhouseUrl("$CLICKHOUSE_ADDRESS"),
  'printf "%s" "$COLLECTOR_CONFIGURATION" > /tmp/collector.yaml',
  "exec /signoz-collector --config=/tmp/collector.yaml",
].join("; ");

/** Takes the programs' traces, metrics and logs, and writes them to ClickHouse. */
const otelCollector = {
  image: { thirdParty: { repository: "signoz/signoz-otel-collector", tag: "0.88.11" } },
  entryPoint: ["/bin/sh", "-c", startCollector],
  ports: collectorPorts,
  health: { port: "health", path: "/" },
  scale: { minimal: small, reduced: small, full: { cpu: 512, memory: 1024, count: 2 } },
  settings: {
    ...common,
    ...clickhouseLogin.settings,
    CLICKHOUSE_ADDRESS: address("clickhouse", "native"),
    OTLP_GRPC_PORT: String(collectorPorts.grpc),
    OTLP_HTTP_PORT: String(collectorPorts.http),
    HEALTH_PORT: String(collectorPorts.health),
    COLLECTOR_CONFIGURATION: configFile("otel-collector.yaml"),
  },
  secrets: clickhouseLogin.secrets,
  stopTimeoutSeconds: 30,
  readOnlyRoot: false, // its user is not root, and could not write its configuration into a fresh volume
} as const satisfies Service;

/** Adds the password to the address, and writes the same address where SigNoz's engine for Prometheus queries reads it. */
const startQuery = [
  clickhouseUrl("${ClickHouseUrl#tcp://}"),
  'export ClickHouseUrl="$CLICKHOUSE_URL&database=signoz_traces"',
  String.raw`printf 'remote_read:\n  - url: %s&database=signoz_metrics\n' "$CLICKHOUSE_URL" > /tmp/prometheus.yml`,
  "mkdir -p /var/lib/signoz", // of its SQLite file, which makes no folder for itself
  "exec ./query-service -config=/tmp/prometheus.yml",
].join("; ");

/** Answers SigNoz's questions from ClickHouse. */
const signozQuery = {
  image: { thirdParty: { repository: "signoz/query-service", tag: "0.39.0" } },
  entryPoint: ["/bin/sh", "-c", startQuery],
  ports: { http: 8080 },
  health: { port: "http", path: "/api/v1/health" },
  scale: { minimal: small, reduced: { cpu: 512, memory: 1024, count: 1 }, full: { cpu: 512, memory: 1024, count: 1 } },
  settings: {
    ...common,
    ...clickhouseLogin.settings,
    ClickHouseUrl: ({ peers }) => `tcp://${peers.addressOf("clickhouse", "native")}`,
    STORAGE: "clickhouse",
    TELEMETRY_ENABLED: "false", // else it reports its use to its makers, which no rule lets it
  },
  secrets: clickhouseLogin.secrets,
  stopTimeoutSeconds: 30,
  readOnlyRoot: false, // keeps users and dashboards in a file under /var/lib, on no volume: a new task begins without them, as docs/restore.md says
} as const satisfies Service;

const frontendPort = 3301;

const startFrontend = [
  'printf "%s" "$NGINX_CONFIGURATION" | sed "s|@FRONTEND_API_ENDPOINT@|$FRONTEND_API_ENDPOINT|; s|@PORT@|$PORT|" > /etc/nginx/conf.d/default.conf',
  'exec nginx -g "daemon off;"',
].join("; ");

/** SigNoz's pages, for operators. */
const signozFrontend = {
  image: { thirdParty: { repository: "signoz/frontend", tag: "0.39.0" } },
  entryPoint: ["/bin/sh", "-c", startFrontend],
  ports: { http: frontendPort },
  health: { port: "http", path: "/" },
  scale: { minimal: small, reduced: small, full: small },
  host: { subdomain: "signoz", loadBalancer: "internal", priority: 100, port: "http", drainSeconds: 30 },
  settings: {
    ...common,
    PORT: String(frontendPort),
    FRONTEND_API_ENDPOINT: url("signoz-query", "http"),
    NGINX_CONFIGURATION: configFile("signoz-frontend.conf"),
  },
  stopTimeoutSeconds: 30,
  readOnlyRoot: false, // nginx writes in several places
} as const satisfies Service;

const zookeeperPorts = { client: 2181, quorum: 2888, election: 3888 } as const;

/** Coordinates ClickHouse's tables. Each server has a number, a name and a directory of its own. */
const zookeeper = {
  image: { thirdParty: { repository: "zookeeper", tag: "3.8.4" } },
  ports: zookeeperPorts,
  health: { command: `echo ruok | nc -w 2 127.0.0.1 ${zookeeperPorts.client} | grep -q imok` },
  scale: { minimal: small, reduced: small, full: small },
  numbered: ({ zookeeperNodes }) => zookeeperNodes,
  settings: {
    ...common,
    ZOO_MY_ID: ({ member }) => String(member),
    ZOO_SERVERS: ({ member, peers }) =>
      peers
        .membersOf("zookeeper")
        .map((host, index) => {
          const own = index + 1 === member; // its own name leads to it only once it is healthy
          return `server.${index + 1}=${own ? "0.0.0.0" : host}:${zookeeperPorts.quorum}:${zookeeperPorts.election};${zookeeperPorts.client}`;
        })
        .join(" "),
    ZOO_4LW_COMMANDS_WHITELIST: "ruok",
    ZOO_ADMINSERVER_ENABLED: "false",
    ZOO_AUTOPURGE_PURGEINTERVAL: "24",
    ZOO_DATA_DIR: "/data",
    ZOO_DATA_LOG_DIR: "/data/log",
    JVMFLAGS: "-Xmx256m",
  },
  stopTimeoutSeconds: 30,
  readOnlyRoot: false, // the image writes its configuration when it starts
  user: "1000:1000",
  volume: { path: "/data", owner: { uid: 1000, gid: 1000 } },
} as const satisfies Service;

/** What watches the rest. */
export const observability = {
  "otel-collector": otelCollector,
  "signoz-query": signozQuery,
  "signoz-frontend": signozFrontend,
  zookeeper,
} as const;
