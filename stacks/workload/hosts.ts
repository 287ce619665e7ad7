import { refuse } from "../../constructs/foundation/refusal";
import type { Service } from "./service";
import type { Catalogue } from "./services";

/** A service behind a load balancer, as the edge sees it. */
export interface HostedService {
  /** Key of the service. */
  readonly service: string;
  /** Word before the environment's domain. */
  readonly subdomain: string;
  readonly loadBalancer: "public" | "internal";
  /** Place of its rule in the listener. */
  readonly priority: number;
  /** Port of the container to which requests go. */
  readonly port: number;
  /** Path that answers 200 when all is well. */
  readonly healthPath: string;
  /** Seconds for which a target that leaves may finish its requests. */
  readonly drainSeconds: number;
}

/** What a load balancer would not find at a service that it is to serve; each line says where. */
export function problemsOfHost(service: string, { host, ports = {}, health }: Service): string[] {
  if (host === undefined) return [];
  const known = Object.keys(ports);
  return [
    ...(known.includes(host.port)
      ? []
      : [`services.${service}.host.port: found ${host.port}; allowed: ${known.join(", ") || "nothing, it has no ports"}`]),
    ...(health !== undefined && "path" in health ? [] : [`services.${service}.health: found no path; allowed: one that answers 200`]),
  ];
}

/**
 * The services of a catalogue that a load balancer serves, in the order of the catalogue.
 *
 * @throws Refusal listing every host whose service lacks its port or an HTTP health check.
 */
export function hostsOf(catalogue: Catalogue): HostedService[] {
  const entries = Object.entries<Service>(catalogue);
  refuse(
    "catalogue",
    entries.flatMap(([key, service]) => problemsOfHost(key, service)),
  );
  return entries.flatMap(([service, { host, ports, health }]): HostedService[] => {
    const port = host === undefined ? undefined : ports?.[host.port];
    if (host === undefined || port === undefined || health === undefined || !("path" in health)) return [];
    const { subdomain, loadBalancer, priority, drainSeconds } = host;
    return [{ service, subdomain, loadBalancer, priority, port, healthPath: health.path, drainSeconds }];
  });
}
