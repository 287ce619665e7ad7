import { carriersByGroup, isStore, referencesOf } from "../carriers";
import type { Change } from "../changes/change";
import { rankOf } from "../changes/danger";
import type { Comparison } from "../changes/comparison";
import { groupBy } from "../group-by";
import type { Element, StackModel } from "../model";
import { subnetsOf, tiers } from "../network";
import { groupInWords, openingsOf, portsInWords } from "../openings";
import { namePrefixOf } from "../requirement";
import { prefixListOf } from "../security-groups";

/** What a picture says of one of its parts: whether it is new, gone, not as it was, or as it was. */
export type Status = "added" | "removed" | "changed" | "same";

/** Where a node stands: a tier of the network, or outside of all. */
export type Place = keyof typeof tiers | "inside" | "outside";

export interface Node {
  readonly id: string;
  readonly label: string;
  readonly kind: "store" | "service" | "load balancer" | "host" | "group" | "addresses";
  readonly place: Place;
  readonly status: Status;
  /** Addresses of what stands there. */
  readonly members: readonly string[];
  /** What is said of it, the worst first. */
  readonly changes: readonly Change[];
}

/** A connection that the rules of both ends, as far as they are groups, speak of. */
export interface Edge {
  readonly from: string;
  readonly to: string;
  /** For example `TCP 5432`. */
  readonly ports: readonly string[];
  readonly status: Status;
  /** Whether it is one of the most dangerous changes. */
  readonly isAlarming: boolean;
}

/** An environment as its security groups divide it: who stands where, and who may connect to whom. */
export interface Environment {
  readonly name: string;
  readonly nodes: readonly Node[];
  readonly edges: readonly Edge[];
}

/** The picture of a stack, as it is to be and with what is gone; nothing for a stack without security groups. */
export function environmentOf(comparison: Comparison, changes: readonly Change[]): Environment | undefined {
  const { name, base, head } = comparison;
  const own = changes.filter(({ stack }) => stack === name);
  const edges = edgesOf(base, head, own);
  const ends = new Set([...groupsIn(base), ...groupsIn(head), ...edges.flatMap(({ from, to }) => [from, to])]);
  if (groupsIn(head).length + groupsIn(base).length === 0) return undefined;
  const rules = groupBy([...openingsOf(head), ...openingsOf(base)], ({ group }) => group);
  const rulesOf = (id: string): readonly string[] => [...new Set(rules.get(id)?.map(({ element }) => element.address))];
  return { name, edges, nodes: [...ends].map((id) => nodeOf(comparison, id, rulesOf(id), own)) };
}

function groupsIn(stack: StackModel): string[] {
  return stack.ofType("aws_security_group").map(({ address }) => address);
}

function edgesOf(base: StackModel, head: StackModel, changes: readonly Change[]): Edge[] {
  const [old, fresh] = [flowsOf(base), flowsOf(head)];
  const alarming = new Set(changes.filter(({ danger }) => rankOf(danger) <= rankOf("exposed")).map(({ address }) => address));
  return [...new Set([...old.keys(), ...fresh.keys()])].map((key) => {
    const [before, after] = [old.get(key), fresh.get(key)];
    const flow = after ?? before;
    if (flow === undefined) throw new Error(`${key} is no flow of either stack`);
    const status =
      before === undefined ? "added" : after === undefined ? "removed" : before.ports.join() === after.ports.join() ? "same" : "changed";
    return {
      from: flow.from,
      to: flow.to,
      ports: flow.ports,
      status,
      isAlarming: status !== "removed" && flow.rules.some((rule) => alarming.has(rule)),
    };
  });
}

interface PortsBetween {
  readonly from: string;
  readonly to: string;
  readonly ports: readonly string[];
  readonly rules: readonly string[];
}

/** What may connect to what, by both ends; the two halves of a connection are one. */
function flowsOf(stack: StackModel): Map<string, PortsBetween> {
  const flows = openingsOf(stack).map((opening) => {
    const [from, to] = opening.direction === "ingress" ? [opening.peer, opening.group] : [opening.group, opening.peer];
    return { from, to, ports: portsInWords(opening), rule: opening.element.address };
  });
  const grouped = groupBy(flows, ({ from, to }) => `${from} ${to}`);
  return new Map(
    [...grouped].map(([key, group]) => {
      const [{ from, to } = { from: "", to: "" }] = group;
      return [key, { from, to, ports: [...new Set(group.map(({ ports }) => ports))].toSorted(), rules: group.map(({ rule }) => rule) }];
    }),
  );
}

function nodeOf(comparison: Comparison, id: string, rules: readonly string[], changes: readonly Change[]): Node {
  const { base, head } = comparison;
  const stack = head.find(id) === undefined ? base : head;
  const group = stack.find(id);
  if (group?.type !== "aws_security_group") return addressesNode(head, id);
  const carriers = carriersByGroup(stack).get(id) ?? [];
  const members = [id, ...carriers.map(({ address }) => address)];
  const parts = [...members, ...rules];
  const prefix = `${namePrefixOf(stack)}-`;
  return {
    id,
    label: groupInWords(group).replace(prefix, "").replace(/-sg$/, ""),
    kind: kindOf(stack, carriers),
    place: placeOf(stack, carriers),
    status: statusOf(comparison, parts),
    members,
    changes: changes.filter(({ address }) => parts.includes(address)),
  };
}

function addressesNode(stack: StackModel, id: string): Node {
  const label = id === "0.0.0.0/0" || id === "::/0" ? `internet ${id}` : (prefixListOf(stack, id) ?? id.replace(/^(data\.)?aws_/, ""));
  return { id, label, kind: "addresses", place: "outside", status: "same", members: [], changes: [] };
}

function statusOf({ base, head, pairs }: Comparison, parts: readonly string[]): Status {
  const [group = ""] = parts;
  if (base.find(group) === undefined) return "added";
  if (head.find(group) === undefined) return "removed";
  return pairs.some(({ address, fate }) => parts.includes(address) && fate !== "kept") ? "changed" : "same";
}

function kindOf(stack: StackModel, carriers: readonly Element[]): Node["kind"] {
  if (carriers.some((carrier) => isStore(stack, carrier))) return "store";
  const types = carriers.map(({ type }) => type);
  if (types.includes("aws_lb")) return "load balancer";
  if (types.includes("aws_instance")) return "host";
  return types.includes("aws_ecs_service") ? "service" : "group";
}

/** The tier of the subnets to which what carries a group leads, at most by way of a subnet group. */
function placeOf(stack: StackModel, carriers: readonly Element[]): Place {
  const tierOf = new Map(subnetsOf(stack).map(({ element, tier }) => [element.address, tier]));
  const near = carriers.flatMap(referencesOf);
  const addresses = [
    ...near,
    ...near.flatMap((address) => (address.includes("subnet_group.") ? referencesOf(stack.find(address) ?? { values: {} }) : [])),
  ];
  return addresses.map((address) => tierOf.get(address)).find((tier) => tier !== undefined) ?? "inside";
}
