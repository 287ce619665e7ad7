import { stackContract } from "../contract";
import type { Finding, Reporter } from "../finding";
import { groupBy } from "../group-by";
import type { Element, StackModel } from "../model";
import { ruleTypes } from "../security-groups";
import { isList, show, textAt } from "../value";

/** Rules that AWS takes in each direction of a group. @see https://docs.aws.amazon.com/vpc/latest/userguide/amazon-vpc-limits.html#vpc-limits-security-groups */
const quota = 60;

/** Rules that a list of addresses of AWS's counts as. @see https://docs.aws.amazon.com/vpc/latest/userguide/working-with-aws-managed-prefix-lists.html */
const weights: Readonly<Record<string, number>> = { s3: 1, dynamodb: 1 };

/** What AWS takes as the description of a rule. @see https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_IpRange.html */
const describable = /^[a-zA-Z0-9. _:/()#,@[\]+=&;{}!$*-]{1,255}$/;

/** Each security-group rule opens one port of one protocol, says why, and stands for itself. */
export const ruleHygiene = stackContract(
  "rule-hygiene",
  "no rule covers all ports or protocols, each says why, and no group exceeds its quota",
  (stack, report) => {
    const rules = Object.values(ruleTypes).flatMap((type) => stack.ofType(type));
    return [
      ...rules.flatMap((rule) => [...tooWide(rule, report), ...undescribed(rule, report)]),
      ...stack.ofType("aws_security_group").flatMap((group) => [...inline(group, report), ...undescribed(group, report)]),
      ...stack
        .ofType("aws_security_group_rule")
        .map((rule) => report.violation(rule, "a rule of the old kind", `an ${Object.values(ruleTypes).join(" or ")}`)),
      ...defaultGroups(stack, report),
      ...Object.values(ruleTypes).flatMap((type) => overQuota(stack, type, report)),
    ];
  },
);

function tooWide(rule: Element, report: Reporter): Finding[] {
  const { ip_protocol: protocol, from_port: from, to_port: to } = rule.values;
  const found = `protocol ${show(protocol)}, ports ${show(from)} to ${show(to)}`;
  if (protocol === "-1" || protocol === "all") return [report.violation(rule, found, "one protocol")];
  return typeof from === "number" && from > 0 && from === to ? [] : [report.violation(rule, found, "one port")];
}

function undescribed(element: Element, report: Reporter): Finding[] {
  const description = textAt(element.values, "description");
  if (description !== undefined && describable.test(description) && description.trim() !== "") return [];
  return [report.violation(element, `description ${show(description)}`, "1 to 255 characters that AWS takes, saying why it exists")];
}

function inline(group: Element, report: Reporter): Finding[] {
  return Object.keys(ruleTypes)
    .filter((direction) => group.values[direction] !== undefined)
    .map((direction) => report.violation(group, `${direction} rules inside the group`, "rules of their own"));
}

/** A VPC's default group applies to what names no group; closed, that gets no traffic at all. */
function defaultGroups(stack: StackModel, report: Reporter): Finding[] {
  const groups = stack.ofType("aws_default_security_group");
  return [
    ...stack.ofType("aws_vpc").flatMap((vpc) => {
      const own = groups.filter(({ values }) => stack.referent(values["vpc_id"], "aws_vpc", "id") === vpc);
      return own.length === 1 ? [] : [report.violation(vpc, `${own.length} default security groups taken over`, "one, without rules")];
    }),
    ...groups.flatMap((group) =>
      Object.keys(ruleTypes).flatMap((direction) => {
        const rules = group.values[direction];
        const closed = isList(rules) && rules.length === 0;
        return closed ? [] : [report.violation(group, `${direction} ${show(rules)}`, "an empty list: no rule in the default group")];
      }),
    ),
  ];
}

function overQuota(stack: StackModel, type: string, report: Reporter): Finding[] {
  const byGroup = groupBy(stack.ofType(type), ({ values }) => stack.referent(values["security_group_id"], "aws_security_group", "id"));
  return [...byGroup].flatMap(([group, rules]) => {
    const place = group ?? type;
    const unknown = rules
      .filter((rule) => weightOf(stack, rule) === undefined)
      .map((rule) => report.unresolved(rule, rule.values["prefix_list_id"], "a prefix list of known weight"));
    const weight = rules.reduce((sum, rule) => sum + (weightOf(stack, rule) ?? 0), 0);
    return [...unknown, ...(weight <= quota ? [] : [report.violation(place, `${type}s of weight ${weight}`, `at most ${quota}`)])];
  });
}

function weightOf(stack: StackModel, { values }: Element): number | undefined {
  if (values["prefix_list_id"] === undefined) return 1;
  const endpoint = stack.referent(values["prefix_list_id"], "aws_vpc_endpoint", "prefix_list_id");
  return weights[textAt(endpoint?.values, "service_name")?.split(".").at(-1) ?? ""];
}
