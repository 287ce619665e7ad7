import { AccessLogBucket } from "../../constructs/edge/access-log-bucket";
import type { EdgeKey } from "../../constructs/security/edge-key";
import type { EncryptionKey } from "../../constructs/security/encryption-key";
import type { EnvironmentStack } from "../environment-stack";
import { hostsOf } from "../workload/hosts";
import { addCdn, type CdnSection } from "./cdn";
import { addDns, type DnsSection } from "./dns";
import { addLoadBalancers, loadBalancerNames, type LoadBalancersSection } from "./load-balancers";
import type { NetworkSection } from "./network";
import { addWebAcls } from "./web-acls";

export interface EdgeSection {
  readonly loadBalancers: LoadBalancersSection;
  readonly cdn: CdnSection;
  readonly dns: DnsSection;
}

export interface EdgeProps {
  readonly key: EncryptionKey;
  readonly edgeKey: EdgeKey;
  readonly network: NetworkSection;
}

/** How the world reaches the environment: names and certificates, load balancers, the site, and what judges requests to them. */
export function addEdge(stack: EnvironmentStack, { key, edgeKey, network }: EdgeProps): EdgeSection {
  const { edge, deletionProtection, logRetentionDays } = stack.environment;
  const dns = addDns(stack, { edgeKey });
  const logs = new AccessLogBucket(stack, "access-logs", {
    loadBalancers: Object.values(loadBalancerNames),
    distributions: true,
    retentionDays: logRetentionDays,
    preventDestroy: deletionProtection,
  });
  const loadBalancers = addLoadBalancers(stack, { network, dns, logs });
  const webAcls = edge.waf ? addWebAcls(stack, { key, edgeKey }) : undefined;
  webAcls?.regional.protect(loadBalancers.public.resource.arn);
  const cdn = addCdn(stack, { dns, logs, webAclArn: webAcls?.edge.arn });

  stack.output("service_urls", "Addresses of the services behind a load balancer", serviceUrls(stack));
  return { loadBalancers, cdn, dns };
}

function serviceUrls({ environment, workload }: EnvironmentStack): Record<string, string> {
  return Object.fromEntries(
    hostsOf(workload.services).map(({ service, subdomain }) => [service, `https://${subdomain}.${environment.domain}`]),
  );
}
