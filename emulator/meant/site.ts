import type { Environment } from "../../environments/schema";
import { frontend } from "../../stacks/workload/frontend";
import { siteNames } from "../../stacks/workload/site";
import { platform } from "../../environments/platform";
import { certificateName } from "../read-back/certificates";
import { type BehaviourFacts, behaviourName, type OriginFacts, originName } from "../read-back/distribution-parts";
import type { DistributionFacts } from "../read-back/distributions";
import type { Things } from "../read-back/facts";

/** What the settings say of an environment's distributions: there is one, for the site and its API. */
export function distributionsOf({ domain, edge }: Environment, prefix: string): Things<DistributionFacts> {
  return {
    [nameOf(prefix)]: {
      enabled: true,
      aliases: siteNames({ domain }),
      root: "index.html",
      tls: `${certificateName(domain, platform.edgeRegion)} TLSv1.2_2021 sni-only`,
      httpVersion: "http2and3",
      ipv6: true,
      priceClass: edge.priceClass,
      countries: "none",
      errorPages: 0,
      webAcl: edge.waf ? `${prefix}-cdn-waf` : null,
      logs: [`json to ${prefix}-access-logs`],
    },
  };
}

/** Where the site's files and its API come from. */
export function originsOf({ domain }: Environment, prefix: string): Things<OriginFacts> {
  const bucket = `${prefix}-frontend`;
  return {
    [originName(nameOf(prefix), "files")]: {
      host: `${bucket}.s3.${platform.region}.amazonaws.com`,
      signed: `${bucket} s3 always sigv4`,
      protocol: null,
    },
    [originName(nameOf(prefix), "api")]: { host: `api.${domain}`, signed: null, protocol: "https-only TLSv1.2" },
  };
}

/** What becomes of a request to the site, by its path. */
export function behavioursOf({ edge }: Environment, prefix: string): Things<BehaviourFacts> {
  const day = 86_400;
  const distribution = nameOf(prefix);
  const common = { compressed: true, headers: `${prefix}-security-headers`, functions: [] };
  const files = { ...common, origin: "files", viewers: "redirect-to-https", methods: ["GET", "HEAD", "OPTIONS"], forwarded: null };
  return {
    [behaviourName(distribution)]: {
      ...files,
      place: 0,
      cache: `${prefix}-pages 0 ${edge.defaultTtlSeconds} ${edge.maxTtlSeconds}`,
      functions: [`viewer-request ${prefix}-single-page-fallback`],
    },
    [behaviourName(distribution, frontend.apiPaths)]: {
      ...common,
      place: 1,
      origin: "api",
      viewers: "https-only",
      methods: ["DELETE", "GET", "HEAD", "OPTIONS", "PATCH", "POST", "PUT"],
      cache: "CachingDisabled",
      forwarded: "AllViewerExceptHostHeader",
    },
    [behaviourName(distribution, `/${frontend.staticFolder}/*`)]: { ...files, place: 2, cache: `${prefix}-static-files 0 ${day} ${day}` },
  };
}

function nameOf(prefix: string): string {
  return `${prefix}-cdn`;
}
