import {
  DescribeLoadBalancerAttributesCommand,
  type ElasticLoadBalancingV2Client,
  type Listener,
  type LoadBalancer,
  paginateDescribeListeners,
  paginateDescribeLoadBalancers,
} from "@aws-sdk/client-elastic-load-balancing-v2";
import { GetWebACLForResourceCommand, type WAFV2Client } from "@aws-sdk/client-wafv2";
import { type Things, withoutAccount } from "./facts";

/** What is looked at of a load balancer, besides the hosts that it serves. */
export interface LoadBalancerFacts {
  readonly internal: boolean;
  /** Zones in which it stands, in order. */
  readonly zones: readonly (string | undefined)[];
  /** What each listener does with a request for no host that it knows, in the order of their ports. */
  readonly listeners: readonly string[];
  /** Whether AWS refuses to delete it. */
  readonly protected: boolean;
  readonly idleSeconds: number;
  readonly dropsInvalidHeaders: boolean;
  /** Bucket and prefix of its access log; nothing without one. */
  readonly log: string | null;
  /** Name of the web ACL in front of it; nothing without one. */
  readonly webAcl: string | null;
}

/** Load balancers, and where they can be reached. */
export interface FoundLoadBalancers {
  readonly loadBalancers: Things<LoadBalancerFacts>;
  /** Their names by AWS's own DNS names. */
  readonly nameByHost: ReadonlyMap<string | undefined, string>;
}

export interface LoadBalancersProps {
  readonly client: ElasticLoadBalancingV2Client;
  readonly waf: WAFV2Client;
  /** What certificates are called here, by their ARNs. */
  readonly certificates: ReadonlyMap<string | undefined, string>;
}

/** Reads load balancers back through AWS's own interface. */
export async function readLoadBalancers(props: LoadBalancersProps): Promise<FoundLoadBalancers> {
  const { client } = props;
  const loadBalancers: Record<string, LoadBalancerFacts> = {};
  const nameByHost = new Map<string | undefined, string>();
  for await (const { LoadBalancers = [] } of paginateDescribeLoadBalancers({ client }, {})) {
    for (const found of LoadBalancers) {
      const { LoadBalancerName = "?", DNSName } = found;
      loadBalancers[LoadBalancerName] = await factsOf(found, props);
      nameByHost.set(DNSName, LoadBalancerName);
    }
  }
  return { loadBalancers, nameByHost };
}

async function factsOf(found: LoadBalancer, { client, waf, certificates }: LoadBalancersProps): Promise<LoadBalancerFacts> {
  const { LoadBalancerArn, Scheme, AvailabilityZones = [] } = found;
  const { Attributes = [] } = await client.send(new DescribeLoadBalancerAttributesCommand({ LoadBalancerArn }));
  const { WebACL } = await waf.send(new GetWebACLForResourceCommand({ ResourceArn: LoadBalancerArn }));
  const listeners: Listener[] = [];
  for await (const page of paginateDescribeListeners({ client }, { LoadBalancerArn })) listeners.push(...(page.Listeners ?? []));

  const attributes = new Map(Attributes.map(({ Key, Value }) => [Key, Value]));
  const bucket = withoutAccount(attributes.get("access_logs.s3.bucket") ?? "?");
  return {
    internal: Scheme === "internal",
    zones: AvailabilityZones.map(({ ZoneName }) => ZoneName).toSorted(),
    listeners: listeners
      .toSorted((one, other) => Number(one.Port) - Number(other.Port))
      .map((listener) => describe(listener, certificates)),
    protected: attributes.get("deletion_protection.enabled") === "true",
    idleSeconds: Number(attributes.get("idle_timeout.timeout_seconds")),
    dropsInvalidHeaders: attributes.get("routing.http.drop_invalid_header_fields.enabled") === "true",
    log: attributes.get("access_logs.s3.enabled") === "true" ? `${bucket}/${attributes.get("access_logs.s3.prefix") ?? ""}` : null,
    webAcl: WebACL?.Name ?? null,
  };
}

/** For example `443 HTTPS ELBSecurityPolicy-2016-08 certificate example.com in eu-west-1: fixed-response 404`. */
function describe(listener: Listener, certificates: LoadBalancersProps["certificates"]): string {
  const { Port, Protocol, SslPolicy, Certificates = [], DefaultActions = [] } = listener;
  const tls = Protocol === "HTTPS" ? [SslPolicy, ...Certificates.map(({ CertificateArn }) => certificates.get(CertificateArn))] : [];
  const actions = DefaultActions.map(({ Type, RedirectConfig, FixedResponseConfig }) =>
    [Type, RedirectConfig?.Protocol, RedirectConfig?.Port, RedirectConfig?.StatusCode, FixedResponseConfig?.StatusCode]
      .filter((word) => word !== undefined)
      .join(" "),
  );
  return `${[Port, Protocol, ...tls].join(" ")}: ${actions.join(", ")}`;
}
