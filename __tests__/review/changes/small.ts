import { compareStacks } from "../../../review/changes/compare-stacks";
import type { Comparison } from "../../../review/changes/comparison";
import type { DangerName } from "../../../review/changes/danger";
import { rules } from "../../../review/changes/review";
import { stackOf } from "../../../review/synthesized";
import type { Block, Value } from "../../../review/value";

/** A stack that has nothing but some elements, by their addresses, and blocks such as `moved`. */
export function small(elements: Readonly<Record<string, Block>>, blocks: Block = {}): Block {
  const kinds: Record<string, Record<string, Record<string, Block>>> = { resource: {}, data: {} };
  for (const [address, values] of Object.entries(elements)) {
    const [id = "", type = "", kind = "resource"] = address.split(".").toReversed();
    ((kinds[kind] ??= {})[type] ??= {})[id] = values;
  }
  return { ...kinds, ...blocks };
}

/** A value at a path of names: `lifecycle.prevent_destroy`. */
export function valueAt(path: string, value: Value | undefined): Block {
  const [first = "", ...rest] = path.split(".");
  return value === undefined ? {} : { [first]: rest.reduceRight<Value>((inner, name) => ({ [name]: inner }), value) };
}

export function compared(before: Block | undefined, after: Block): Comparison {
  const [base, head] = [before === undefined ? [] : [stackOf("ohi-dev", before)], [stackOf("ohi-dev", after)]];
  const [comparison] = compareStacks(base, head);
  if (comparison === undefined) throw new Error("there is nothing to compare");
  return comparison;
}

/** Danger and address of each change of which a rule tells. A stack that was not there before is new. */
export function toldBetween(rule: string, before: Block | undefined, after: Block): (readonly [DangerName, string])[] {
  return (rules[rule]?.(compared(before, after)) ?? []).map(({ danger, address }) => [danger, address] as const);
}
