import { environments } from "../../environments";
import type { SynthesizedStack } from "../../terraform/synthesize";
import type { Things } from "../read-back/facts";
import type { Edge } from "../read-back/edge";
import type { HostFacts } from "../read-back/hosts";
import type { Network } from "../read-back/network";
import type { ServiceFacts } from "../read-back/services";
import type { CacheFacts, DatabaseFacts } from "../read-back/stores";
import { edgeOf } from "./edge";
import { servedHostsOf } from "./hosts";
import { networkOf } from "./network";
import { servicesOf } from "./services";
import { cachesOf, databasesOf } from "./stores";

/** What AWS is to say of an applied stack. */
export interface Meant {
  readonly network: Network;
  readonly databases: Things<DatabaseFacts>;
  readonly caches: Things<CacheFacts>;
  readonly services: Things<ServiceFacts>;
  readonly hosts: Things<HostFacts>;
  readonly edge: Edge;
}

/** What settings, catalogue and connection matrix say of a stack; nothing for a stack that belongs to no environment. */
export function meantBy({ environment: name, name: prefix }: Omit<SynthesizedStack, "directory">): Meant | undefined {
  const environment = environments.find((record) => record.name === name);
  if (environment === undefined) return undefined;
  return {
    network: networkOf(environment, prefix),
    databases: databasesOf(environment, prefix),
    caches: cachesOf(environment, prefix),
    services: servicesOf(environment, prefix),
    hosts: servedHostsOf(environment, prefix),
    edge: edgeOf(environment, prefix),
  };
}
