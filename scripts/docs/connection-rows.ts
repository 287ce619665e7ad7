import { reporterOf } from "../../review/finding";
import { groupBy } from "../../review/group-by";
import type { StackModel } from "../../review/model";
import { type Flow, flowKey, rulesOf } from "../../review/security-groups";
import { show } from "../../review/value";
import { UserError } from "../../terraform/errors";

/**
 * Rows of the connection matrix as the security groups' rules make it: to whom, on which ports, from whom.
 *
 * @throws UserError naming the rules that are no flow of one port.
 */
export function connectionsOf(stack: StackModel): string[][] {
  const { rules, findings } = rulesOf(stack, reporterOf("connections", stack));
  if (findings.length > 0) throw new UserError(`no rows of a matrix: ${findings.map(({ address }) => address).join(", ")}`);
  const flows = [...new Map(rules.map(({ flow }) => [flowKey(flow), named(stack, flow)])).values()];
  const sources = [...groupBy(flows, ({ to, port }) => `${to} ${port}`).values()].map((group) => {
    const [{ to, port } = { to: "", port: 0 }] = group;
    return {
      to,
      port,
      from: group
        .map(({ from }) => from)
        .toSorted()
        .join(", "),
    };
  });
  return [...groupBy(sources, ({ to, from }) => `${to} ${from}`).values()]
    .map((group) => {
      const [{ to, from } = { to: "", from: "" }] = group;
      return [
        to,
        group
          .map(({ port }) => port)
          .toSorted((one, other) => one - other)
          .join(", "),
        from,
      ];
    })
    .toSorted(([one = ""], [other = ""]) => (one < other ? -1 : 1));
}

/** A flow with the names of the ranges that all environments have under other numbers. */
function named(stack: StackModel, { from, to, port }: Flow): Flow {
  const own = stack.ofType("aws_vpc").map(({ values }) => show(values["cidr_block"]));
  const name = (end: string): string => (end === "0.0.0.0/0" ? "internet" : own.includes(end) ? "VPC" : end);
  return { from: name(from), to: name(to), port };
}
