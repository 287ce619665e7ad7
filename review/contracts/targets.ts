import { regionOf } from "../arn";
import { stackContract } from "../contract";
import type { Finding, Reporter } from "../finding";
import type { Element, StackModel } from "../model";
import { referencesIn, soleReference } from "../reference";
import { groupKeyOf } from "../security-groups";
import { at, isBlock, isList, leavesOf, listOf, show, type Value } from "../value";

/** The security group of every task. */
const baseline = "ecs-tasks";

/** Addresses to which references lead, by the type and the place, or by the address and the place. */
export type SettledTargets = Readonly<Record<string, string>>;

/**
 * A reference leads to what it has to: the settled resource where nothing else tells one from its neighbours, a key of the region that it is used in,
 * a list names nothing twice, and a service has its own group and the one of every task.
 */
export const targets = stackContract<[settled: SettledTargets]>(
  "targets",
  "references lead where it was settled on, to keys of their own region, and nothing is listed twice",
  (stack, report, settled) =>
    stack.elements.flatMap((element) => [
      ...strayed(stack, element, settled, report),
      ...listsIn(element.values)
        .filter((list) => new Set(list).size < list.length)
        .map((list) => report.violation(element, show(list), "each of them once")),
      ...aliasZones(element, report),
      ...groupsOfService(stack, element, report),
    ]),
);

function strayed(stack: StackModel, element: Element, settled: SettledTargets, report: Reporter): Finding[] {
  return leavesOf(element.values).flatMap(({ path, value }) => {
    const place = path.replaceAll(/\[\d+\]/g, "[]");
    if (typeof value !== "string" || place.startsWith("depends_on")) return [];
    const wanted = settled[`${element.address} ${place}`] ?? settled[`${element.type} ${place}`];
    return referencesIn(value).flatMap(({ address }) => {
      const target = stack.find(address);
      if (target === undefined) return [];
      if (target.type === "aws_kms_key" && element.type !== "aws_iam_policy_document" && regionOf(target) !== regionOf(element))
        return [report.violation(element, `${place}: ${address}`, "a key of its own region")];
      return wanted?.split(".")[0] !== target.type || address === wanted ? [] : [report.violation(element, `${place}: ${address}`, wanted)];
    });
  });
}

/** An alias is of one target: its name and its zone. */
function aliasZones(element: Element, report: Reporter): Finding[] {
  return listOf(element.type === "aws_route53_record" ? element.values["alias"] : undefined).flatMap((alias) => {
    const [name, zone] = ["name", "zone_id"].map((attribute) => soleReference(show(at(alias, attribute)))?.address);
    return name === zone ? [] : [report.violation(element, `a name of ${show(name)}, a zone of ${show(zone)}`, "both of one target")];
  });
}

/** The group that every task has, and beside it the one with which the service's name begins: `zookeeper` of `ohi-dev-zookeeper-1`. */
function groupsOfService(stack: StackModel, element: Element, report: Reporter): Finding[] {
  if (element.type !== "aws_ecs_service") return [];
  const name = show(element.values["name"]);
  const networks = listOf(element.values["network_configuration"]);
  const groups = networks.flatMap((network) => listOf(at(network, "security_groups")));
  const keys = groups.map((group) => {
    const found = stack.referent(group, "aws_security_group", "id");
    return found === undefined ? undefined : groupKeyOf(stack, found);
  });
  const own = keys.filter((key) => key !== undefined && key !== baseline && `${name}-`.startsWith(`${stack.name}-${key}-`));
  return keys.length === 2 && keys.includes(baseline) && own.length === 1
    ? []
    : [report.violation(element, `the groups ${show(groups)}`, `${baseline} and the group of ${name}`)];
}

/** Lists of references. */
function listsIn(value: Value): readonly (readonly string[])[] {
  if (isList(value)) {
    const texts = value.filter((item) => typeof item === "string");
    return [...(texts.some((text) => soleReference(text) !== undefined) ? [texts] : []), ...value.flatMap(listsIn)];
  }
  return isBlock(value) ? Object.values(value).flatMap(listsIn) : [];
}
