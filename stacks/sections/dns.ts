import { DomainCertificates } from "../../constructs/edge/domain-certificates";
import { HealthCheck } from "../../constructs/edge/health-check";
import { HostedZone } from "../../constructs/edge/hosted-zone";
import { QueryLog } from "../../constructs/edge/query-log";
import type { EdgeKey } from "../../constructs/security/edge-key";
import type { EnvironmentStack } from "../environment-stack";
import { hostsOf } from "../workload/hosts";

export interface DnsSection {
  readonly zone: HostedZone;
  /** For every name of the environment, in both regions. */
  readonly certificates: DomainCertificates;
  /** What asks the site and its public services from outside if they are well, by `site` and service. Only where the environment wants it. */
  readonly healthChecks: Readonly<Record<string, HealthCheck>>;
}

/** The environment's names, and the certificates for them. */
export function addDns(stack: EnvironmentStack, { edgeKey }: { readonly edgeKey: EdgeKey }): DnsSection {
  const { domain, dns, deletionProtection, logRetentionDays } = stack.environment;
  const zone = new HostedZone(stack, "dns", { domain, delegations: dns.delegations, preventDestroy: deletionProtection });
  const certificates = new DomainCertificates(stack, "certificates", { domain, zoneId: zone.zoneId });
  if (dns.queryLogging) new QueryLog(stack, "query-log", { zone, kmsKeyArn: edgeKey.arn, retentionDays: logRetentionDays });
  stack.output(
    "zone_name_servers",
    `Name servers of ${domain}; where the domain is registered or delegated, these have to be named`,
    zone.nameServers,
  );
  return { zone, certificates, healthChecks: dns.healthChecks ? addHealthChecks(stack) : {} };
}

function addHealthChecks(stack: EnvironmentStack): Record<string, HealthCheck> {
  const { domain } = stack.environment;
  const hosts = hostsOf(stack.workload.services).filter(({ loadBalancer }) => loadBalancer === "public");
  const asked = [
    { name: "site", host: domain, path: "/" },
    ...hosts.map(({ service, subdomain, healthPath }) => ({ name: service, host: `${subdomain}.${domain}`, path: healthPath })),
  ];
  return Object.fromEntries(asked.map((check) => [check.name, new HealthCheck(stack, `${check.name}-health`, check)]));
}
