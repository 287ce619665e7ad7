import type { Finding } from "../finding";
import type { StackModel } from "../model";
import { type Change, inOrderOfDanger, type Rule } from "./change";
import { compareStacks } from "./compare-stacks";
import type { Comparison } from "./comparison";
import { withFindings } from "./contract-findings";
import { carriers } from "./rules/carriers";
import { cutOff } from "./rules/cut-off";
import { grants } from "./rules/grants";
import { guards } from "./rules/guards";
import { openings } from "./rules/openings";
import { others } from "./rules/others";
import { publicRoutes } from "./rules/public-routes";
import { severed } from "./rules/severed";
import { stateful } from "./rules/stateful";
import { surroundings } from "./rules/surroundings";
import { tags } from "./rules/tags";
import { webAcls } from "./rules/web-acls";

/** Every class of changes. */
export const rules: Readonly<Record<string, Rule>> = {
  stateful,
  openings,
  carriers,
  grants,
  guards,
  webAcls,
  cutOff,
  publicRoutes,
  severed,
  surroundings,
  tags,
  others,
};

/** What a review found: everything that a report is made from. */
export interface Review {
  /** What was compared, in words. */
  readonly subject: string;
  /** The worst first. */
  readonly changes: readonly Change[];
  readonly comparisons: readonly Comparison[];
}

/** Asks all contracts, or only those with a name in `contracts`, what they find in stacks. */
export type FindingsIn = (stacks: readonly StackModel[], contracts?: ReadonlySet<string>) => readonly Finding[];

/** Holds a set of stacks against an older one. The older one is asked only what was found in the newer one: was that there before? */
export function reviewStacks(base: readonly StackModel[], head: readonly StackModel[], findingsIn: FindingsIn): Review {
  const comparisons = compareStacks(base, head);
  const after = findingsIn(head);
  const before = findingsIn(base, new Set(after.map(({ contract }) => contract)));
  const changes = withFindings(changesIn(comparisons), before, after);
  return { subject: "the synthesized stacks", changes: inOrderOfDanger(changes), comparisons };
}

/** What the rules say of what was compared, the worst first. A stack that is gone has lost nothing in AWS: it is one change as a whole. */
export function changesIn(comparisons: readonly Comparison[]): Change[] {
  const changes = comparisons.flatMap((comparison) =>
    (comparison.existence === "gone" ? [others] : Object.values(rules)).flatMap((rule) => rule(comparison)),
  );
  return inOrderOfDanger(changes);
}
