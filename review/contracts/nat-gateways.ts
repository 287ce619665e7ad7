import { stackContract } from "../contract";
import type { Finding, Reporter } from "../finding";
import { groupBy } from "../group-by";
import { waitsForInternet } from "../internet-gateway";
import type { Element, StackModel } from "../model";
import { subnetsOf } from "../network";
import { namePrefixOf } from "../requirement";
import { show, textAt } from "../value";

/**
 * Every zone with a private subnet has one NAT gateway, in its public subnet, with a fixed address of its own.
 *
 * @see https://docs.aws.amazon.com/vpc/latest/userguide/nat-gateway-working-with.html
 */
export const natGateways = stackContract(
  "nat-gateways",
  "each zone has one NAT gateway with a fixed address, made after the internet gateway is attached",
  (stack, report) => {
    const subnets = new Map(subnetsOf(stack).map((subnet) => [subnet.element, subnet]));
    const gateways = stack.ofType("aws_nat_gateway").map((element) => {
      const subnet = stack.referent(element.values["subnet_id"], "aws_subnet", "id");
      const address = stack.referent(element.values["allocation_id"], "aws_eip", "id");
      return { element, subnet: subnet === undefined ? undefined : subnets.get(subnet), address };
    });
    const byAddress = groupBy(gateways, ({ address }) => address);
    const byZone = groupBy(gateways, ({ subnet }) => subnet?.zone);
    const zones = new Set([...subnets.values()].flatMap(({ tier, zone }) => (tier === "private" && zone !== undefined ? [zone] : [])));
    return [
      ...gateways.flatMap(({ element, subnet, address }) => [
        ...(subnet === undefined ? [report.unresolved(element, element.values["subnet_id"], "the id of a subnet of this stack")] : []),
        ...(subnet !== undefined && subnet.tier !== "public"
          ? [report.violation(element, `in ${subnet.element.address} of the tier ${String(subnet.tier)}`, "in a public subnet")]
          : []),
        ...(address === undefined
          ? [report.unresolved(element, element.values["allocation_id"], "the id of an aws_eip of this stack")]
          : []),
        ...(isPublic(element) ? [] : [report.violation(element, `connectivity ${show(element.values["connectivity_type"])}`, "public")]),
        ...waitsForInternet(stack, element, report),
        ...[element, ...(address === undefined ? [] : [address])].flatMap((named) => misnamed(stack, named, subnet?.zone, report)),
      ]),
      ...stack
        .ofType("aws_eip")
        .flatMap((address) => [
          ...(byAddress.get(address)?.length === 1
            ? []
            : [report.violation(address, `${byAddress.get(address)?.length ?? 0} NAT gateways`, "exactly one that has this address")]),
          ...(address.values["domain"] === "vpc" ? [] : [report.violation(address, `domain ${show(address.values["domain"])}`, "vpc")]),
          ...waitsForInternet(stack, address, report),
        ]),
      ...[...zones].flatMap((zone) => {
        const count = byZone.get(zone)?.length ?? 0;
        return count === 1 ? [] : [report.violation("aws_nat_gateway", `${count} in zone ${zone}`, "one in each zone")];
      }),
    ];
  },
);

function isPublic({ values }: Element): boolean {
  return values["connectivity_type"] === undefined || values["connectivity_type"] === "public";
}

function misnamed(stack: StackModel, element: Element, zone: string | undefined, report: Reporter): Finding[] {
  const [found, expected] = [textAt(element.values, "tags", "Name"), `${namePrefixOf(stack)}-nat-${String(zone)}`];
  return found === expected ? [] : [report.violation(element, `name ${show(found)}`, expected)];
}
