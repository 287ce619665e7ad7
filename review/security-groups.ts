import { isWithin, parseCidr } from "./cidr";
import type { Finding, Reporter } from "./finding";
import type { Element, StackModel } from "./model";
import { namePrefixOf } from "./requirement";
import { textAt, type Value } from "./value";

/** A flow of TCP on one port. Its ends are keys of security groups (`api`), address ranges, or AWS's list of a service's addresses (`prefix list s3`). */
export interface Flow {
  readonly from: string;
  readonly to: string;
  readonly port: number;
}

/** One half of a flow, as a rule in the synthesized JSON states it. */
export interface Rule {
  readonly element: Element;
  readonly direction: "ingress" | "egress";
  /** Key of the group that has the rule: `api` of `ohi-dev-api-sg`. */
  readonly group: string;
  readonly flow: Flow;
}

export const ruleTypes = { ingress: "aws_vpc_security_group_ingress_rule", egress: "aws_vpc_security_group_egress_rule" } as const;

/** A flow in words: `alb -> api:8080`. */
export function flowKey({ from, to, port }: Flow): string {
  return `${from} -> ${to}:${port}`;
}

/** Security groups by their keys. A group whose name does not follow the pattern is left out. */
export function groupsOf(stack: StackModel): Map<string, Element> {
  return new Map(
    stack.ofType("aws_security_group").flatMap((group) => {
      const key = groupKeyOf(stack, group);
      return key === undefined ? [] : [[key, group]];
    }),
  );
}

/** Key of a security group: the words of its name between the environment's prefix and `sg`. */
export function groupKeyOf(stack: StackModel, group: Element): string | undefined {
  const [start, end] = [`${namePrefixOf(stack)}-`, "-sg"];
  const name = textAt(group.values, "name") ?? "";
  return name.startsWith(start) && name.endsWith(end) ? name.slice(start.length, -end.length) : undefined;
}

/** Whether an end of a flow is an address range that no VPC of the stack contains, the internet above all. */
export function isOutside(stack: StackModel, end: string): boolean {
  const range = parseCidr(end);
  const own = stack.ofType("aws_vpc").flatMap(({ values }) => parseCidr(textAt(values, "cidr_block") ?? "") ?? []);
  return range !== undefined && !own.some((vpc) => isWithin(range, vpc));
}

/** The rules of a stack, and a finding for each one that is no TCP flow of one port between ends that can be named. */
export function rulesOf(stack: StackModel, report: Reporter): { readonly rules: readonly Rule[]; readonly findings: readonly Finding[] } {
  const [rules, findings]: [Rule[], Finding[]] = [[], []];
  for (const direction of ["ingress", "egress"] as const) {
    for (const element of stack.ofType(ruleTypes[direction])) {
      const [group, peer, port] = [ownerOf(stack, element), peerOf(stack, element), portOf(element)];
      if (group === undefined)
        findings.push(report.unresolved(element, element.values["security_group_id"], "the id of a security group of this stack"));
      if (peer === undefined)
        findings.push(
          report.unresolved(element, peerValues(element), "one peer: a security group of this stack, an IPv4 range or a prefix list"),
        );
      if (port === undefined) findings.push(report.unresolved(element, portValues(element), "one TCP port"));
      if (group === undefined || peer === undefined || port === undefined) continue;
      rules.push({
        element,
        direction,
        group,
        flow: direction === "ingress" ? { from: peer, to: group, port } : { from: group, to: peer, port },
      });
    }
  }
  return { rules, findings };
}

function ownerOf(stack: StackModel, { values }: Element): string | undefined {
  const group = stack.referent(values["security_group_id"], "aws_security_group", "id");
  return group === undefined ? undefined : groupKeyOf(stack, group);
}

function peerOf(stack: StackModel, rule: Element): string | undefined {
  const given = Object.entries(peerValues(rule));
  const [name, value] = given[0] ?? [];
  if (given.length !== 1 || name === undefined) return undefined;
  if (name === "cidr_ipv4") return typeof value === "string" ? parseCidr(value)?.text : undefined;
  if (name === "prefix_list_id") return prefixListOf(stack, value);
  const group = name === "referenced_security_group_id" ? stack.referent(value, "aws_security_group", "id") : undefined;
  return group === undefined ? undefined : groupKeyOf(stack, group);
}

/** The list of addresses of a gateway endpoint's service: `prefix list s3`. */
export function prefixListOf(stack: StackModel, value: Value | undefined): string | undefined {
  const endpoint = stack.referent(value, "aws_vpc_endpoint", "prefix_list_id");
  const service = endpoint === undefined ? undefined : textAt(endpoint.values, "service_name")?.split(".").at(-1);
  return service === undefined ? undefined : `prefix list ${service}`;
}

function peerValues({ values }: Element): Readonly<Record<string, Value>> {
  const peers = ["cidr_ipv4", "cidr_ipv6", "prefix_list_id", "referenced_security_group_id"];
  return Object.fromEntries(Object.entries(values).filter(([name]) => peers.includes(name)));
}

function portOf({ values }: Element): number | undefined {
  const { ip_protocol: protocol, from_port: from, to_port: to } = values;
  return protocol === "tcp" && typeof from === "number" && from === to && Number.isInteger(from) && from >= 1 && from <= 65_535
    ? from
    : undefined;
}

function portValues({ values }: Element): Readonly<Record<string, Value>> {
  return Object.fromEntries(Object.entries(values).filter(([name]) => ["ip_protocol", "from_port", "to_port"].includes(name)));
}
