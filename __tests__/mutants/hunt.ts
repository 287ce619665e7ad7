import { stackOf } from "../../review/synthesized";
import type { Block } from "../../review/value";
import type { Judge } from "../contracts/judges";
import { type Mutant, mutated } from "./mutants";

/** What became of a mutant: the contract that found it, or nothing when it survived. */
export interface Fate {
  readonly stack: string;
  readonly mutant: Mutant;
  readonly foundBy: string | undefined;
}

/**
 * Has every contract judge every mutant until one finds something. The contract that was right last time is asked first, so that a mutant which is
 * found costs little; which contract it is says nothing of what others would have found.
 */
export function hunt(stack: string, json: Block, mutants: readonly Mutant[], judges: ReadonlyMap<string, Judge>): readonly Fate[] {
  const queue = [...judges.entries()];
  return mutants.map((mutant) => {
    const model = stackOf(stack, mutated(json, mutant));
    const place = queue.findIndex(([, judge]) => judge(model).length > 0);
    const [found] = place < 0 ? [] : queue.splice(place, 1);
    if (found !== undefined) queue.unshift(found);
    return { stack, mutant, foundBy: found?.[0] };
  });
}
