import { block24, overlap, parseCidr, isWithin } from "../cidr";
import { stackContract } from "../contract";
import type { Finding, Reporter } from "../finding";
import { duplicates } from "../group-by";
import type { StackModel } from "../model";
import { type Subnet, subnetsOf, tiers, zoneLetters } from "../network";
import { namePrefixOf } from "../requirement";
import { show, textAt } from "../value";

/**
 * Each subnet is the /24 block that the table of the network gives its tier and zone: public 0, 1, 2, private 10, 11, 12, database 20, 21, 22.
 *
 * Every tier is in the same zones, two at least.
 */
export const cidrs = stackContract(
  "cidrs",
  "each subnet is the block of its tier and zone, within its VPC and apart from all others",
  (stack, report) => {
    const subnets = subnetsOf(stack);
    return [
      ...subnets.flatMap((subnet) => [...unresolved(subnet, report), ...outOfTable(stack, subnet, report)]),
      ...overlapping(subnets, report),
      ...duplicates(subnets, ({ tier, zone }) => `${String(tier)} ${String(zone)}`).flatMap(([place, [, ...others]]) =>
        others.map(({ element }) => report.violation(element, `a second subnet ${place}`, "one subnet in each tier and zone")),
      ),
      ...unevenTiers(stack, subnets, report),
    ];
  },
);

function unresolved({ element, tier, zone, cidr, vpc }: Subnet, report: Reporter): Finding[] {
  const { values } = element;
  return [
    ...(tier === undefined
      ? [report.unresolved(element, textAt(values, "tags", "Tier"), `a tag Tier: ${Object.keys(tiers).join(", ")}`)]
      : []),
    ...(zone === undefined ? [report.unresolved(element, values["availability_zone"], "a zone a, b or c of the home region")] : []),
    ...(cidr === undefined ? [report.unresolved(element, values["cidr_block"], "an IPv4 range without host bits")] : []),
    ...(vpc === undefined ? [report.unresolved(element, values["vpc_id"], "the id of a VPC of this stack")] : []),
  ];
}

function outOfTable(stack: StackModel, { element, tier, zone, cidr, vpc }: Subnet, report: Reporter): Finding[] {
  const whole = vpc === undefined ? undefined : parseCidr(textAt(vpc.values, "cidr_block") ?? "");
  const letter = zoneLetters.findIndex((candidate) => candidate === zone);
  if (tier === undefined || zone === undefined || cidr === undefined || whole === undefined) return []; // reported as unresolved
  const block = block24(whole, tiers[tier] + letter);
  const name = `${namePrefixOf(stack)}-${tier}-subnet-${zone}`;
  return [
    ...(isWithin(cidr, whole) ? [] : [report.violation(element, cidr.text, `a range within ${whole.text}`)]),
    ...(cidr.text === block ? [] : [report.violation(element, cidr.text, `${block}, the block of the ${tier} tier in zone ${zone}`)]),
    ...(textAt(element.values, "tags", "Name") === name
      ? []
      : [report.violation(element, `name ${show(textAt(element.values, "tags", "Name"))}`, name)]),
  ];
}

function overlapping(subnets: readonly Subnet[], report: Reporter): Finding[] {
  return subnets.flatMap(({ element, cidr }, index) =>
    subnets
      .slice(0, index)
      .flatMap((other) =>
        cidr !== undefined && other.cidr !== undefined && overlap(cidr, other.cidr)
          ? [report.violation(element, `${cidr.text}, which overlaps ${other.cidr.text} of ${other.element.address}`, "a range of its own")]
          : [],
      ),
  );
}

function unevenTiers(stack: StackModel, subnets: readonly Subnet[], report: Reporter): Finding[] {
  if (stack.ofType("aws_vpc").length === 0) return [];
  const zonesOf = (tier: string): string =>
    subnets
      .flatMap((subnet) => (subnet.tier === tier ? [String(subnet.zone)] : []))
      .toSorted()
      .join(", ");
  const all = [...new Set(subnets.map(({ zone }) => String(zone)))].toSorted();
  return Object.keys(tiers).flatMap((tier) =>
    all.length >= 2 && zonesOf(tier) === all.join(", ")
      ? []
      : [
          report.violation(
            "aws_subnet",
            `${tier} subnets in the zones ${zonesOf(tier) || "none"}`,
            `the same two or three zones as the other tiers: ${all.join(", ")}`,
          ),
        ],
  );
}
