import { stackContract } from "../contract";
import { duplicates } from "../group-by";
import { type Flow, flowKey, groupsOf, rulesOf } from "../security-groups";

/**
 * Every flow that the rules permit is one that the matrix names, and every one that it names is permitted at both of its ends.
 *
 * It reads rules, not the program that made them, so it also sees a rule that was added beside the matrix.
 */
export const connectionMatrix = stackContract<[matrix: readonly Flow[]]>(
  "connection-matrix",
  "the rules of the security groups are those of the connection matrix, at both ends",
  (stack, report, matrix) => {
    const { rules, findings } = rulesOf(stack, report);
    const groups = groupsOf(stack);
    const wanted = new Set(matrix.map(flowKey));
    const present = new Set(rules.map(({ direction, flow }) => `${direction} ${flowKey(flow)}`));

    const undeclared = rules
      .filter(({ flow }) => !wanted.has(flowKey(flow)))
      .map(({ element, direction, flow }) => report.violation(element, `${direction} ${flowKey(flow)}`, "a flow that the matrix names"));
    const severed = matrix.flatMap((flow) => [
      ...(groups.has(flow.from) && !present.has(`egress ${flowKey(flow)}`)
        ? [report.violation(flowKey(flow), `${flow.from} may not send`, "an egress rule")]
        : []),
      ...(groups.has(flow.to) && !present.has(`ingress ${flowKey(flow)}`)
        ? [report.violation(flowKey(flow), `${flow.to} does not let it in`, "an ingress rule")]
        : []),
      ...(groups.has(flow.from) || groups.has(flow.to)
        ? []
        : [report.violation(flowKey(flow), `neither ${flow.from} nor ${flow.to} is a group`, "the groups of the matrix")]),
    ]);
    const doubled = duplicates(rules, ({ direction, flow }) => `${direction} ${flowKey(flow)}`).flatMap(([half, [, ...others]]) =>
      others.map(({ element }) => report.violation(element, `${half}, a second time`, "once: AWS refuses a rule that is there")),
    );
    return [...findings, ...undeclared, ...severed, ...doubled];
  },
);
