import * as fc from "fast-check";
import { drawn } from "./arbitraries";
import { problemsOf, synthesized } from "./platform";

// A few, the same in every run; `platform.properties.test.ts` draws others each time.
const few = { seed: 1, numRuns: 3 };

describe("any environment with any catalogue", () => {
  test("is synthesized, and keeps every contract beside the environments that there are", () => {
    fc.assert(
      fc.property(drawn, (of) => {
        expect(problemsOf(of)).toBe("");
      }),
      few,
    );
  });

  test("is synthesized to the same bytes twice", () => {
    fc.assert(
      fc.property(drawn, (of) => {
        expect(synthesized(of)).toEqual(synthesized(of));
      }),
      { ...few, numRuns: 1 },
    );
  });
});
