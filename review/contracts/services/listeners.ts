import { type Container, type RunningService, serviceTag, servicesOf } from "../../containers";
import { stackContract } from "../../contract";
import { bootScriptOf, xmlTexts, yamlText } from "../../embedded";
import type { Finding, Reporter } from "../../finding";
import type { Element, StackModel } from "../../model";
import { namePrefixOf } from "../../requirement";
import type { Flow } from "../../security-groups";
import { show } from "../../value";
import { collectorPorts } from "./service-names";

/** Every address of a task or a host; programs that are called from elsewhere listen on it. */
const everywhere = "0.0.0.0";

/** Ports on which ClickHouse listens by itself, by the setting that gives others. @see https://clickhouse.com/docs/guides/sre/network-ports */
const clickhousePorts = { tcp_port: 9000, http_port: 8123, interserver_http_port: 9009 } as const;

/**
 * A program that others call listens on every address and on exactly the ports that the connection matrix opens to it. What it is told of that stands
 * in settings, in a configuration in YAML, in a list of servers, and in the XML that the boot script of ClickHouse's host writes.
 *
 * A port that two of them do not share is a call that nobody answers, and a loopback address one that only the program's own health check gets through to.
 */
export const listeners = stackContract<[matrix: readonly Flow[]]>(
  "listeners",
  "programs listen on every address, on the ports that the connection matrix opens to them",
  (stack, report, matrix) => {
    const portsTo = (to: string, from?: string): number[] => [
      ...new Set(matrix.flatMap((flow) => (flow.to === to && (from === undefined || flow.from === from) ? [flow.port] : []))),
    ];
    const zookeepers = servicesOf(stack).filter(({ definition }) => serviceTag(definition) === "zookeeper");
    return [
      ...servicesOf(stack).flatMap((service) => [
        ...openPorts(service, portsTo(serviceTag(service.definition)), report),
        ...serverHost(service, report),
        ...collector(service, report),
      ]),
      ...zookeepers.flatMap((server) => zookeeper(server, portsTo("zookeeper", "clickhouse"), portsTo("zookeeper", "zookeeper"), report)),
      ...stack.ofType("aws_instance").flatMap((instance) => clickhouse(instance, portsTo("clickhouse"), report)),
      ...stack
        .ofType("aws_instance")
        .flatMap((instance) => zookeeperNodes(stack, instance, zookeepers, portsTo("zookeeper", "clickhouse"), report)),
    ];
  },
);

/** What the matrix opens is a port of the container; another one of the container's is its health check's alone. */
function openPorts({ definition, container }: RunningService, opened: readonly number[], report: Reporter): Finding[] {
  const own = container.ports.filter((port) => !isForHealth(container, port) || opened.includes(port));
  return same(own, opened) ? [] : [report.violation(definition, `ports ${own.join(", ") || "none"}`, opened.join(", ") || "none")];
}

function isForHealth({ health = "" }: Container, port: number): boolean {
  return health.includes(`127.0.0.1:${port}/`);
}

function serverHost({ definition, container }: RunningService, report: Reporter): Finding[] {
  const host = container.settings.get("SERVER_HOST");
  return host === undefined || host === everywhere ? [] : [report.violation(definition, `SERVER_HOST=${host}`, everywhere)];
}

/** The collector's configuration, with the variables that it reads from its task. */
function collector({ definition, container }: RunningService, report: Reporter): Finding[] {
  const configuration = container.settings.get("COLLECTOR_CONFIGURATION");
  if (configuration === undefined) return [];
  const filled = configuration.replaceAll(/\$\$\{(\w+)\}/g, (whole, name: string) => container.settings.get(name) ?? whole);
  const health = /127\.0\.0\.1:(\d+)\//.exec(container.health ?? "")?.[1] ?? "a port that its health check calls";
  const wanted = [
    { path: ["receivers", "otlp", "protocols", "grpc", "endpoint"], port: collectorPorts.grpc },
    { path: ["receivers", "otlp", "protocols", "http", "endpoint"], port: collectorPorts.http },
    { path: ["extensions", "health_check", "endpoint"], port: health },
  ];
  return wanted.flatMap(({ path, port }) => {
    const found = yamlText(filled, ...path);
    if (found === undefined) return [report.unresolved(definition, found, `${path.join(".")} of the collector`)];
    return found === `${everywhere}:${port}` ? [] : [report.violation(definition, `${path.join(".")} ${found}`, `${everywhere}:${port}`)];
  });
}

/** `server.1=0.0.0.0:2888:3888;2181`: ports among the servers, and behind the semicolon the one for clients. */
function zookeeper(
  { definition, container }: RunningService,
  client: readonly number[],
  peers: readonly number[],
  report: Reporter,
): Finding[] {
  const servers = (container.settings.get("ZOO_SERVERS") ?? "").split(" ");
  return servers.flatMap((server) => {
    const [, quorum, election, clients] = /^server\.\d+=[\w.-]+:(\d+):(\d+);(\d+)$/.exec(server) ?? [];
    return same([Number(quorum), Number(election)], peers) && same([Number(clients)], client)
      ? []
      : [report.violation(definition, `ZOO_SERVERS ${server}`, `ports ${peers.join(":")};${client.join()}`)];
  });
}

function clickhouse(instance: Element, opened: readonly number[], report: Reporter): Finding[] {
  const xml = bootScriptOf(instance)?.files.get("server.xml");
  if (xml === undefined) return [report.unresolved(instance, instance.values["user_data"], "a script that writes server.xml")];
  const hosts = xmlTexts(xml, "clickhouse", "listen_host");
  const ports = Object.entries(clickhousePorts).flatMap(([name, port]) => {
    const told = xmlTexts(xml, "clickhouse", name).map(Number);
    return told.length === 0 ? [port] : told;
  });
  const replicas = xmlTexts(xml, "clickhouse", "remote_servers", "cluster", "shard", "replica", "port").map(Number);
  const native = xmlTexts(xml, "clickhouse", "tcp_port").map(Number)[0] ?? clickhousePorts.tcp_port;
  return [
    ...(hosts.join() === everywhere ? [] : [report.violation(instance, `listen_host ${hosts.join(", ") || "not said"}`, everywhere)]),
    ...(same(ports, opened) ? [] : [report.violation(instance, `ports ${ports.join(", ")}`, opened.join(", "))]),
    ...(replicas.every((port) => port === native)
      ? []
      : [report.violation(instance, `replicas on port ${replicas.join(", ")}`, String(native))]),
  ];
}

/** ClickHouse is told of every ZooKeeper server that there is, on the port for clients. */
function zookeeperNodes(
  stack: StackModel,
  instance: Element,
  servers: readonly RunningService[],
  client: readonly number[],
  report: Reporter,
): Finding[] {
  const xml = bootScriptOf(instance)?.files.get("zookeeper.xml");
  if (xml === undefined) return [report.unresolved(instance, instance.values["user_data"], "a script that writes zookeeper.xml")];
  const [hosts = [], ports = []] = ["host", "port"].map((name) => xmlTexts(xml, "clickhouse", "zookeeper", "node", name));
  const wanted = servers.map(({ container }) => `${container.name}.${namePrefixOf(stack)}.local`);
  const found = hosts.map((host, index) => `${host}:${show(ports[index])}`);
  const expected = wanted.map((host) => `${host}:${client.join()}`);
  return found.toSorted().join() === expected.toSorted().join()
    ? []
    : [report.violation(instance, `ZooKeeper at ${found.join(", ")}`, expected.join(", "))];
}

function same(found: readonly number[], wanted: readonly number[]): boolean {
  return found.toSorted().join() === wanted.toSorted().join();
}
