import type { Environment } from "../../environments/schema";
import { loadBalancerNames } from "../../stacks/sections/load-balancers";
import { hostsOf } from "../../stacks/workload/hosts";
import { services } from "../../stacks/workload/services";
import { siteNames } from "../../stacks/workload/site";
import type { Things } from "../read-back/facts";
import { type HealthCheckFacts, healthCheckName } from "../read-back/health-checks";
import { type RecordFacts, recordName, validationRecordName, type ZoneFacts } from "../read-back/zones";

/** What the settings say of an environment's public zones: there is one. */
export function zonesOf({ domain, dns }: Environment, prefix: string): Things<ZoneFacts> {
  return { [`zone ${domain}`]: { queryLogs: dns.queryLogging ? [`/aws/route53/${prefix}/queries`] : [] } };
}

/** What the settings and the catalogue say of the records of an environment's public zone. */
export function recordsOf(environment: Environment, prefix: string): Things<RecordFacts> {
  const { domain, dns } = environment;
  const ttl = 300;
  const alias = (name: string, asksHealth: boolean): RecordFacts => ({ values: [`${prefix}-${name}`], ttl: null, asksHealth });
  const issuers = ["amazon.com", "amazonaws.com", "amazontrust.com", "awstrust.com"];
  return Object.fromEntries([
    [validationRecordName(domain), { values: [], ttl, asksHealth: false }],
    [recordName(domain, "CAA"), { values: issuers.map((issuer) => `0 issue "${issuer}"`), ttl, asksHealth: false }],
    ...siteNames(environment).flatMap((name) => ["A", "AAAA"].map((type) => [recordName(name, type), alias("cdn", false)] as const)),
    ...hostsOf(services).map(
      ({ subdomain, loadBalancer }) => [recordName(`${subdomain}.${domain}`, "A"), alias(loadBalancerNames[loadBalancer], true)] as const,
    ),
    ...dns.delegations
      .filter(({ nameServers }) => nameServers.length > 0)
      .map(
        ({ label, nameServers }) =>
          [recordName(`${label}.${domain}`, "NS"), { values: nameServers.toSorted(), ttl, asksHealth: false }] as const,
      ),
  ]);
}

/** What the settings and the catalogue say of what asks from outside if the site and its public services are well. */
export function healthChecksOf({ domain, dns }: Environment): Things<HealthCheckFacts> {
  if (!dns.healthChecks) return {};
  const facts: HealthCheckFacts = {
    port: 443,
    namesHost: true,
    intervalSeconds: 30,
    failures: 3,
    regions: ["eu-west-1", "us-east-1", "us-west-2"],
  };
  const hosts = hostsOf(services).filter(({ loadBalancer }) => loadBalancer === "public");
  const asked = [`${domain}/`, ...hosts.map(({ subdomain, healthPath }) => `${subdomain}.${domain}${healthPath}`)];
  return Object.fromEntries(asked.map((address) => [healthCheckName(`https://${address}`), facts]));
}
