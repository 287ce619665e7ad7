import { subnetsOf } from "../../network";
import type { Element, StackModel } from "../../model";
import { type Block, show } from "../../value";
import { type Change, changeOf } from "../change";
import { type Comparison, type Pair, resourcePairs } from "../comparison";

/** Types without which a part of the network has no way to somewhere, with what is lost. */
const ways: Readonly<Record<string, string>> = {
  aws_internet_gateway: "nothing in the VPC is reached from the internet or reaches it",
  aws_nat_gateway: "private subnets whose routes lead to it have no way out, and its address is on the lists of others",
  aws_vpc_endpoint: "calls to this service of AWS leave the VPC by another way or not at all",
};

/** Subnets that lose their route table, tables that lose a route, and what routes lead to. */
export function cutOff(comparison: Comparison): Change[] {
  const associations = resourcePairs(comparison, "aws_route_table_association").flatMap((pair) => associationChange(comparison, pair));
  const routes = resourcePairs(comparison, "aws_route").flatMap((pair) => routeChange(comparison, pair));
  const gateways = resourcePairs(comparison, ...Object.keys(ways))
    .filter(({ fate }) => fate === "deleted")
    .map(({ address, type }) => changeOf(comparison, { danger: "cut-off", address, what: `${address} is deleted`, why: ways[type] ?? "" }));
  return [...associations, ...routes, ...gateways];
}

function associationChange(comparison: Comparison, { base, address }: Pair): Change[] {
  const { base: before, head: after } = comparison;
  const subnet = base === undefined ? undefined : before.referent(base.values["subnet_id"], "aws_subnet", "id");
  if (base === undefined || subnet === undefined || after.find(subnet.address) === undefined) return [];
  const [old, fresh] = [tableOf(before, subnet.address), tableOf(after, subnet.address)];
  if (old === fresh) return [];
  const tier = subnetsOf(before).find(({ element }) => element === subnet)?.tier ?? "a";
  return [
    changeOf(comparison, {
      danger: "cut-off",
      address,
      what:
        fresh === undefined
          ? `${subnet.address} loses its association with ${old ?? "its route table"}`
          : `${subnet.address} is moved from ${old ?? "its route table"} to ${fresh}`,
      why:
        fresh === undefined
          ? `it falls back to the main route table of the VPC: what stands in a subnet of the tier ${tier} loses the routes that were made for it`
          : `what stands in a subnet of the tier ${tier} has the routes of another table`,
      before: old,
      after: fresh ?? "the main route table of the VPC",
    }),
  ];
}

/** Address of the route table with which a subnet is associated. */
function tableOf(stack: StackModel, subnet: string): string | undefined {
  const association = stack
    .ofType("aws_route_table_association")
    .find(({ values }) => stack.referent(values["subnet_id"], "aws_subnet", "id")?.address === subnet);
  return association === undefined
    ? undefined
    : (stack.target(association.values["route_table_id"])?.element.address ?? show(association.values["route_table_id"]));
}

function routeChange(comparison: Comparison, { base, address }: Pair): Change[] {
  const { base: before, head: after } = comparison;
  const table = base === undefined ? undefined : before.target(base.values["route_table_id"])?.element.address;
  if (base === undefined || table === undefined || after.find(table) === undefined) return [];
  const wanted = destinationOf(base.values);
  const remaining = routesTo(after, table, wanted);
  const [old, fresh] = [targetOf(before, base), remaining.map((route) => targetOf(after, route))];
  if (fresh.includes(old)) return [];
  return [
    changeOf(comparison, {
      danger: "cut-off",
      address,
      what: `${table} ${fresh.length === 0 ? "loses" : "changes"} its route to ${wanted}`,
      why: "subnets with this table reach the rest of the world by another way or not at all",
      before: old,
      after: fresh.join(", ") || "no route",
    }),
  ];
}

function routesTo(stack: StackModel, table: string, destination: string): Element[] {
  return stack
    .ofType("aws_route")
    .filter(({ values }) => stack.target(values["route_table_id"])?.element.address === table && destinationOf(values) === destination);
}

function destinationOf(values: Block): string {
  return show(values["destination_cidr_block"] ?? values["destination_ipv6_cidr_block"] ?? values["destination_prefix_list_id"]);
}

/** Every attribute that can say where a route leads. */
const targets = [
  "carrier_gateway_id",
  "core_network_arn",
  "egress_only_gateway_id",
  "gateway_id",
  "local_gateway_id",
  "nat_gateway_id",
  "transit_gateway_id",
  "vpc_peering_connection_id",
  "network_interface_id",
  "vpc_endpoint_id",
];

function targetOf(stack: StackModel, { values }: Element): string {
  const value = targets.map((name) => values[name]).find((found) => found !== undefined && found !== null && found !== "");
  return stack.target(value)?.element.address ?? show(value);
}
