import { privateZoneOf } from "../../constructs/compute/private-dns-namespace";
import type { Environment } from "../../environments/schema";
import { clickhousePorts } from "./clickhouse";
import type { Catalogue } from "./services";
import type { Peers } from "./surroundings";

/** A setting that names what does not exist: what was found, and what is allowed. */
export class Unknown extends Error {
  public constructor(found: string, allowed: readonly string[]) {
    super(`found ${found}; allowed: ${allowed.join(", ")}`);
    this.name = "Unknown";
  }
}

/** What has a name in the private zone beside the services. */
const others: Readonly<Record<string, Readonly<Record<string, number>>>> = { clickhouse: clickhousePorts };

/** Names of the members of a service: its key, or its key with each of its numbers behind it. */
export function membersOf(catalogue: Catalogue, key: string, environment: Environment): string[] {
  const count = catalogue[key]?.numbered?.(environment);
  return count === undefined ? [key] : Array.from({ length: count }, (_, index) => `${key}-${index + 1}`);
}

/** The names under which the services of an environment find each other. */
export function peersOf(
  catalogue: Catalogue,
  { namePrefix, environment }: { readonly namePrefix: string; readonly environment: Environment },
): Peers {
  const host = (name: string): string => `${name}.${privateZoneOf(namePrefix)}`;
  const ports = new Map<string, Readonly<Record<string, number>>>([
    ...Object.entries(others),
    ...Object.entries(catalogue).flatMap(([key, service]) =>
      service.ports === undefined || service.numbered !== undefined ? [] : [[key, service.ports] as const],
    ),
  ]);
  return {
    addressOf: (service, port) => {
      const named = ports.get(service);
      if (named === undefined) throw new Unknown(service, [...ports.keys()]);
      const number = named[port];
      if (number === undefined) throw new Unknown(`port ${port} of ${service}`, Object.keys(named));
      return `${host(service)}:${number}`;
    },
    membersOf: (service) => {
      if (catalogue[service]?.numbered === undefined) {
        throw new Unknown(
          service,
          Object.keys(catalogue).filter((key) => catalogue[key]?.numbered !== undefined),
        );
      }
      return membersOf(catalogue, service, environment).map(host);
    },
  };
}
