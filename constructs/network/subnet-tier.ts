import { Route, type RouteConfig } from "@cdktf/provider-aws/lib/route";
import { RouteTable } from "@cdktf/provider-aws/lib/route-table";
import { RouteTableAssociation } from "@cdktf/provider-aws/lib/route-table-association";
import { Subnet } from "@cdktf/provider-aws/lib/subnet";
import { Construct } from "constructs";
import { nameOf } from "../foundation/names";
import { Refusal } from "../foundation/refusal";
import { zoneLetter } from "./zone";

/** A zone and the range of the tier's subnet in it. */
export interface ZoneRange {
  /** Availability zone, for example `eu-west-1a`. */
  readonly zone: string;
  /** IPv4 range in CIDR notation, for example `10.0.10.0/24`. */
  readonly cidr: string;
}

export interface SubnetTierProps {
  readonly vpcId: string;
  /** Name of the tier; part of every name in it and its tag `Tier`. */
  readonly tier: "public" | "private" | "database";
  /** One for each zone. */
  readonly ranges: readonly ZoneRange[];
  /** One route table for the whole tier, or one for each zone. */
  readonly routeTables: "shared" | "per-zone";
}

/** A subnet of a tier with the route table that it is associated with. */
export interface TierSubnet {
  readonly zone: string;
  readonly subnet: Subnet;
  readonly routeTable: RouteTable;
}

/** The gateway that a default route leads to. */
export type Gateway = Pick<RouteConfig, "gatewayId"> | Pick<RouteConfig, "natGatewayId">;

/**
 * The subnets of one tier, one in each zone, each associated with exactly one route table.
 *
 * The tables are empty: without `routeToInternet` the tier reaches nothing but the VPC.
 */
export class SubnetTier extends Construct {
  public readonly subnets: readonly TierSubnet[];
  public readonly routeTables: readonly RouteTable[];
  private readonly internetRoutes = new Map<RouteTable, Route>();

  public constructor(
    scope: Construct,
    id: string,
    private readonly props: SubnetTierProps,
  ) {
    super(scope, id);
    const shared = props.routeTables === "shared" ? this.createRouteTable() : undefined;
    this.subnets = props.ranges.map((range) => this.createSubnet(range, shared ?? this.createRouteTable(range.zone)));
    this.routeTables = [...new Set(this.subnets.map(({ routeTable }) => routeTable))];
  }

  public get subnetIds(): string[] {
    return this.subnets.map(({ subnet }) => subnet.id);
  }

  /** Gives each route table of the tier a default route, to the gateway of the zone that the table is for. */
  public routeToInternet(gatewayFor: (zone: string) => Gateway): void {
    const zoneOf = new Map(this.subnets.toReversed().map(({ routeTable, zone }) => [routeTable, zone]));
    for (const [routeTable, zone] of zoneOf) {
      const suffix = this.props.routeTables === "shared" ? "" : `-${zoneLetter(zone)}`;
      const route = { routeTableId: routeTable.id, destinationCidrBlock: "0.0.0.0/0", ...gatewayFor(zone) };
      this.internetRoutes.set(routeTable, new Route(this, `internet-route${suffix}`, route));
    }
  }

  /**
   * The default route of a zone. What calls the internet as soon as it stands waits for it.
   *
   * @throws Refusal when the tier has no subnet in the zone, or none of its subnets reaches the internet.
   */
  public internetRouteIn(zone: string): Route {
    const subnet = this.subnets.find((each) => each.zone === zone);
    const route = subnet === undefined ? undefined : this.internetRoutes.get(subnet.routeTable);
    if (route === undefined) throw new Refusal(this.node.path, [`no route to the internet in ${zone}`]);
    return route;
  }

  private createSubnet({ zone, cidr }: ZoneRange, routeTable: RouteTable): TierSubnet {
    const letter = zoneLetter(zone);
    const subnet = new Subnet(this, letter, {
      vpcId: this.props.vpcId,
      availabilityZone: zone,
      cidrBlock: cidr,
      mapPublicIpOnLaunch: false,
      tags: { Name: nameOf(this, "aws_subnet", this.props.tier, "subnet", letter), Tier: this.props.tier },
    });
    new RouteTableAssociation(this, `${letter}-association`, { subnetId: subnet.id, routeTableId: routeTable.id });
    return { zone, subnet, routeTable };
  }

  private createRouteTable(zone?: string): RouteTable {
    const suffix = zone === undefined ? [] : [zoneLetter(zone)];
    return new RouteTable(this, ["route-table", ...suffix].join("-"), {
      vpcId: this.props.vpcId,
      tags: { Name: nameOf(this, "aws_route_table", this.props.tier, "rt", ...suffix), Tier: this.props.tier },
    });
  }
}
