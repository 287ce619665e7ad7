import { AccessLogBucket } from "../../constructs/edge/access-log-bucket";
import { LogKey } from "../../constructs/security/log-key";
import type { EncryptionKey } from "../../constructs/security/encryption-key";
import type { EnvironmentStack } from "../environment-stack";
import { hostsOf } from "../workload/hosts";
import { edgeLogGroupPrefixes } from "../workload/log-groups";
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
  readonly network: NetworkSection;
}

/** How the world reaches the environment: names and certificates, load balancers, the site, and what judges requests to them. */
export function addEdge(stack: EnvironmentStack, { key, network }: EdgeProps): EdgeSection {
  const { edge, deletionProtection, logRetentionDays } = stack.environment;
  const edgeLogKeyArn = addEdgeLogKey(stack)?.arn;
  const dns = addDns(stack, { edgeLogKeyArn });
  const logs = new AccessLogBucket(stack, "access-logs", {
    loadBalancers: Object.values(loadBalancerNames),
    retentionDays: logRetentionDays,
    preventDestroy: deletionProtection,
  });
  const loadBalancers = addLoadBalancers(stack, { network, dns, logs });
  const webAcls = edge.waf && edgeLogKeyArn !== undefined ? addWebAcls(stack, { logKeyArn: key.arn, edgeLogKeyArn }) : undefined;
  webAcls?.regional.protect(loadBalancers.public.resource.arn);
  const cdn = addCdn(stack, { dns, logs, webAclArn: webAcls?.edge.arn });

  stack.output("service_urls", "Addresses of the services behind a load balancer", serviceUrls(stack));
  return { loadBalancers, cdn, dns };
}

/** Only where something is logged in us-east-1. */
function addEdgeLogKey(stack: EnvironmentStack): LogKey | undefined {
  const { edge, dns, deletionProtection } = stack.environment;
  if (!edge.waf && !dns.queryLogging) return undefined;
  return new LogKey(stack, "edge-log-key", {
    logGroupPrefixes: edgeLogGroupPrefixes(stack.namePrefix),
    preventDestroy: deletionProtection,
  });
}

function serviceUrls({ environment, workload }: EnvironmentStack): Record<string, string> {
  return Object.fromEntries(
    hostsOf(workload.services).map(({ service, subdomain }) => [service, `https://${subdomain}.${environment.domain}`]),
  );
}
