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
 * The services of a catalogue that a load balancer serves, in the order of the catalogue.
 *
 * @throws Error when a host names a port that its service does not have, or its service has no HTTP health check.
 */
export function hostsOf(catalogue: Catalogue): HostedService[] {
  return Object.entries(catalogue).flatMap(([service, { host, ports = {}, health }]): HostedService[] => {
    if (host === undefined) return [];
    const port = ports[host.port];
    if (port === undefined) {
      throw new Error(`services.${service}.host.port: found ${host.port}; allowed: ${Object.keys(ports).join(", ")}`);
    }
    if (health === undefined || !("path" in health))
      throw new Error(`services.${service}.health: found no path; allowed: one that answers 200`);
    const { subdomain, loadBalancer, priority, drainSeconds } = host;
    return [{ service, subdomain, loadBalancer, priority, port, healthPath: health.path, drainSeconds }];
  });
}
