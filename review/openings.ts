import { isWithin, parseCidr } from "./cidr";
import { blocksOf } from "./containers";
import type { Element, StackModel } from "./model";
import { remembered } from "./remembered";
import { resolved } from "./resolve";
import { isOutside, ruleTypes } from "./security-groups";
import { type Block, listOf, show, textAt, type Value } from "./value";

/** What one rule of a security group lets through, however the rule is written; unlike a `Rule`, it may be anything that AWS takes. */
export interface Opening {
  readonly element: Element;
  readonly direction: "ingress" | "egress";
  /** Address of the group that has the rule, or what stands in its place. */
  readonly group: string;
  /** An address range, the address of a group, or what stands in the place of either. */
  readonly peer: string;
  /** As AWS writes it: `tcp`, `-1` for all. */
  readonly protocol: string;
  readonly from: number;
  readonly to: number;
}

const oldRuleType = "aws_security_group_rule";
const groupTypes = ["aws_security_group", "aws_default_security_group"];
const everything = ["-1", "all"];

/** Everything that the rules of a stack let through: rules of their own, rules of the older kind, and those inside groups. */
export const openingsOf = remembered((stack: StackModel): readonly Opening[] => {
  const own = (["ingress", "egress"] as const).flatMap((direction) =>
    stack.ofType(ruleTypes[direction]).flatMap((element) => openingsIn(stack, element, direction, element.values)),
  );
  const older = stack
    .ofType(oldRuleType)
    .flatMap((element) => openingsIn(stack, element, element.values["type"] === "egress" ? "egress" : "ingress", element.values));
  const inside = stack
    .ofType(...groupTypes)
    .flatMap((element) =>
      (["ingress", "egress"] as const).flatMap((direction) =>
        blocksOf(element.values[direction]).flatMap((block) =>
          openingsIn(stack, element, direction, { ...block, security_group_id: element.address }),
        ),
      ),
    );
  return [...own, ...older, ...inside];
});

/** Attributes that name the other end of a rule, of all the ways in which rules are written. */
const peerAttributes = [
  "cidr_ipv4",
  "cidr_ipv6",
  "referenced_security_group_id",
  "prefix_list_id",
  "cidr_blocks",
  "ipv6_cidr_blocks",
  "source_security_group_id",
  "security_groups",
  "prefix_list_ids",
];

function openingsIn(stack: StackModel, element: Element, direction: Opening["direction"], values: Block): Opening[] {
  const group = addressOf(stack, values["security_group_id"]);
  const protocol = show(values["ip_protocol"] ?? values["protocol"] ?? "-1");
  const all = everything.includes(protocol);
  const [from, to] = all ? [0, 65_535] : [portAt(stack, values["from_port"], 0), portAt(stack, values["to_port"], 65_535)];
  const peers = peerAttributes.flatMap((attribute) => listOf(values[attribute]).map((value) => addressOf(stack, value)));
  const self = values["self"] === true ? [group] : [];
  return [...peers, ...self].map((peer) => ({ element, direction, group, peer, protocol: all ? "-1" : protocol, from, to }));
}

/** A port that cannot be told counts as the widest. */
function portAt(stack: StackModel, value: Value | undefined, widest: number): number {
  const port = value === undefined ? undefined : resolved(stack, value);
  return typeof port === "number" ? port : widest;
}

/** The address of the element to which a value refers; other values as they are, references to what the configuration says resolved. */
function addressOf(stack: StackModel, value: Value | undefined): string {
  const target = stack.target(value);
  if (target?.attribute === "id") return target.element.address;
  return show(value === undefined ? undefined : resolved(stack, value));
}

/** Whether everything that one opening lets through, another one of the same group lets through as well. */
export function includes(outer: Opening, inner: Opening): boolean {
  if (outer.group !== inner.group || outer.direction !== inner.direction) return false;
  if (outer.protocol !== "-1" && outer.protocol !== inner.protocol) return false;
  return outer.from <= inner.from && outer.to >= inner.to && holdsPeer(outer.peer, inner.peer);
}

function holdsPeer(outer: string, inner: string): boolean {
  if (outer === inner) return true;
  const [range, part] = [parseCidr(outer), parseCidr(inner)];
  return range !== undefined && part !== undefined && isWithin(part, range);
}

/**
 * Whether the other end of an opening lies outside the VPC. Only a security group, and a range of its addresses that AWS takes as it stands, do not: a
 * prefix list is whatever its owner puts into it, and what cannot be told may be anything.
 */
export function comesFromOutside(stack: StackModel, { peer }: Opening): boolean {
  const isGroup = groupTypes.includes(stack.find(peer)?.type ?? "") || /^sg-[\da-f]+$/.test(peer);
  return !isGroup && (parseCidr(peer) === undefined || isOutside(stack, peer));
}

/** The other end in words. */
export function peerInWords(stack: StackModel, { peer }: Opening): string {
  if (peer === "0.0.0.0/0" || peer === "::/0") return `the internet (${peer})`;
  const element = stack.find(peer);
  return element === undefined ? peer : groupInWords(element);
}

/** A group by its name: AWS and people know it by that. */
export function groupInWords({ address, values }: Element): string {
  return textAt(values, "name") ?? address;
}

/** Protocol and ports in words: `TCP 5432`, `TCP 8000-8080`, `every port`. */
export function portsInWords({ protocol, from, to }: Pick<Opening, "protocol" | "from" | "to">): string {
  if (protocol === "-1") return "every port of every protocol";
  const name = protocol.toUpperCase();
  if (from <= 1 && to === 65_535) return `every port of ${name}`;
  return from === to ? `${name} ${from}` : `${name} ${from}-${to}`;
}
