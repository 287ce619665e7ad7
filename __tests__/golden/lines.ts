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

/** What every resource says of itself that the stack does not say for all of them: whose it is, what it holds, how it is backed up, what law it is under. */
const tags: Golden = {
  name: "tags",
  linesOf: ({ elements }) =>
    elements
      .flatMap(({ address, values }) => {
      const [service, ...others] = ["Service", "DataClassification", "BackupPolicy", "Compliance"].map((tag) => textAt(values, "tags", tag));
      return service === undefined ? [] : [`${address}  # ${[service, ...others].join(", ")}`];
      })
      .toSorted(),
};

export const goldens: readonly Golden[] = [addresses, flows, tags];

/** Where the list about a stack is kept. */
export function fileOf({ name }: Golden, stack: Pick<StackModel, "name">): string {
  return path.join(__dirname, `${stack.name}.${name}.txt`);
}

/** A list as the text of its file: one line each. */
export function textOf(lines: readonly string[]): string {
  return lines.map((line) => `${line}\n`).join("");
}
