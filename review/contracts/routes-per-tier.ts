import { internet } from "../cidr";
import { stackContract } from "../contract";
import type { Finding, Reporter } from "../finding";
import { groupBy } from "../group-by";
import type { Element, StackModel } from "../model";
import { type Subnet, subnetsByRouteTable, subnetsOf } from "../network";
import { namePrefixOf } from "../requirement";
import { at, show, textAt } from "../value";

/**
 * Public subnets reach the internet by the internet gateway, private ones by the NAT gateway of their own zone, databases not at all.
 *
 * @see https://docs.aws.amazon.com/vpc/latest/userguide/vpc-example-private-subnets-nat.html
 */
export const routesPerTier = stackContract(
  "routes-per-tier",
  "each tier reaches the internet in its own way, zone by zone, and databases not at all",
  (stack, report) => {
    const routes = stack
      .ofType("aws_route")
      .map((element) => ({ element, table: stack.referent(element.values["route_table_id"], "aws_route_table", "id") }));
    const byTable = groupBy(routes, ({ table }) => table);
    return [
      ...routes.flatMap(({ element, table }) =>
        table === undefined ? [report.unresolved(element, element.values["route_table_id"], "the id of a route table of this stack")] : [],
      ),
      ...[...subnetsByRouteTable(stack)].flatMap(([table, subnets]) => [
        ...(table.values["route"] === undefined ? [] : [report.violation(table, "routes inside the route table", "routes of their own")]),
        ...judge(
          stack,
          table,
          subnets,
          (byTable.get(table) ?? []).map(({ element }) => element),
          report,
        ),
      ]),
      ...surplusTables(stack, report),
    ];
  },
);

function judge(stack: StackModel, table: Element, subnets: readonly Subnet[], routes: readonly Element[], report: Reporter): Finding[] {
  const tiers = [...new Set(subnets.map(({ tier }) => tier))];
  const [tier] = tiers;
  const zones = [...new Set(subnets.map(({ zone }) => zone))];
  if (subnets.length === 0) return [report.violation(table, "no subnet", "a subnet that is associated with it")];
  if (tiers.length > 1 || tier === undefined)
    return [report.violation(table, `subnets of the tiers ${tiers.map(String).join(", ")}`, "subnets of one tier")];
  if (tier === "private" && zones.length > 1)
    return [report.violation(table, `private subnets of the zones ${zones.map(String).join(", ")}`, "private subnets of one zone")];

  const suffix = tier === "private" ? `-${zones.map(String).join()}` : "";
  const [found, expected] = [textAt(table.values, "tags", "Name"), `${namePrefixOf(stack)}-${tier}-rt${suffix}`];
  const tagged = textAt(table.values, "tags", "Tier");
  return [
    ...(found === expected ? [] : [report.violation(table, `name ${show(found)}`, expected)]),
    ...(tagged === tier ? [] : [report.violation(table, `tag Tier ${show(tagged)}`, tier)]),
    ...judgeRoutes(stack, table, tier, zones[0], routes, report),
  ];
}

function judgeRoutes(
  stack: StackModel,
  table: Element,
  tier: string,
  zone: string | undefined,
  routes: readonly Element[],
  report: Reporter,
): Finding[] {
  if (tier === "database")
    return routes.map((route) => report.violation(route, `a route of ${table.address}`, "none: databases have no way out of the VPC"));
  const gateway = tier === "public" ? "the internet gateway" : `the NAT gateway of zone ${String(zone)}`;
  const leads = (route: Element): boolean =>
    tier === "public" ? leadsToInternetGateway(stack, route, table) : leadsToNatGateway(stack, route, zone);
  return [
    ...(routes.length === 1 ? [] : [report.violation(table, `${routes.length} routes`, `exactly one, from ${internet} to ${gateway}`)]),
    ...routes.flatMap((route) =>
      isDefault(route) && leads(route) ? [] : [report.violation(route, destinationOf(route), `${internet} to ${gateway}`)],
    ),
  ];
}

/** Attributes of a route that are neither its place nor its destination: where it leads to. */
function gatewaysOf({ values }: Element): [string, unknown][] {
  return Object.entries(values).filter(([name]) => !["route_table_id", "destination_cidr_block", "depends_on", "lifecycle"].includes(name));
}

function isDefault(route: Element): boolean {
  return route.values["destination_cidr_block"] === internet && gatewaysOf(route).length === 1;
}

function leadsToInternetGateway(stack: StackModel, { values }: Element, table: Element): boolean {
  const gateway = stack.referent(values["gateway_id"], "aws_internet_gateway", "id");
  return gateway !== undefined && gateway.values["vpc_id"] === table.values["vpc_id"];
}

function leadsToNatGateway(stack: StackModel, { values }: Element, zone: string | undefined): boolean {
  const nat = stack.referent(values["nat_gateway_id"], "aws_nat_gateway", "id");
  const subnet = nat === undefined ? undefined : stack.referent(nat.values["subnet_id"], "aws_subnet", "id");
  const place = subnetsOf(stack).find(({ element }) => element === subnet);
  return zone !== undefined && place?.tier === "public" && place.zone === zone;
}

function destinationOf(route: Element): string {
  return `${show(at(route.values, "destination_cidr_block"))} to ${JSON.stringify(Object.fromEntries(gatewaysOf(route)))}`;
}

/** A zone has one table for its private subnets, and all zones together one for the public and one for the database subnets. */
function surplusTables(stack: StackModel, report: Reporter): Finding[] {
  const tables = [...subnetsByRouteTable(stack)].map(([table, subnets]) => ({ table, subnet: subnets[0] }));
  const shared = (["public", "database"] as const).flatMap((tier) => {
    const found = tables.filter(({ subnet }) => subnet?.tier === tier);
    return found.slice(1).map(({ table }) => report.violation(table, `${found.length} route tables of the ${tier} tier`, "one"));
  });
  const zones = groupBy(
    tables.filter(({ subnet }) => subnet?.tier === "private"),
    ({ subnet }) => subnet?.zone,
  );
  const doubled = [...zones].flatMap(([zone, found]) =>
    found.slice(1).map(({ table }) => report.violation(table, `${found.length} private route tables of zone ${String(zone)}`, "one")),
  );
  return [...shared, ...doubled];
}
