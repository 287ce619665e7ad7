import type { StackModel } from "../../review/model";
import { settledReader } from "../../review/settled";
import { leavesOf } from "../../review/value";

/** Something that differs between stacks of one kind. */
export interface Difference {
  /** A type and an attribute; the type alone for resources that only some of the stacks have. */
  readonly place: string;
  /** An example, with what each stack says there. */
  readonly example: string;
}

/**
 * Where stacks differ, after what is an environment's own is taken out of them: its name, its domain, and its addresses. A place in a list is written `[]`,
 * and what is JSON in a text is one value.
 */
export function differencesBetween(stacks: readonly StackModel[]): readonly Difference[] {
  const said = stacks.map(leavesByAddress);
  const found = new Map<string, string>();
  for (const address of new Set(said.flatMap((leaves) => [...leaves.keys()]))) {
    const [type = ""] = address.replace(/\.[^.]+$/, "").split(" ");
    const all = said.map((leaves) => leaves.get(address));
    if (all.some((leaves) => leaves === undefined)) {
      found.set(type, address);
      continue;
    }
    for (const path of new Set(all.flatMap((leaves) => [...(leaves?.keys() ?? [])]))) {
      const values = all.map((leaves) => leaves?.get(path));
      if (new Set(values).size > 1)
        found.set(`${type} ${placeOf(path)}`, `${address}: ${values.map((value) => value ?? "nothing").join(" | ")}`);
    }
  }
  return [...found]
    .map(([place, example]) => ({ place, example: example.slice(0, 300) }))
    .toSorted((one, other) => (one.place < other.place ? -1 : 1));
}

/** Statements of a policy differ as a whole: they have no order that means anything. */
function placeOf(path: string): string {
  return path.startsWith("statement[") ? "statement" : path.replaceAll(/\[\d+\]/g, "[]");
}

function leavesByAddress(stack: StackModel): ReadonlyMap<string, ReadonlyMap<string, string>> {
  const read = settledReader(stack);
  return new Map(
    stack.everything.map(({ address, values }) => [address, new Map(leavesOf(values).map(({ path, value }) => [path, read(value)]))]),
  );
}
