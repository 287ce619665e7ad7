import { subnetsByRouteTable } from "../../network";
import type { Element, StackModel } from "../../model";
import { show } from "../../value";
import { type Change, changeOf } from "../change";
import type { Comparison } from "../comparison";

/** Subnets of the tiers `private` and `database` whose route table leads to an internet gateway, and did not before. */
export function publicRoutes(comparison: Comparison): Change[] {
  const before = new Set(directRoutes(comparison.base).map(({ subnet }) => subnet.address));
  return directRoutes(comparison.head)
    .filter(({ subnet }) => !before.has(subnet.address))
    .map(({ route, subnet, table }) =>
      changeOf(comparison, {
        danger: "exposed",
        address: route.address,
        what: `${subnet.address} has a route to the internet gateway, by ${table.address}`,
        why: "what stands in it needs only a public address to be reached from the internet",
        before: "no such route",
        after: `${show(route.values["destination_cidr_block"] ?? route.values["destination_ipv6_cidr_block"])} to the internet gateway`,
      }),
    );
}

interface DirectRoute {
  readonly route: Element;
  readonly subnet: Element;
  readonly table: Element;
}

function directRoutes(stack: StackModel): DirectRoute[] {
  const subnets = subnetsByRouteTable(stack);
  return stack.ofType("aws_route").flatMap((route) => {
    const table = stack.target(route.values["route_table_id"])?.element;
    const gateway = stack.target(route.values["gateway_id"])?.element;
    if (table === undefined || gateway?.type !== "aws_internet_gateway") return [];
    return (subnets.get(table) ?? []).flatMap(({ element, tier }) => (tier === "public" ? [] : [{ route, subnet: element, table }]));
  });
}
