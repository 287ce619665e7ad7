import type { Environment } from "../../environments/schema";
import { loadBalancerNames } from "../../stacks/sections/load-balancers";
import { hostsOf } from "../../stacks/workload/hosts";
import { services } from "../../stacks/workload/services";
import type { Things } from "../read-back/facts";
import type { HostFacts } from "../read-back/hosts";

/** What the catalogue says of the hosts that an environment's load balancers serve. */
export function servedHostsOf({ domain }: Environment, prefix: string): Things<HostFacts> {
  return Object.fromEntries(
    hostsOf(services).map(({ subdomain, loadBalancer, priority, port, healthPath }): [string, HostFacts] => [
      `${subdomain}.${domain}`,
      { loadBalancer: `${prefix}-${loadBalancerNames[loadBalancer]}`, listener: 443, priority, port, healthPath, record: true },
    ]),
  );
}
