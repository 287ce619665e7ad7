import * as fc from "fast-check";
import { InvalidSettings, type Problem } from "../../environments/problems";
import { checkEnvironments } from "../../environments/registry";
import { valueAt, withValue } from "../environments/values";
import { environment } from "./arbitraries";
import { mistakes, slips } from "./faults";

/** Records of which one has something wrong, alone or against the other. */
interface Planted {
  /** What was done, for whoever reads a counterexample. */
  readonly fault: string;
  readonly records: readonly unknown[];
  /** The place that the refusal has to name. */
  readonly path: string;
}

/** A record with one fault. */
const faulty: fc.Arbitrary<Planted> = fc
  .tuple(environment, fc.oneof(fc.constantFrom(...mistakes), fc.constantFrom(...slips)))
  .map(([record, { path, value }]) => ({
    fault: JSON.stringify(value),
    records: [withValue(record, path, value)],
    path: `${record.name}.${path}`,
  }));

/** Two records of which the second wants what the first one has. */
const conflicting: fc.Arbitrary<Planted> = fc
  .tuple(environment, environment, fc.constantFrom("name", "domain", "network.cidr"))
  .map(([first, second, path]) => {
    const records = [first, withValue(second, path, valueAt(first, path))];
    const name = path === "name" ? first.name : second.name;
    return { fault: "what the first one has", records, path: `${name}.${path}` };
  });

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
      fc.property(fc.oneof({ weight: 4, arbitrary: faulty }, conflicting), ({ records, path }) => {
        const { message, problems } = problemsOf(records);

        expect(problems.map((problem) => problem.path)).toContain(path);
        expect(message.split("\n").some((line) => line.startsWith(`  ${path}: found `))).toBe(true);
      }),
      { seed: 1, numRuns: 500 },
    );
  });
});
