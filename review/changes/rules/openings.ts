import { carriersByGroup, isStore } from "../../carriers";
import type { Element, StackModel } from "../../model";
import { comesFromOutside, groupInWords, includes, type Opening, openingsOf, peerInWords, portsInWords } from "../../openings";
import { type Change, changeOf } from "../change";
import type { Comparison } from "../comparison";
import type { DangerName } from "../danger";

/** Ports on which a public load balancer is called. */
const publicPorts = [80, 443];

/**
 * What security groups let through that they did not before: a rule of its own, a wider range of addresses, more ports, another protocol.
 *
 * A rule that was split, moved or written in another way opens nothing.
 */
export function openings(comparison: Comparison): Change[] {
  const { base, head } = comparison;
  const before = openingsOf(base);
  return openingsOf(head)
    .filter((opening) => !before.some((known) => includes(known, opening)))
    .flatMap((opening) => {
      const danger = dangerOfOpening(comparison, opening);
      return danger === undefined ? [] : [openingChange(comparison, opening, danger, before)];
    });
}

function openingChange(comparison: Comparison, opening: Opening, danger: DangerName, before: readonly Opening[]): Change {
  const { base, head } = comparison;
  const group = nameOfGroup(head, opening);
  const [peer, ports] = [peerInWords(head, opening), portsInWords(opening)];
  const previous = before.filter(({ element }) => element.address === opening.element.address);
  const carried = storesBehind(head, opening).map(({ address }) => address);
  return changeOf(comparison, {
    danger,
    address: opening.element.address,
    what: opening.direction === "ingress" ? `${peer} may connect to ${group} on ${ports}` : `${group} may connect to ${peer} on ${ports}`,
    why: carried.length === 0 ? whys[opening.direction] : `${carried.join(", ")} ${carried.length === 1 ? "is" : "are"} behind it`,
    before: previous.map((known) => `${peerInWords(base, known)} on ${portsInWords(known)}`).join("; ") || "closed",
    after: `${peer} on ${ports}`,
    weight: opening.to - opening.from,
  });
}

const whys = {
  ingress: "whoever is there can talk to everything that carries the group",
  egress: "everything that carries the group can send data there",
} as const;

function dangerOfOpening({ base, head, existence }: Comparison, opening: Opening): DangerName | undefined {
  const isKnown = base.find(opening.group) !== undefined;
  if (opening.direction === "egress") return isKnown ? "egress-opened" : undefined; // a new group without egress would be of no use
  if (comesFromOutside(head, opening)) {
    if (storesBehind(head, opening).length > 0) return "store-exposed";
    return isPublicEntrance(head, opening) ? inside(isKnown, existence) : "exposed";
  }
  return inside(isKnown, existence);
}

/** A stack that is new as a whole is judged by the contracts, not rule by rule. */
function inside(isKnown: boolean, existence: Comparison["existence"]): DangerName | undefined {
  if (existence === "new") return undefined;
  return isKnown ? "ingress-opened" : "ingress-added";
}

function storesBehind(stack: StackModel, { group, direction }: Opening): Element[] {
  return direction === "egress" ? [] : (carriersByGroup(stack).get(group) ?? []).filter((element) => isStore(stack, element));
}

function isPublicEntrance(stack: StackModel, { group, from, to }: Opening): boolean {
  const carriers = carriersByGroup(stack).get(group) ?? [];
  const isBalancer = carriers.length > 0 && carriers.every(({ type, values }) => type === "aws_lb" && values["internal"] !== true);
  return isBalancer && from === to && publicPorts.includes(from);
}

function nameOfGroup(stack: StackModel, { group }: Opening): string {
  const element = stack.find(group);
  return element === undefined ? group : groupInWords(element);
}
