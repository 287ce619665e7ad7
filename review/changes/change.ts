import { environmentOf } from "../requirement";
import type { Comparison } from "./comparison";
import { type DangerName, dangerOf, rankOf, type Severity } from "./danger";

/** Something that a person has to know before a change is applied. All of it is plain text, which renderers escape. */
export interface Change {
  readonly danger: DangerName;
  readonly stack: string;
  readonly address: string;
  /** What changes, as a sentence without a full stop. */
  readonly what: string;
  /** What comes of it, as a sentence without a full stop. */
  readonly why: string;
  readonly before: string | undefined;
  readonly after: string | undefined;
  /** How bad it is among changes of its danger. Default 0. */
  readonly weight: number;
  /** Contracts that find something at its address which they did not find before. */
  readonly breaks: readonly string[];
}

/** One class of changes: what it says of a stack as it was and as it is to be. */
export type Rule = (comparison: Comparison) => Change[];

/** What a rule has to say; the rest has defaults. */
export type ChangeProps = Pick<Change, "danger" | "address" | "what" | "why"> & Partial<Pick<Change, "before" | "after" | "weight">>;

export function changeOf({ name }: Pick<Comparison, "name">, props: ChangeProps): Change {
  return { stack: name, before: undefined, after: undefined, weight: 0, breaks: [], ...props };
}

export function severityOf({ danger }: Change): Severity {
  return dangerOf(danger).severity;
}

/** Whether a review ends with an exit code that says so. */
export function isDangerous(change: Change): boolean {
  return severityOf(change) !== "notice";
}

/** Environments in the order in which a mistake hurts; any other comes behind these. */
const environments = ["prod", "shared", "staging", "dev"];

/** Changes in the order of danger: by what they are, then by environment, then by what is at stake, then by address. */
export function inOrderOfDanger(changes: readonly Change[]): Change[] {
  return changes.toSorted(
    (one, other) =>
      rankOf(one.danger) - rankOf(other.danger) ||
      placeOf(one.stack) - placeOf(other.stack) ||
      other.weight - one.weight ||
      compareTexts(one.stack, other.stack) ||
      compareTexts(one.address, other.address),
  );
}

function placeOf(stack: string): number {
  const place = environments.indexOf(environmentOf({ name: stack }));
  return place === -1 ? environments.length : place;
}

function compareTexts(one: string, other: string): number {
  return one === other ? 0 : one < other ? -1 : 1;
}
