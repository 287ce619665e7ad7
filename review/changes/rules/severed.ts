import { groupInWords, includes, type Opening, openingsOf, peerInWords, portsInWords } from "../../openings";
import { type Change, changeOf } from "../change";
import type { Comparison } from "../comparison";

/** What security groups let through before and do not any more, between ends that are still there. */
export function severed(comparison: Comparison): Change[] {
  const { base, head } = comparison;
  const after = openingsOf(head);
  return openingsOf(base)
    .filter((opening) => !after.some((known) => includes(known, opening)) && endsRemain(comparison, opening))
    .map((opening) => {
      const [peer, ports] = [peerInWords(base, opening), portsInWords(opening)];
      const element = head.find(opening.group);
      const group = element === undefined ? opening.group : groupInWords(element);
      return changeOf(comparison, {
        danger: "connection-severed",
        address: opening.element.address,
        what:
          opening.direction === "ingress"
            ? `${group} does not let in ${peer} on ${ports} any more`
            : `${group} may not connect to ${peer} on ${ports} any more`,
        why: "a program that still needs it waits until it gives up",
        before: `${peer} on ${ports}`,
        after: "closed",
      });
    });
}

/** A group that goes with all of its rules severs nothing that anybody can miss. */
function endsRemain({ base, head }: Comparison, { group, peer }: Opening): boolean {
  return [group, peer].every((end) => base.find(end) === undefined || head.find(end) !== undefined);
}
