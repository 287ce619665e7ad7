import path from "node:path";
import type { StackModel } from "../../review/model";
import { reporterOf } from "../../review/finding";
import { type Flow, flowKey, groupsOf, rulesOf } from "../../review/security-groups";
import { textAt } from "../../review/value";

/** A list about a stack that is kept beside the tests, so that a change of it is a line that somebody reviews. */
export interface Golden {
  readonly name: string;
  readonly linesOf: (stack: StackModel) => readonly string[];
}

/** Every address of a stack. One that changes makes Terraform destroy and create, unless a `moved` block says otherwise. */
const addresses: Golden = {
  name: "addresses",
  linesOf: ({ elements, outputs }) => [...elements, ...outputs].map(({ address }) => address).toSorted(),
};

/** Every flow that a stack's rules permit, with the reason that they give. A flow that is open at one end only says so. */
const flows: Golden = {
  name: "flows",
  linesOf: (stack) => {
    const { rules, findings } = rulesOf(stack, reporterOf("flows", stack));
    const groups = groupsOf(stack);
    const halves = (flow: Flow): string[] => [...(groups.has(flow.from) ? ["egress"] : []), ...(groups.has(flow.to) ? ["ingress"] : [])];
    const lines = rules.map(({ element, direction, flow }) => {
      const other = halves(flow).filter((half) => half !== direction);
      const open = other.every((half) => rules.some((rule) => rule.direction === half && flowKey(rule.flow) === flowKey(flow)));
      return `${flowKey(flow)}${open ? "" : ` (${direction} only)`}  # ${textAt(element.values, "description") ?? ""}`;
    });
    return [...new Set([...lines, ...findings.map(({ address, found }) => `${address} cannot be read: ${found}`)])].toSorted();
  },
};

export const goldens: readonly Golden[] = [addresses, flows];

/** Where the list about a stack is kept. */
export function fileOf({ name }: Golden, stack: Pick<StackModel, "name">): string {
  return path.join(__dirname, `${stack.name}.${name}.txt`);
}

/** A list as the text of its file: one line each. */
export function textOf(lines: readonly string[]): string {
  return lines.map((line) => `${line}\n`).join("");
}
