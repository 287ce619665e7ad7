import { Route53Record } from "@cdktf/provider-aws/lib/route53-record";
import { Route53Zone } from "@cdktf/provider-aws/lib/route53-zone";
import { Construct } from "constructs";
import { nameOf } from "../foundation/names";
import { tag } from "../foundation/tags";

/** A part of the domain that another zone answers for. */
export interface Delegation {
  /** Word before the domain: `dev`. */
  readonly label: string;
  /** Name servers of the other zone, its output. None while it is not known: then nothing is delegated. */
  readonly nameServers: readonly string[];
}

export interface HostedZoneProps {
  readonly domain: string;
  /** Words under the domain that other zones answer for. */
  readonly delegations: readonly Delegation[];
  /** Terraform refuses to destroy the zone: a new one has other name servers, and every delegation to it is lost. */
  readonly preventDestroy: boolean;
}

/** Something in AWS that a name can lead to. */
export interface AliasTarget {
  readonly dnsName: string;
  /** Id of the zone that AWS keeps the target's own name in. */
  readonly zoneId: string;
  /** Whether it has IPv6 addresses too. */
  readonly ipv6: boolean;
  /** Whether the name stops answering while nothing behind the target is healthy; CloudFront cannot be asked. */
  readonly evaluateHealth: boolean;
}

/** The names under which Amazon issues certificates. @see https://docs.aws.amazon.com/acm/latest/userguide/setup-caa.html */
const issuers = ["amazon.com", "amazontrust.com", "awstrust.com", "amazonaws.com"];

/** Seconds for which resolvers keep a record that is no alias. */
const ttl = 300;

/**
 * A public hosted zone. Only Amazon may issue certificates for its names.
 *
 * @see https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/hosted-zones-working-with.html
 */
export class HostedZone extends Construct {
  public readonly resource: Route53Zone;

  public constructor(
    scope: Construct,
    id: string,
    private readonly props: HostedZoneProps,
  ) {
    super(scope, id);
    tag(this, { Service: "dns", DataClassification: "public" });
    this.resource = new Route53Zone(this, "resource", {
      name: props.domain,
      comment: `Names of ${props.domain}`,
      forceDestroy: false,
      lifecycle: { preventDestroy: props.preventDestroy },
      tags: { Name: nameOf(this, "aws_route53_zone", "zone") },
    });
    new Route53Record(this, "caa", {
      zoneId: this.zoneId,
      name: props.domain,
      type: "CAA",
      ttl,
      records: issuers.map((issuer) => `0 issue "${issuer}"`),
    });
    for (const { label, nameServers } of props.delegations) {
      if (nameServers.length === 0) continue;
      new Route53Record(this, `${label}-delegation`, {
        zoneId: this.zoneId,
        name: `${label}.${props.domain}`,
        type: "NS",
        ttl,
        records: [...nameServers],
      });
    }
  }

  public get zoneId(): string {
    return this.resource.zoneId;
  }

  /** Where the domain is registered or delegated, these have to be named. */
  public get nameServers(): string[] {
    return this.resource.nameServers;
  }

  /** @param label word before the domain; none for the domain itself. */
  public alias(label: string | undefined, { dnsName, zoneId, ipv6, evaluateHealth }: AliasTarget): void {
    const name = label === undefined ? this.props.domain : `${label}.${this.props.domain}`;
    for (const type of ipv6 ? ["A", "AAAA"] : ["A"]) {
      new Route53Record(this, `${label ?? "apex"}-${type.toLowerCase()}`, {
        zoneId: this.zoneId,
        name,
        type,
        alias: { name: dnsName, zoneId, evaluateTargetHealth: evaluateHealth },
      });
    }
  }
}
