import { type Change, inOrderOfDanger } from "../../../review/changes/change";
import { compareStacks } from "../../../review/changes/compare-stacks";
import type { Comparison } from "../../../review/changes/comparison";
import type { DangerName } from "../../../review/changes/danger";
import { type Review, reviewStacks, rules } from "../../../review/changes/review";
import type { Block } from "../../../review/value";
import { Draft } from "../../contracts/planted/draft";
import { stackJson } from "../../support/synthesized";

/** A stack of this test run, to plant changes in. */
export function draftOf(stack: string): Draft {
  return new Draft(stack, JSON.parse(stackJson(stack)) as Block); // what cdktf writes
}

const [devDraft, prodDraft] = [draftOf("ohi-dev"), draftOf("ohi-prod")];
const [devModel, prodModel] = [devDraft.model(), prodDraft.model()];

/** Production as it is against production with a change planted. */
export function compareProd(plant: (draft: Draft) => Draft): Comparison {
  const [comparison] = compareStacks([prodModel], [plant(prodDraft).model()]);
  if (comparison === undefined) throw new Error("there is nothing to compare");
  return comparison;
}

/** What one class of changes says of a change planted in `ohi-dev`, after another one that is there before. */
export function changesBy(rule: string, plant: (draft: Draft) => Draft, before?: (draft: Draft) => Draft): Change[] {
  const base = before === undefined ? devModel : before(devDraft).model();
  const head = plant(before === undefined ? devDraft : before(devDraft)).model();
  return inOrderOfDanger(compareStacks([base], [head]).flatMap((comparison) => rules[rule]?.(comparison) ?? []));
}

/** A review of production with a change planted, without asking the contracts. */
export function reviewProd(plant: (draft: Draft) => Draft): Review {
  return reviewStacks([devModel, prodModel], [devModel, plant(prodDraft).model()], () => []);
}

/** A planted change, and what a rule has to say of it: danger and address of each change, the worst first. */
export interface PlantedChange {
  readonly change: string;
  readonly plant: (draft: Draft) => Draft;
  readonly found: readonly (readonly [danger: DangerName, address: string])[];
}

/** A row of a table of planted changes. */
export type Row = readonly [change: string, plant: (draft: Draft) => Draft, ...found: readonly (readonly [DangerName, string])[]];

export function planted(...rows: readonly Row[]): PlantedChange[] {
  return rows.map(([change, plant, ...found]) => ({ change, plant, found }));
}

/** Danger and address of each change. */
export function told(changes: readonly Change[]): (readonly [DangerName, string])[] {
  return changes.map(({ danger, address }) => [danger, address] as const);
}
