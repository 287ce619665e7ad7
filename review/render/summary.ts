import { type Change, isDangerous, severityOf } from "../changes/change";
import { type Comparison, type Fate, type Pair, resourcePairs } from "../changes/comparison";
import { dangerOf, sections, type Severity } from "../changes/danger";
import type { Review } from "../changes/review";
import { count } from "../report";

/** The worst thing in a review, which is the first line of every report. */
export interface Headline {
  readonly severity: Severity | "none";
  /** A severity as a word, with the stack: `CRITICAL in ohi-prod`. */
  readonly label: string;
  readonly text: string;
}

const words = { critical: "CRITICAL", dangerous: "DANGEROUS", notice: "Nothing dangerous" } as const satisfies Record<Severity, string>;

export function headlineOf({ changes, comparisons, subject }: Review): Headline {
  const [worst] = changes;
  if (worst === undefined) {
    const total = comparisons.flatMap((comparison) => changedPairs(comparison)).length;
    return {
      severity: "none",
      label: "Nothing dangerous",
      text: total === 0 ? `${subject}: nothing changes` : `${subject}: ${count(total, "change")}`,
    };
  }
  const severity = severityOf(worst);
  return { severity, label: `${words[severity]} in ${worst.stack}`, text: worst.what };
}

/** How many changes there are of each severity, in words. */
export function tallyOf({ changes }: Review): string {
  const number = (wanted: Severity): number => changes.filter((change) => severityOf(change) === wanted).length;
  return `${number("critical")} critical, ${number("dangerous")} dangerous, ${number("notice")} to know`;
}

/** What a person has to decide on, the worst first. */
export function dangerousIn({ changes }: Review): readonly Change[] {
  return changes.filter(isDangerous);
}

export interface Section {
  readonly title: string;
  readonly changes: readonly Change[];
}

/** The parts of a report that have something to say, each in the order of danger. */
export function sectionsOf({ changes }: Review): Section[] {
  return Object.entries(sections)
    .map(([name, title]) => ({ title, changes: changes.filter(({ danger }) => dangerOf(danger).section === name) }))
    .filter((section) => section.changes.length > 0);
}

/** Fates that a report counts, in its order. */
export const countedFates = ["created", "changed", "replaced", "deleted", "moved", "forgotten"] as const satisfies readonly Fate[];

/** How many resources of a stack have each fate. */
export function countsOf(comparison: Comparison): readonly number[] {
  const pairs = resourcePairs(comparison);
  return countedFates.map((fate) => pairs.filter((pair) => pair.fate === fate).length);
}

/** Everything that is not as it was, data sources included, in the order of addresses. */
export function changedPairs({ pairs }: Comparison): readonly Pair[] {
  return pairs.filter(({ fate }) => fate !== "kept").toSorted((one, other) => (one.address < other.address ? -1 : 1));
}
