import { carriersByGroup, isStore } from "../../carriers";
import { groupBy } from "../../group-by";
import type { Element, StackModel } from "../../model";
import { comesFromOutside, groupInWords, includes, type Opening, openingsOf, peerInWords, portsInWords } from "../../openings";
import { type Change, changeOf } from "../change";
import { type Comparison, resourcePairs } from "../comparison";
import type { DangerName } from "../danger";

/**
 * What may connect to something by a security group that it did not carry before. The rules of the group are as they were, so nothing else tells it.
 * Of what is new only a store that can be reached from outside is told; the contracts judge the rest.
 */
export function carriers(comparison: Comparison): Change[] {
  const { base, head } = comparison;
  const old = openingsOf(base);
  const [before, after] = [incomingByCarrier(base), incomingByCarrier(head)];
  return resourcePairs(comparison).flatMap(({ address, base: previous, head: element }) => {
    if (element === undefined) return [];
    const known = before.get(address) ?? [];
    const groups = groupBy(
      (after.get(address) ?? []).filter(
        (opening) =>
          old.some((one) => includes(one, opening)) && // a rule that is new is told itself
          !known.some((one) => one.group === opening.group || includes({ ...one, group: opening.group }, opening)),
      ),
      ({ group }) => group,
    );
    return [...groups].flatMap(([group, openings]) => {
      const isFromOutside = openings.some((opening) => comesFromOutside(head, opening));
      const danger: DangerName = isFromOutside ? (isStore(head, element) ? "store-exposed" : "exposed") : "ingress-opened";
      if (previous === undefined && danger !== "store-exposed") return [];
      return [carrierChange(comparison, element, { group, openings, danger })];
    });
  });
}

interface Carried {
  readonly group: string;
  readonly openings: readonly Opening[];
  readonly danger: DangerName;
}

function carrierChange(comparison: Comparison, { address }: Element, { group, openings, danger }: Carried): Change {
  const { head } = comparison;
  const found = head.find(group);
  const name = found === undefined ? group : groupInWords(found);
  return changeOf(comparison, {
    danger,
    address,
    what: `${address} gets the security group ${name}`,
    why: "whoever the group lets in can talk to it, too",
    before: `not in ${name}`,
    after: openings.map((opening) => `${peerInWords(head, opening)} on ${portsInWords(opening)}`).join("; "),
  });
}

/** What the groups of each carrier let in, by its address. */
function incomingByCarrier(stack: StackModel): Map<string, Opening[]> {
  const openings = groupBy(
    openingsOf(stack).filter(({ direction }) => direction === "ingress"),
    ({ group }) => group,
  );
  const incoming = new Map<string, Opening[]>();
  for (const [group, elements] of carriersByGroup(stack)) {
    for (const { address } of elements) incoming.set(address, [...(incoming.get(address) ?? []), ...(openings.get(group) ?? [])]);
  }
  return incoming;
}
