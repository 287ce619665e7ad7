import { stackContract } from "../contract";
import { type Flow, flowKey, groupsOf, isOutside, rulesOf } from "../security-groups";

/** What may reach what, in the words of the requirement. Ends of flows are as in `Flow`. */
export interface Reachability {
  /** Every flow by which an address outside the VPC gets in. */
  readonly entrances: readonly Flow[];
  /** Groups that a chain of connections leads to from the internet, each with the least number of connections in it. No other is reached. */
  readonly fromInternet: Readonly<Record<string, number>>;
  /** Groups of stores, each with everything that may connect to it, and by which ports. */
  readonly stores: Readonly<Record<string, readonly { readonly from: string; readonly ports: readonly number[] }[]>>;
  /** Groups that open no connection. */
  readonly silent: readonly string[];
  /** Groups that take none. */
  readonly closed: readonly string[];
}

/** A flow counts only when it is open at both of its ends, as far as these are groups: the closure of the rules, not of the plan behind them. */
export const reachability = stackContract<[expected: Reachability]>(
  "reachability",
  "from the internet only the public load balancer is reached, and each store by exactly those who may",
  (stack, report, expected) => {
    const { rules, findings } = rulesOf(stack, report);
    const groups = groupsOf(stack);
    const wantedEntrances = new Set(expected.entrances.map(flowKey));

    const ingress = rules.filter(({ direction }) => direction === "ingress");
    const egress = rules.filter(({ direction }) => direction === "egress");
    const sent = new Set(egress.map(({ flow }) => flowKey(flow)));
    const open = ingress.map(({ flow }) => flow).filter((flow) => !groups.has(flow.from) || sent.has(flowKey(flow)));

    const entered = ingress.filter(({ flow }) => isOutside(stack, flow.from));
    const entrances = [
      ...entered
        .filter(({ flow }) => !wantedEntrances.has(flowKey(flow)))
        .map(({ element, flow }) => report.violation(element, flowKey(flow), "no way in from outside the VPC")),
      ...expected.entrances
        .filter((flow) => !entered.some((rule) => flowKey(rule.flow) === flowKey(flow)))
        .map((flow) => report.violation(flowKey(flow), "closed", "open to the internet")),
    ];

    const distances = distancesFrom(
      entered.map(({ flow }) => flow.to),
      open,
    );
    const closure = [...groups.keys()].flatMap((group) => {
      const [found, wanted] = [distances.get(group), expected.fromInternet[group]];
      return found === wanted ? [] : [report.violation(groups.get(group) ?? group, `from the internet ${inWords(found)}`, inWords(wanted))];
    });

    const stores = Object.entries(expected.stores).flatMap(([store, rows]) => {
      const wanted = rows.flatMap(({ from, ports }) => ports.map((port) => flowKey({ from, to: store, port }))).toSorted();
      const found = open
        .filter(({ to }) => to === store)
        .map(flowKey)
        .toSorted();
      const place = groups.get(store) ?? store;
      return found.join() === wanted.join() ? [] : [report.violation(place, found.join(", ") || "no way in", wanted.join(", "))];
    });

    const silent = egress
      .filter(({ group }) => expected.silent.includes(group))
      .map(({ element, flow }) => report.violation(element, flowKey(flow), "a group that opens no connection"));
    const closed = ingress
      .filter(({ group }) => expected.closed.includes(group))
      .map(({ element, flow }) => report.violation(element, flowKey(flow), "a group that takes no connection"));
    return [...findings, ...entrances, ...closure, ...stores, ...silent, ...closed];
  },
);

/** Connections that lie between the first groups, at distance 1, and every group that can be reached from them. */
function distancesFrom(first: readonly string[], flows: readonly Flow[]): Map<string, number> {
  const distances = new Map(first.map((group) => [group, 1]));
  for (const [group, distance] of distances) {
    for (const { from, to } of flows) if (from === group && !distances.has(to)) distances.set(to, distance + 1);
  }
  return distances;
}

function inWords(distance: number | undefined): string {
  return distance === undefined ? "cannot be reached" : `reached by ${distance} connections`;
}
