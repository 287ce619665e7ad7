import type { ProgramContract } from "../../../../review/contracts/services/program-contract";
import { configFile } from "../../../../stacks/workload/config-file";
import type { ProgramFacts } from "./facts";
import { asked, common, password, shell } from "./settings";

/** Section 6 has the password in Secrets Manager, and names neither the user nor the variables. */
const login = { CLICKHOUSE_USER: "signoz" };
const loginSecret = { CLICKHOUSE_PASSWORD: password("clickhouse-credentials") };

/** The programs of SigNoz read an address with the login in it; what the start lines make of it, `start-lines.process.test.ts` sees. */
function address(of: string): string {
  const parameters = "username=$CLICKHOUSE_USER&password=$CLICKHOUSE_PASSWORD";
  return `export CLICKHOUSE_URL="tcp://$CLICKHOUSE_USER:$CLICKHOUSE_PASSWORD@${of}/?${parameters}"`;
}

/** What watches the rest. Of configurations it is said here that they arrive as they were written; `config.test.ts` reads what they say. */
export function observability(facts: ProgramFacts): Readonly<Record<string, ProgramContract>> {
  const { name } = facts;
  const clickhouse = `clickhouse.ohi-${name}.local:9000`;
  return {
    "otel-collector": {
      service: "otel-collector",
      // Section 6 has its ports, and that its health is asked on 13133; the variables are ours.
      settings: {
        ...common(facts),
        ...login,
        CLICKHOUSE_ADDRESS: clickhouse,
        OTLP_GRPC_PORT: "4317",
        OTLP_HTTP_PORT: "4318",
        HEALTH_PORT: "13133",
        COLLECTOR_CONFIGURATION: configFile("otel-collector.yaml"),
      },
      secrets: loginSecret,
      entryPoint: shell(
        address("$CLICKHOUSE_ADDRESS"),
        'printf "%s" "$COLLECTOR_CONFIGURATION" > /tmp/collector.yaml',
        "exec /signoz-collector --config=/tmp/collector.yaml",
      ),
      health: asked(13_133, "/"),
    },
    "signoz-query": {
      service: "signoz-query",
      settings: {
        ...common(facts),
        ...login,
        ClickHouseUrl: `tcp://${clickhouse}`,
        STORAGE: "clickhouse",
        TELEMETRY_ENABLED: "false", // ours: section 4 lets it reach nothing to which it could report
      },
      secrets: loginSecret,
      entryPoint: shell(
        address("${ClickHouseUrl#tcp://}"),
        'export ClickHouseUrl="$CLICKHOUSE_URL&database=signoz_traces"',
        String.raw`printf 'remote_read:\n  - url: %s&database=signoz_metrics\n' "$CLICKHOUSE_URL" > /tmp/prometheus.yml`,
        "mkdir -p /var/lib/signoz",
        "exec ./query-service -config=/tmp/prometheus.yml",
      ),
      health: asked(8080, "/api/v1/health"),
    },
    "signoz-frontend": {
      service: "signoz-frontend",
      settings: {
        ...common(facts),
        PORT: "3301",
        FRONTEND_API_ENDPOINT: `http://signoz-query.ohi-${name}.local:8080`,
        NGINX_CONFIGURATION: configFile("signoz-frontend.conf"),
      },
      secrets: {},
      entryPoint: shell(
        'printf "%s" "$NGINX_CONFIGURATION" | sed "s|@FRONTEND_API_ENDPOINT@|$FRONTEND_API_ENDPOINT|; s|@PORT@|$PORT|" > /etc/nginx/conf.d/default.conf',
        'exec nginx -g "daemon off;"',
      ),
      health: asked(3301, "/"),
    },
    // No settings in section 6: what a program with ClickHouse reads. Where it stands in the network, it is the collector.
    "signoz-migrations": {
      service: "migrations",
      settings: { ...common(facts), ...login, CLICKHOUSE_ADDRESS: clickhouse },
      secrets: loginSecret,
      entryPoint: shell(address("$CLICKHOUSE_ADDRESS"), 'exec /signoz-schema-migrator --dsn="$CLICKHOUSE_URL"'),
    },
    ...zookeepers(facts),
  };
}

/** Section 6, "ZooKeeper": the same numbers everywhere, `;2181` in `ZOO_SERVERS`, as many servers listed as exist. */
function zookeepers(facts: ProgramFacts): Readonly<Record<string, ProgramContract>> {
  const { name, zookeeperNodes } = facts;
  const numbers = Array.from({ length: zookeeperNodes }, (_, index) => index + 1);
  return Object.fromEntries(
    numbers.map((own) => {
      // Its own name leads to it only once it is healthy, so it listens instead: the requirement has no exception for it.
      const host = (number: number): string => (number === own ? "0.0.0.0" : `zookeeper-${number}.ohi-${name}.local`);
      const program: ProgramContract = {
        service: "zookeeper",
        settings: {
          ...common(facts),
          ZOO_MY_ID: String(own),
          ZOO_SERVERS: numbers.map((number) => `server.${number}=${host(number)}:2888:3888;2181`).join(" "),
          ZOO_4LW_COMMANDS_WHITELIST: "ruok", // its health, says section 6
          // Ours: the data is where the volume is, old snapshots go once a day, and a quarter of a GiB of 512 MiB is for the heap.
          ZOO_ADMINSERVER_ENABLED: "false",
          ZOO_AUTOPURGE_PURGEINTERVAL: "24",
          ZOO_DATA_DIR: "/data",
          ZOO_DATA_LOG_DIR: "/data/log",
          JVMFLAGS: "-Xmx256m",
        },
        secrets: {},
        health: "echo ruok | nc -w 2 127.0.0.1 2181 | grep -q imok || exit 1",
      };
      return [`zookeeper-${own}`, program];
    }),
  );
}
