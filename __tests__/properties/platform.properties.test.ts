import * as fc from "fast-check";
import { drawn } from "./arbitraries";
import { problemsIn, synthesized } from "./platform";

/** The same in every run that is told none, so that nobody's change fails by what was drawn for it alone. */
const seed = Number(process.env["OHI_PROPERTIES_SEED"] ?? 1);

/** Milliseconds after which nothing is drawn any more, and a counterexample made no smaller. */
const limits = { interruptAfterTimeLimit: 5 * 60 * 1000, markInterruptAsFailure: true };

describe("any environment with any catalogue", () => {
  test("is synthesized, and keeps every contract beside an environment that there is", () => {
    fc.assert(
      fc.property(drawn, (of) => {
        expect(problemsIn(synthesized(of), of)).toBe("");
      }),
      { ...limits, seed, numRuns: 40 },
    );
  });

  test("is synthesized to the same bytes twice", () => {
    fc.assert(
      fc.property(drawn, (of) => {
        expect(synthesized(of)).toEqual(synthesized(of));
      }),
      { ...limits, seed: seed + 1, numRuns: 10 },
    );
  });
});
