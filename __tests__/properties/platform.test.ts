import * as fc from "fast-check";
import { drawn } from "./arbitraries";
import { problemsIn, synthesized } from "./platform";

describe("any environment with any catalogue", () => {
  // A few; `platform.properties.test.ts` draws many.
  test("is synthesized, and keeps every contract beside an environment that there is", () => {
    fc.assert(
      fc.property(drawn, (of) => {
        expect(problemsIn(synthesized(of), of)).toBe("");
      }),
      { seed: 1, numRuns: 2, interruptAfterTimeLimit: 50_000, markInterruptAsFailure: true },
    );
  });
});
