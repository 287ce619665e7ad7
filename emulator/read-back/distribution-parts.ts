import {
  type CloudFrontClient,
  type DefaultCacheBehavior,
  type DistributionConfig,
  GetCachePolicyCommand,
  GetOriginAccessControlCommand,
  GetResponseHeadersPolicyCommand,
} from "@aws-sdk/client-cloudfront";
import { type Things, withoutAccount } from "./facts";

/** What is looked at of an origin of a distribution. */
export interface OriginFacts {
  /** Its host; that of a bucket without the account's id. */
  readonly host: string;
  /** How CloudFront signs what it asks for: name of the access control, kind of origin, when, how. Nothing where it does not sign. */
  readonly signed: string | null;
  /** Protocol and versions of TLS, where the origin is no bucket. */
  readonly protocol: string | null;
}

/** What is looked at of a behaviour of a distribution. */
export interface BehaviourFacts {
  /** Its place among those that have a pattern, from 1; 0 is the one that has none. */
  readonly place: number;
  /** Id of the origin that answers. */
  readonly origin: string | undefined;
  /** What becomes of viewers who come without TLS. */
  readonly viewers: string | undefined;
  /** Methods that it takes, in order. */
  readonly methods: readonly string[];
  readonly compressed: boolean | undefined;
  /** Policy of its cache, with the least, the usual and the longest time in seconds where the policy is our own. */
  readonly cache: string;
  /** Policy of what the origin is told of the request; nothing without one. */
  readonly forwarded: string | null;
  /** Name of the policy of the answers' headers. */
  readonly headers: string | undefined;
  /** Functions that look at requests and answers, each behind its event. */
  readonly functions: readonly string[];
}

/**
 * Policies of AWS's own, by their ids, which are the same in every account; the emulator has none of them.
 *
 * @see https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/using-managed-cache-policies.html
 * @see https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/using-managed-origin-request-policies.html
 */
const awsPolicies: Readonly<Record<string, string>> = {
  "4135ea2d-6df8-44a3-9df3-4b5a84be39ad": "CachingDisabled",
  "b689b0a8-53d0-40ab-baf2-68738e2966ac": "AllViewerExceptHostHeader",
};

/** What an origin is called here. */
export function originName(distribution: string, id: string): string {
  return `origin ${id} of ${distribution}`;
}

/** What a behaviour is called here. */
export function behaviourName(distribution: string, pattern = "all other paths"): string {
  return `${pattern} of ${distribution}`;
}

/** Reads the origins of a distribution. */
export async function readOrigins(client: CloudFrontClient, distribution: string, config: Config): Promise<Things<OriginFacts>> {
  const origins: Record<string, OriginFacts> = {};
  for (const { Id = "?", DomainName = "?", OriginAccessControlId, CustomOriginConfig: custom } of config.Origins?.Items ?? []) {
    origins[originName(distribution, Id)] = {
      host: withoutAccount(DomainName),
      signed: await signingOf(client, OriginAccessControlId),
      protocol: custom === undefined ? null : [custom.OriginProtocolPolicy, ...(custom.OriginSslProtocols?.Items ?? [])].join(" "),
    };
  }
  return origins;
}

/** Reads the behaviours of a distribution, in the order in which they are tried. */
export async function readBehaviours(client: CloudFrontClient, distribution: string, config: Config): Promise<Things<BehaviourFacts>> {
  const { DefaultCacheBehavior: others = {}, CacheBehaviors } = config;
  const behaviours = { [behaviourName(distribution)]: await behaviourFacts(client, others, 0) };
  for (const [index, behaviour] of (CacheBehaviors?.Items ?? []).entries()) {
    behaviours[behaviourName(distribution, behaviour.PathPattern)] = await behaviourFacts(client, behaviour, index + 1);
  }
  return behaviours;
}

type Config = Partial<DistributionConfig>;

async function signingOf(client: CloudFrontClient, id: string | undefined): Promise<string | null> {
  if (id === undefined || id === "") return null;
  const { OriginAccessControl } = await client.send(new GetOriginAccessControlCommand({ Id: id }));
  const { Name, OriginAccessControlOriginType, SigningBehavior, SigningProtocol } = OriginAccessControl?.OriginAccessControlConfig ?? {};
  return [Name, OriginAccessControlOriginType, SigningBehavior, SigningProtocol].join(" ");
}

async function behaviourFacts(client: CloudFrontClient, behaviour: Partial<DefaultCacheBehavior>, place: number): Promise<BehaviourFacts> {
  const { CachePolicyId, OriginRequestPolicyId, ResponseHeadersPolicyId, FunctionAssociations } = behaviour;
  return {
    place,
    origin: behaviour.TargetOriginId,
    viewers: behaviour.ViewerProtocolPolicy,
    methods: (behaviour.AllowedMethods?.Items ?? []).toSorted(),
    compressed: behaviour.Compress,
    cache: await cacheOf(client, CachePolicyId),
    forwarded: OriginRequestPolicyId === undefined || OriginRequestPolicyId === "" ? null : nameOf(OriginRequestPolicyId),
    headers: await headersOf(client, ResponseHeadersPolicyId),
    functions: (FunctionAssociations?.Items ?? []).map(
      ({ EventType, FunctionARN }) => `${String(EventType)} ${FunctionARN?.split("/").at(-1) ?? "?"}`,
    ),
  };
}

async function cacheOf(client: CloudFrontClient, id = ""): Promise<string> {
  if (id === "" || id in awsPolicies) return nameOf(id);
  const { CachePolicy } = await client.send(new GetCachePolicyCommand({ Id: id }));
  const { Name, MinTTL, DefaultTTL, MaxTTL } = CachePolicy?.CachePolicyConfig ?? {};
  return [Name, MinTTL, DefaultTTL, MaxTTL].join(" ");
}

async function headersOf(client: CloudFrontClient, id = ""): Promise<string | undefined> {
  if (id === "") return undefined;
  const { ResponseHeadersPolicy } = await client.send(new GetResponseHeadersPolicyCommand({ Id: id }));
  return ResponseHeadersPolicy?.ResponseHeadersPolicyConfig?.Name;
}

function nameOf(policyId: string): string {
  return awsPolicies[policyId] ?? policyId;
}
