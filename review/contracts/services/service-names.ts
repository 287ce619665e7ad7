import { blocksOf, containerOf, servicesOf, serviceTag } from "../../containers";
import { stackContract } from "../../contract";
import type { Finding, Reporter } from "../../finding";
import type { Element, StackModel } from "../../model";
import { namePrefixOf } from "../../requirement";
import { show, textAt, textsOf } from "../../value";

/** Port of the collector for gRPC, whose clients want no scheme, and for HTTP, whose clients want one. */
export const collectorPorts = { grpc: 4317, http: 4318 };

/** Programs that send by HTTP, by their tag `Service`: those of Node. All others are Go, and send by gRPC. */
const byHttp = ["provider-api"];

/**
 * Every name in the private zone that anything uses is registered, by a service that runs or for an address, and called on a port that is
 * listened on. A program that sends its telemetry by gRPC is told no scheme, one that sends it by HTTP is.
 *
 * Names once pointed at nothing: telemetry at a host that nobody registered, ZooKeeper off by one, ClickHouse without any name.
 */
export const serviceNames = stackContract(
  "service-names",
  "every private name that is used is registered and listens where it is called",
  (stack, report) => {
    const zone = `${namePrefixOf(stack)}.local`;
    const registered = registrationsOf(stack);
    const pattern = new RegExp(`([a-z0-9-]+)\\.${zone.replaceAll(".", "\\.")}(?::(\\d+))?`, "g");
    const places = [...stack.ofType("aws_ecs_task_definition"), ...stack.ofType("aws_instance")];
    return [
      ...places.flatMap((place) =>
        textsOf(place.values).flatMap((text) =>
          [...text.matchAll(pattern)].flatMap(([host, name = "", port]) => {
            const entry = registered.get(name);
            if (entry === undefined)
              return [report.violation(place, host, `a name that is registered: ${[...registered.keys()].join(", ")}`)];
            return port === undefined || entry.ports === undefined || entry.ports.includes(Number(port))
              ? []
              : [report.violation(place, host, `a port on which ${name} listens: ${entry.ports.join(", ")}`)];
          }),
        ),
      ),
      ...stack
        .ofType("aws_service_discovery_private_dns_namespace")
        .flatMap((namespace) =>
          textAt(namespace.values, "name") === zone ? [] : [report.violation(namespace, `name ${show(namespace.values["name"])}`, zone)],
        ),
      ...stack
        .ofType("aws_service_discovery_service")
        .flatMap((entry) =>
          [...registered.values()].some(({ element }) => element === entry)
            ? []
            : [report.violation(entry, "registered by nobody", "a service or an address")],
        ),
      ...stack.ofType("aws_ecs_task_definition").flatMap((definition) => endpoint(definition, zone, report)),
    ];
  },
);

interface Registration {
  readonly element: Element;
  /** Ports on which it listens; nothing where that cannot be told. */
  readonly ports: readonly number[] | undefined;
}

function registrationsOf(stack: StackModel): Map<string, Registration> {
  const nameOf = (entry: Element): string => textAt(entry.values, "name") ?? "";
  const byTasks = servicesOf(stack).flatMap(({ element, container }) =>
    blocksOf(element.values["service_registries"]).flatMap((registry): [string, Registration][] => {
      const entry = stack.referent(registry["registry_arn"], "aws_service_discovery_service", "arn");
      return entry === undefined ? [] : [[nameOf(entry), { element: entry, ports: container.ports }]];
    }),
  );
  const byAddress = stack.ofType("aws_service_discovery_instance").flatMap((instance): [string, Registration][] => {
    const entry = stack.referent(instance.values["service_id"], "aws_service_discovery_service", "id");
    return entry === undefined ? [] : [[nameOf(entry), { element: entry, ports: undefined }]];
  });
  return new Map([...byTasks, ...byAddress]);
}

function endpoint(definition: Element, zone: string, report: Reporter): Finding[] {
  const value = containerOf(definition)?.settings.get("OTEL_ENDPOINT");
  const wanted = byHttp.includes(serviceTag(definition))
    ? `http://otel-collector.${zone}:${collectorPorts.http}`
    : `otel-collector.${zone}:${collectorPorts.grpc}`;
  return value === undefined || value === wanted ? [] : [report.violation(definition, `OTEL_ENDPOINT=${value}`, wanted)];
}
