import { stackContract } from "../contract";
import type { Finding, Reporter } from "../finding";
import type { StackModel } from "../model";
import { remembered } from "../remembered";
import { type Block, leavesOf } from "../value";

/** What cdktf or JavaScript leaves in a text when a value was not there yet. The last one is a word of programs, so it tells in names only. */
const debris = [/TfToken\[/, /\bToken\[/, /\[object \w+\]/, /\$\{\s*\}/, /^\S*\b(undefined|NaN)\b\S*$/];

/** Numbers as which cdktf encodes a token stand below this. */
const encodedNumber = -1e200;

/** Everything that is referred to exists in the same stack, nothing waits for itself, and no placeholder was left behind. */
export const references = stackContract(
  "references",
  "every reference leads somewhere, without cycles, and no value was left unresolved",
  (stack, report) => [
    ...stack.unread.map((kind) => report.unresolved(kind, "a kind of block that the review does not read", "a known kind of block")),
    ...dangling(stack, report),
    ...leftovers(stack, report),
    ...cycles(stack, report),
  ],
);

function dangling(stack: StackModel, report: Reporter): Finding[] {
  const inputs = new Set(stack.inputs.map(({ address }) => address));
  return stack.mentions.flatMap(({ from, reference: { address } }) =>
    stack.find(address) !== undefined || inputs.has(address)
      ? []
      : [report.violation(from, `a reference to ${address}`, "something that this stack has")],
  );
}

function leftovers(stack: StackModel, report: Reporter): Finding[] {
  return stack.everything.flatMap((place) =>
    leftIn(place.values).map(({ path, value }) => report.unresolved(place, `${path}: ${String(value)}`, "a value")),
  );
}

const leftIn = remembered((values: Block) =>
  leavesOf(values).filter(({ value }) =>
    typeof value === "string" ? debris.some((pattern) => pattern.test(value)) : typeof value === "number" && value < encodedNumber,
  ),
);

function cycles(stack: StackModel, report: Reporter): Finding[] {
  const next = new Map<string, Set<string>>();
  for (const { from, reference } of stack.mentions) {
    next.set(from.address, (next.get(from.address) ?? new Set()).add(reference.address));
  }
  const done = new Set<string>();
  const visit = (address: string, path: readonly string[]): Finding[] => {
    const start = path.indexOf(address);
    if (start >= 0) return [report.violation(address, [...path.slice(start), address].join(" -> "), "no cycle")];
    if (done.has(address)) return [];
    const found = [...(next.get(address) ?? [])].flatMap((following) => visit(following, [...path, address]));
    done.add(address);
    return found;
  };
  return [...next.keys()].flatMap((address) => visit(address, []));
}
