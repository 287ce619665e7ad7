import { platform } from "../../environments/platform";
import type { Environment } from "../../environments/schema";
import { loadBalancerNames } from "../../stacks/sections/load-balancers";
import { certificateName } from "../read-back/certificates";
import type { Things } from "../read-back/facts";
import type { LoadBalancerFacts } from "../read-back/load-balancers";

/** What the settings say of an environment's load balancers, by their names. */
export function loadBalancersOf(environment: Environment, prefix: string): Things<LoadBalancerFacts> {
  const { domain, edge, network, deletionProtection } = environment;
  const certificate = certificateName(domain, platform.region);
  const https = `443 HTTPS ELBSecurityPolicy-TLS13-1-2-2021-06 ${certificate}: fixed-response 404`;
  const facts = (name: string): Omit<LoadBalancerFacts, "internal" | "listeners" | "webAcl"> => ({
    zones: network.zones.toSorted(),
    protected: deletionProtection,
    idleSeconds: 120,
    dropsInvalidHeaders: true,
    log: `${prefix}-access-logs/${name}`,
  });
  return {
    [`${prefix}-${loadBalancerNames.public}`]: {
      ...facts(loadBalancerNames.public),
      internal: false,
      listeners: ["80 HTTP: redirect HTTPS 443 HTTP_301", https],
      webAcl: edge.waf ? `${prefix}-alb-waf` : null,
    },
    [`${prefix}-${loadBalancerNames.internal}`]: {
      ...facts(loadBalancerNames.internal),
      internal: true,
      listeners: [https],
      webAcl: null,
    },
  };
}
