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

/**
 * The services of a catalogue that a load balancer serves, in the order of the catalogue. That each has its port and an HTTP health check, the check
 * of the catalogue has seen before anything is built.
 */
export function hostsOf(catalogue: Catalogue): HostedService[] {
  return Object.entries<Service>(catalogue).flatMap(([service, { host, ports, health }]): HostedService[] => {
    const port = host === undefined ? undefined : ports?.[host.port];
    if (host === undefined || port === undefined || health === undefined || !("path" in health)) return [];
    const { subdomain, loadBalancer, priority, drainSeconds } = host;
    return [{ service, subdomain, loadBalancer, priority, port, healthPath: health.path, drainSeconds }];
  });
}
