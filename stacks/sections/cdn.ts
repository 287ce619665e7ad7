import { PrivateBucket } from "../../constructs/data/private-bucket";
import type { AccessLogBucket } from "../../constructs/edge/access-log-bucket";
import type { ContentSources } from "../../constructs/edge/security-headers";
import { SiteDistribution } from "../../constructs/edge/site-distribution";
import { Refusal } from "../../constructs/foundation/refusal";
import { tag } from "../../constructs/foundation/tags";
import type { EnvironmentStack } from "../environment-stack";
import { frontend } from "../workload/frontend";
import { hostsOf } from "../workload/hosts";
import { siteNames } from "../workload/site";
import type { DnsSection } from "./dns";

export interface CdnSection {
  readonly distribution: SiteDistribution;
  /** The site's files. */
  readonly files: PrivateBucket;
}

export interface CdnProps {
  readonly dns: DnsSection;
  readonly logs: AccessLogBucket;
  /** ARN of the web ACL for CloudFront. Default: none. */
  readonly webAclArn: string | undefined;
}

/** Days for which an older state of the site can be brought back. */
const keepOldVersionsDays = 30;

/** The site: its files, the distribution that serves them together with the API, and its names. */
export function addCdn(stack: EnvironmentStack, { dns, logs, webAclArn }: CdnProps): CdnSection {
  const { domain, edge, deletionProtection } = stack.environment;
  const files = new PrivateBucket(stack, "frontend", {
    name: "frontend",
    purpose: "frontend",
    accessLog: logs.target("frontend"),
    keepOldVersionsDays,
    preventDestroy: deletionProtection,
  });
  tag(files, { Service: "frontend", DataClassification: "public", BackupPolicy: "none" });

  const names = siteNames(stack.environment);
  const distribution = new SiteDistribution(stack, "cdn", {
    aliases: names,
    certificateArn: dns.certificates.edgeArn,
    files,
    staticPaths: `/${frontend.staticFolder}/*`,
    api: { paths: frontend.apiPaths, host: apiHost(stack) },
    ttl: { defaultSeconds: edge.defaultTtlSeconds, maxSeconds: edge.maxTtlSeconds },
    priceClass: edge.priceClass,
    contentSources: contentSources(stack),
    webAclArn,
    logBucket: logs.bucket,
  });
  files.admit(distribution.readsFiles);
  for (const name of names) dns.zone.alias(name === domain ? undefined : name.slice(0, -`.${domain}`.length), distribution.target);

  stack.output(frontend.outputs.bucket, "Bucket of the site's files", files.bucketName);
  stack.output(frontend.outputs.distribution, "Id of the site's distribution, to invalidate what it keeps", distribution.resource.id);
  stack.output(frontend.outputs.url, "Address of the site", `https://${domain}`);
  return { distribution, files };
}

/** The API by its own name, which the load balancer's certificate covers; the load balancer's is covered by none. */
function apiHost({ environment, workload, node }: EnvironmentStack): string {
  const api = hostsOf(workload.services).find(({ service }) => service === frontend.apiService);
  if (api === undefined)
    throw new Refusal(node.path, [`no service "${frontend.apiService}" behind a load balancer; the site has its API there`]);
  return `${api.subdomain}.${environment.domain}`;
}

/** Pages may call the environment's public services, whatever the settings add. */
function contentSources({ environment, workload }: EnvironmentStack): ContentSources {
  const services = hostsOf(workload.services).filter(({ loadBalancer }) => loadBalancer === "public");
  const { connections, ...others } = environment.edge.contentSources;
  return { ...others, connections: [...services.map(({ subdomain }) => `https://${subdomain}.${environment.domain}`), ...connections] };
}
