import type { Part, StackModel } from "../../model";
import { show } from "../../value";
import { type Change, changeOf } from "../change";
import { differencesOf } from "../compare-stacks";
import { type Comparison, type Difference, type Pair, resourcePairs } from "../comparison";

/** Providers and states of a stack that are not as they were, and resources that have another provider. A stack that is new has none from before. */
export function surroundings(comparison: Comparison): Change[] {
  if (comparison.existence === "new") return [];
  const after = partsOf(comparison.head);
  const parts = [...partsOf(comparison.base)].flatMap(([address, { values }]) => {
    const fresh = after.get(address);
    const differences = differencesOf(values, fresh?.values ?? {});
    return fresh !== undefined && differences.length === 0 ? [] : [partChange(comparison, address, fresh === undefined, differences)];
  });
  return [...parts, ...resourcePairs(comparison).flatMap((pair) => providerChange(comparison, pair))];
}

/** Providers and states by their addresses. */
function partsOf({ providers, backends }: StackModel): Map<string, Part> {
  return new Map([...providers, ...backends].map((part) => [part.address, part]));
}

function partChange(comparison: Comparison, address: string, isGone: boolean, differences: readonly Difference[]): Change {
  return changeOf(comparison, {
    danger: "elsewhere",
    address,
    what: isGone ? `${address} is gone` : `${address} has another ${differences.map(({ path }) => path).join(", ")}`,
    why: "Terraform may not find what there is: it makes everything anew, and does not look after what was there",
    before: differences.map(({ path, before }) => `${path} = ${show(before)}`).join("; "),
    after: isGone ? undefined : differences.map(({ path, after }) => `${path} = ${show(after)}`).join("; "),
  });
}

function providerChange(comparison: Comparison, { base, head, address }: Pair): Change[] {
  if (base === undefined || head === undefined) return [];
  const [before, after] = [base, head].map(({ type, values }) => show(values["provider"] ?? type.split("_")[0]));
  if (before === after) return [];
  return [
    changeOf(comparison, {
      danger: "elsewhere",
      address,
      what: `${address} has the provider ${after ?? ""}, and had ${before ?? ""}`,
      why: "Terraform does not find it there: it is made anew, and what there is stays where it was",
      before,
      after,
    }),
  ];
}
