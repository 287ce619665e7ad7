import { type Block, isBlock, listOf, show, type Value } from "../../../review/value";
import type { Draft } from "./draft";
import { bugsFor, type PlantedBug } from "./planted-bug";

const task = (name: string): string => `aws_ecs_task_definition.services_${name}_task`;
const host = "aws_instance.clickhouse";
const apiTargets = "aws_lb_target_group.alb_api_targets";

/** Changes what a container says at one of its names. */
function container(draft: Draft, address: string, change: (container: Block) => Block): Draft {
  const [found] = listOf(JSON.parse(show(draft.model().find(address)?.values["container_definitions"])) as Value); // what a task definition holds
  const before = isBlock(found) ? found : {};
  return draft.set(address, { container_definitions: JSON.stringify([{ ...before, ...change(before) }]) });
}

/** Changes what settings of a container say, by their names. */
function settings(draft: Draft, address: string, change: (value: string) => string, ...names: readonly string[]): Draft {
  return container(draft, address, ({ environment = [] }) => ({
    environment: listOf(environment).map((item) =>
      isBlock(item) && names.includes(show(item["name"])) ? { ...item, value: change(show(item["value"])) } : item,
    ),
  }));
}

/** Changes a part of the script that sets ClickHouse's host up. It refuses one that is not there. */
function boot(draft: Draft, from: string, to: string): Draft {
  const text = show(draft.model().find(host)?.values["user_data"]);
  if (!text.includes(from)) throw new Error(`the boot script has no ${from}`);
  return draft.set(host, { user_data: text.replace(from, to) });
}

const collector = (draft: Draft, from: string, to: string): Draft =>
  settings(draft, task("otel-collector"), (text) => text.replace(from, to), "COLLECTOR_CONFIGURATION");

const zookeeper = task("zookeeper-1");
const shell = (line: string): Block => ({ entryPoint: ["/bin/sh", "-c", line] });

