import {
  type CloudFrontClient,
  type DistributionConfig,
  GetDistributionCommand,
  paginateListDistributions,
} from "@aws-sdk/client-cloudfront";
import type { CloudWatchLogsClient } from "@aws-sdk/client-cloudwatch-logs";
import { distributionLogs } from "./distribution-logs";
import { type BehaviourFacts, type OriginFacts, readBehaviours, readOrigins } from "./distribution-parts";
import type { Things } from "./facts";

/** What is looked at of a distribution, besides its origins and behaviours. */
export interface DistributionFacts {
  readonly enabled: boolean | undefined;
  /** Names under which it answers, in order. */
  readonly aliases: readonly string[];
  /** File that answers for its root. */
  readonly root: string | undefined;
  /** Certificate, the oldest TLS that it speaks with viewers, and how it tells its names apart. */
  readonly tls: string;
  readonly httpVersion: string | undefined;
  readonly ipv6: boolean | undefined;
  readonly priceClass: string | undefined;
  /** How it looks at the countries of viewers. */
  readonly countries: string | undefined;
  /** Errors of origins that it answers with a page of its own. */
  readonly errorPages: number | undefined;
  /** Name of its web ACL; nothing without one. */
  readonly webAcl: string | null;
  /** Format and bucket of each access log. */
  readonly logs: readonly string[];
}

export interface FoundDistributions {
  readonly distributions: Things<DistributionFacts>;
  readonly origins: Things<OriginFacts>;
  readonly behaviours: Things<BehaviourFacts>;
  /** Names of the distributions by AWS's own DNS names. */
  readonly nameByHost: ReadonlyMap<string | undefined, string>;
}

export interface DistributionsProps {
  readonly client: CloudFrontClient;
  /** Asks the region in which the deliveries of logs are set up. */
  readonly logs: CloudWatchLogsClient;
  /** What certificates are called here, by their ARNs. */
  readonly certificates: ReadonlyMap<string | undefined, string>;
}

/** Reads distributions back through AWS's own interface, by their comments, which are their names. */
export async function readDistributions({ client, logs, certificates }: DistributionsProps): Promise<FoundDistributions> {
  const logsByArn = await distributionLogs(logs);
  const distributions: Record<string, DistributionFacts> = {};
  const nameByHost = new Map<string | undefined, string>();
  let [origins, behaviours]: [Things<OriginFacts>, Things<BehaviourFacts>] = [{}, {}];
  for await (const { DistributionList } of paginateListDistributions({ client }, {})) {
    for (const { Id } of DistributionList?.Items ?? []) {
      const { Distribution } = await client.send(new GetDistributionCommand({ Id }));
      const config: Partial<DistributionConfig> = Distribution?.DistributionConfig ?? {};
      const { Comment: name = "?" } = config;
      distributions[name] = { ...factsOf(config, certificates), logs: logsByArn.get(Distribution?.ARN) ?? [] };
      origins = { ...origins, ...(await readOrigins(client, name, config)) };
      behaviours = { ...behaviours, ...(await readBehaviours(client, name, config)) };
      nameByHost.set(Distribution?.DomainName, name);
    }
  }
  return { distributions, origins, behaviours, nameByHost };
}

function factsOf(config: Partial<DistributionConfig>, certificates: DistributionsProps["certificates"]): Omit<DistributionFacts, "logs"> {
  const { ACMCertificateArn, MinimumProtocolVersion, SSLSupportMethod } = config.ViewerCertificate ?? {};
  return {
    enabled: config.Enabled,
    aliases: (config.Aliases?.Items ?? []).toSorted(),
    root: config.DefaultRootObject,
    tls: [certificates.get(ACMCertificateArn), MinimumProtocolVersion, SSLSupportMethod].join(" "),
    httpVersion: config.HttpVersion,
    ipv6: config.IsIPV6Enabled,
    priceClass: config.PriceClass,
    countries: config.Restrictions?.GeoRestriction?.RestrictionType,
    errorPages: config.CustomErrorResponses?.Quantity,
    webAcl: config.WebACLId?.split("/").at(-2) ?? null,
  };
}
