import { isDeepStrictEqual } from "node:util";
import { type Difference, shown } from "./differences";

/** A difference that a move brings, in one document or in several, with what it means. */
export interface Expected {
  /** `manifest`, or names of stacks. */
  readonly documents: readonly string[];
  /** As in a difference. */
  readonly path: string;
  /** Default: cdktf writes nothing there. */
  readonly from?: unknown;
  /** Default: cdktn writes nothing there. */
  readonly to?: unknown;
  readonly reason: string;
}

/** Differences that nobody expects, and expected ones that there are not. */
export function judge(found: readonly Difference[], expected: readonly Expected[]): string[] {
  const wanted = expected.flatMap(({ documents, path, from, to }) =>
    documents.map((document): Difference => ({ document, path, from, to })),
  );
  const unexpected = found.filter((difference) => !wanted.some((one) => isDeepStrictEqual(one, difference)));
  const missing = wanted.filter((one) => !found.some((difference) => isDeepStrictEqual(difference, one)));
  return [
    ...unexpected.map((difference) => `not expected: ${describe(difference)}`),
    ...missing.map((difference) => `expected, but not there: ${describe(difference)}`),
  ];
}

/** Longest text of a value in a line. A stack that is missing would fill the screen. */
const longest = 1000;

/** A difference in one line. */
export function describe({ document, path, from, to }: Difference): string {
  return `${document}: ${path === "" ? "all of it" : path}: ${shown(from, longest)} → ${shown(to, longest)}`;
}