/** Mistakes in how programs are started, where they listen, and where they keep what they write. */
export const listenerBugs: readonly PlantedBug[] = [
  ...bugsFor("kept-files", [
    ["snapshots beside the file system", zookeeper, (draft) => settings(draft, zookeeper, () => "/var/data", "ZOO_DATA_DIR")],
    ["transactions beside the file system", zookeeper, (draft) => settings(draft, zookeeper, () => "/datalog", "ZOO_DATA_LOG_DIR")],
    ["transactions above the file system", zookeeper, (draft) => settings(draft, zookeeper, () => "/data/../log", "ZOO_DATA_LOG_DIR")],
    ["transactions where the image has them", zookeeper, (draft) => settings(draft, zookeeper, () => "/", "ZOO_DATA_LOG_DIR")],
    [
      "a file system at another path",
      zookeeper,
      (draft) => container(draft, zookeeper, () => ({ mountPoints: [{ sourceVolume: "data", containerPath: "/store", readOnly: false }] })),
    ],
    [
      "a file system that cannot be written",
      zookeeper,
      (draft) => container(draft, zookeeper, () => ({ mountPoints: [{ sourceVolume: "data", containerPath: "/data", readOnly: true }] })),
    ],
    ["a file system that is not mounted", zookeeper, (draft) => container(draft, zookeeper, () => ({ mountPoints: [] }))],
    ["a directory that ends with the task", zookeeper, (draft) => draft.set(zookeeper, { volume: [{ name: "data" }] })],
    ["ClickHouse's data on the system's disk", host, (draft) => boot(draft, "<path>/var/lib/clickhouse/<", "<path>/var/lib/ch/<")],
    ["a volume that is mounted elsewhere", host, (draft) => boot(draft, "mount_point=/var/lib/clickhouse", "mount_point=/data")],
    ["a script that cannot be read", host, (draft) => draft.set(host, { user_data: '${file("boot.sh")}' }), "unresolved"],
  ]),
  ...bugsFor("untraced-commands", [
    [
      "a start line that is traced",
      task("blnk-api"),
      (draft) => container(draft, task("blnk-api"), () => shell("set -x; exec blnk start")),
    ],
    [
      "a start line that is traced by a flag among others",
      task("blnk-api"),
      (draft) => container(draft, task("blnk-api"), () => shell("set -e -ux && exec blnk start")),
    ],
    ["a shell that traces", task("api"), (draft) => container(draft, task("api"), () => ({ entryPoint: ["/bin/sh", "-xc", "exec api"] }))],
    ["a command that traces", task("api"), (draft) => container(draft, task("api"), () => ({ command: ["sh", "-v", "start.sh"] }))],
    ["a start line that tells all variables", task("api"), (draft) => container(draft, task("api"), () => shell("printenv; exec api"))],
    [
      "a health check that traces",
      task("api"),
      (draft) => container(draft, task("api"), () => ({ healthCheck: { command: ["CMD-SHELL", "set -o xtrace; check"] } })),
    ],
    [
      "a variable that makes every shell trace",
      task("api"),
      (draft) => container(draft, task("api"), () => ({ environment: [{ name: "SHELLOPTS", value: "xtrace" }] })),
    ],
    ["a boot that is traced", host, (draft) => boot(draft, "set -euo pipefail", "set -euxo pipefail")],
    ["a boot that is traced from a line on", host, (draft) => boot(draft, "\nwrite_users\n", "\nset -v\nwrite_users\n")],
    ["a boot by a shell that traces", host, (draft) => boot(draft, "#!/usr/bin/env bash", "#!/bin/bash -x")],
  ]),
  ...bugsFor("listeners", [
    [
      "a collector that hears only itself",
      task("otel-collector"),
      (draft) => collector(draft, "grpc:\n        endpoint: 0.0.0.0", "grpc:\n        endpoint: 127.0.0.1"),
    ],
    [
      "a collector whose health only it can ask",
      task("otel-collector"),
      (draft) => collector(draft, "0.0.0.0:$${HEALTH_PORT}", "localhost:$${HEALTH_PORT}"),
    ],
    [
      "a collector that says not where it listens",
      task("otel-collector"),
      (draft) => collector(draft, "      http:\n", "      web:\n"),
      "unresolved",
    ],
    [
      "gRPC on the port for HTTP, and the other way round",
      task("otel-collector"),
      (draft) => settings(draft, task("otel-collector"), (port) => (port === "4317" ? "4318" : "4317"), "OTLP_GRPC_PORT", "OTLP_HTTP_PORT"),
    ],
    [
      "a health port that nobody asks",
      task("otel-collector"),
      (draft) => settings(draft, task("otel-collector"), () => "13134", "HEALTH_PORT"),
    ],
    ["a service that hears only itself", task("graphql"), (draft) => settings(draft, task("graphql"), () => "127.0.0.1", "SERVER_HOST")],
    [
      "a container without the port that is opened to it",
      task("api"),
      (draft) => container(draft, task("api"), () => ({ portMappings: [] })),
    ],
    [
      "a port that no rule opens",
      task("sse"),
      (draft) => container(draft, task("sse"), () => ({ portMappings: [{ containerPort: 8082 }, { containerPort: 9090 }] })),
    ],
    [
      "ZooKeeper's clients on the port of its peers",
      zookeeper,
      (draft) => settings(draft, zookeeper, (text) => text.replace(";2181", ";2888"), "ZOO_SERVERS"),
    ],
    [
      "ZooKeeper's peers on another port",
      zookeeper,
      (draft) => settings(draft, zookeeper, (text) => text.replace(":2888", ":2889"), "ZOO_SERVERS"),
    ],
    ["ClickHouse that hears only itself", host, (draft) => boot(draft, "<listen_host>0.0.0.0<", "<listen_host>127.0.0.1<")],
    ["ClickHouse that is not told where to listen", host, (draft) => boot(draft, "  <listen_host>0.0.0.0</listen_host>\n", "")],
    ["ClickHouse on another port", host, (draft) => boot(draft, "<listen_host>", "<http_port>8124</http_port><listen_host>")],
    ["a replica on another port", host, (draft) => boot(draft, "<port>9000</port>", "<port>9009</port>")],
    ["ZooKeeper asked on the port of its peers", host, (draft) => boot(draft, "<port>2181</port>", "<port>2888</port>")],
    ["a ZooKeeper server that there is not", host, (draft) => boot(draft, "<host>zookeeper-1.", "<host>zookeeper-0.")],
    [
      "a script without the servers of ZooKeeper",
      host,
      (draft) => boot(draft, "config.d/zookeeper.xml", "config.d/keeper.xml"),
      "unresolved",
    ],
  ]),
  ...bugsFor("health-checks", [
    [
      "a path that the program does not answer",
      task("blnk-api"),
      (draft) =>
        container(draft, task("blnk-api"), () => ({
          healthCheck: { command: ["CMD-SHELL", "wget -q -O /dev/null http://127.0.0.1:5001/ || exit 1"] },
        })),
    ],
    [
      "a load balancer that asks for another path",
      apiTargets,
      (draft) => draft.setBlock(["resource", ...apiTargets.split("."), "health_check"], { path: "/" }),
    ],
    [
      "a container that may fail for an hour",
      task("signoz-query"),
      (draft) =>
        container(draft, task("signoz-query"), ({ healthCheck = {} }) => ({
          healthCheck: { ...(isBlock(healthCheck) ? healthCheck : {}), retries: 100 },
        })),
    ],
  ]),
];
