import type { Environment } from "../../environments/schema";
import type { Edge } from "../read-back/edge";
import { bucketsOf } from "./buckets";
import { certificatesOf } from "./certificates";
import { loadBalancersOf } from "./load-balancers";
import { behavioursOf, distributionsOf, originsOf } from "./site";
import { webAclRulesOf, webAclsOf } from "./web-acls";
import { healthChecksOf, recordsOf, zonesOf } from "./zones";

/** What settings and catalogue say of how the world reaches an environment. */
export function edgeOf(environment: Environment, prefix: string): Edge {
  return {
    certificates: certificatesOf(environment),
    webAcls: webAclsOf(environment, prefix),
    webAclRules: webAclRulesOf(environment, prefix),
    loadBalancers: loadBalancersOf(environment, prefix),
    distributions: distributionsOf(environment, prefix),
    origins: originsOf(environment, prefix),
    behaviours: behavioursOf(environment, prefix),
    zones: zonesOf(environment, prefix),
    records: recordsOf(environment, prefix),
    healthChecks: healthChecksOf(environment),
    buckets: bucketsOf(environment, prefix),
  };
}
