import { Eip } from "@cdktf/provider-aws/lib/eip";
import type { InternetGateway } from "@cdktf/provider-aws/lib/internet-gateway";
import { NatGateway } from "@cdktf/provider-aws/lib/nat-gateway";
import { Construct } from "constructs";
import { nameOf } from "../foundation/names";
import { Refusal } from "../foundation/refusal";
import { tag } from "../foundation/tags";
import { watch } from "../operations/watch";
import { natAlarms } from "./nat-alarms";
import type { TierSubnet } from "./subnet-tier";
import { zoneLetter } from "./zone";

export interface NatGatewaysProps {
  /** Public subnets, one in each zone. */
  readonly subnets: readonly TierSubnet[];
  /** Has to be attached before an address is allocated or a gateway created. */
  readonly internetGateway: InternetGateway;
}

/**
 * A NAT gateway with a fixed address in each zone.
 *
 * The addresses are what partners put on their allow lists, so they outlive the gateways.
 *
 * @see https://docs.aws.amazon.com/vpc/latest/userguide/nat-gateway-basics.html
 */
export class NatGateways extends Construct {
  private readonly byZone: ReadonlyMap<string, { readonly gateway: NatGateway; readonly address: Eip }>;

  public constructor(scope: Construct, id: string, { subnets, internetGateway }: NatGatewaysProps) {
    super(scope, id);
    tag(this, { Service: "nat-gateway" });
    this.byZone = new Map(
      subnets.map(({ zone, subnet }) => {
        const letter = zoneLetter(zone);
        const address = new Eip(this, `${letter}-address`, {
          domain: "vpc",
          dependsOn: [internetGateway],
          tags: { Name: nameOf(this, "aws_eip", "nat", letter) },
        });
        const gateway = new NatGateway(this, letter, {
          allocationId: address.id,
          subnetId: subnet.id,
          dependsOn: [internetGateway],
          tags: { Name: nameOf(this, "aws_nat_gateway", "nat", letter) },
        });
        watch(this, `nat-${letter}`, natAlarms(gateway.id));
        return [zone, { gateway, address }];
      }),
    );
  }

  /** Public addresses, in the order of the zones. */
  public get publicIps(): string[] {
    return [...this.byZone.values()].map(({ address }) => address.publicIp);
  }

  /** @throws Refusal when the zone has no public subnet. */
  public in(zone: string): NatGateway {
    const found = this.byZone.get(zone);
    if (found === undefined)
      throw new Refusal(this.node.path, [`no NAT gateway in ${zone}; there is one in ${[...this.byZone.keys()].join(", ")}`]);
    return found.gateway;
  }
}
