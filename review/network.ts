import { type Cidr, parseCidr } from "./cidr";
import type { Element, StackModel } from "./model";
import { remembered } from "./remembered";
import { regions } from "./requirement";
import { textAt } from "./value";

/** The tiers of a network, and the place of the /24 block of each tier's zone `a` in the VPC's range. */
export const tiers = { public: 0, private: 10, database: 20 } as const;

/** Letters of the zones in the home region; a zone's blocks follow in this order. */
export const zoneLetters = ["a", "b", "c"] as const;

/** A subnet, as far as it can be told. */
export interface Subnet {
  readonly element: Element;
  readonly tier: keyof typeof tiers | undefined;
  /** Letter of its zone. */
  readonly zone: string | undefined;
  readonly cidr: Cidr | undefined;
  readonly vpc: Element | undefined;
}

export const subnetsOf = remembered((stack: StackModel): readonly Subnet[] =>
  stack.ofType("aws_subnet").map((element) => {
    const tier = textAt(element.values, "tags", "Tier");
    return {
      element,
      tier: isTier(tier) ? tier : undefined,
      zone: zoneLetterOf(textAt(element.values, "availability_zone")),
      cidr: parseCidr(textAt(element.values, "cidr_block") ?? ""),
      vpc: stack.referent(element.values["vpc_id"], "aws_vpc", "id"),
    };
  }),
);

/** The subnets of a tier, in the order of the file. */
export function subnetsOfTier(stack: StackModel, wanted: keyof typeof tiers): Element[] {
  return subnetsOf(stack).flatMap(({ element, tier }) => (tier === wanted ? [element] : []));
}

/** The letter of a zone of the home region; nothing for any other zone. */
function zoneLetterOf(zone: string | undefined): string | undefined {
  return zoneLetters.find((letter) => zone === `${regions.home}${letter}`);
}

/** Subnets by the route table that they are associated with. */
export function subnetsByRouteTable(stack: StackModel): Map<Element, Subnet[]> {
  const subnets = new Map(subnetsOf(stack).map((subnet) => [subnet.element, subnet]));
  const tables = new Map<Element, Subnet[]>(stack.ofType("aws_route_table").map((table) => [table, []]));
  for (const { values } of stack.ofType("aws_route_table_association")) {
    const subnet = stack.referent(values["subnet_id"], "aws_subnet", "id");
    const table = stack.referent(values["route_table_id"], "aws_route_table", "id");
    const known = subnet === undefined ? undefined : subnets.get(subnet);
    if (known !== undefined && table !== undefined) tables.get(table)?.push(known);
  }
  return tables;
}

function isTier(tier: string | undefined): tier is keyof typeof tiers {
  return tier !== undefined && Object.hasOwn(tiers, tier);
}
