import * as fc from "fast-check";
import { InvalidSettings, type Problem } from "../../environments/problems";
import { checkEnvironments } from "../../environments/registry";
import { planted } from "./faults";

/** What is wrong with records; nothing when they are accepted. */
function problemsOf(records: readonly unknown[]): { readonly message: string; readonly problems: readonly Problem[] } {
  try {
    checkEnvironments(records);
    return { message: "", problems: [] };
  } catch (error) {
    if (!(error instanceof InvalidSettings)) throw error;
    return error;
  }
}

describe("any record with any fault", () => {
  test("is refused, with the path of the fault in the message", () => {
    fc.assert(
      fc.property(planted, ({ records, path }) => {
        const { message, problems } = problemsOf(records);

        expect(problems.map((problem) => problem.path)).toContain(path);
        expect(message.split("\n").some((line) => line.startsWith(`  ${path}: found `))).toBe(true);
      }),
      { seed: 1, numRuns: 200 },
    );
  });
});
