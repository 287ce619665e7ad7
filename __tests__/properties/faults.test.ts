import { dev } from "../../environments/dev";
import { problems } from "../environments/problems";
import { withValue } from "../environments/values";
import { mistakes, slips } from "./faults";

describe("a record with a fault", () => {
  test.each([
    ["a mistake that people make", mistakes, 50],
    ["a value of no type, none at all, or one too many in any place", slips, 100],
  ])("is refused by the path of it: %s", (_kind, faults, atLeast) => {
    const passed = faults.filter(
      ({ path, value }) => !problems(withValue(dev, path, value)).some((line) => line.startsWith(`dev.${path}: found `)),
    );

    expect(passed).toEqual([]);
    expect(faults.length).toBeGreaterThan(atLeast);
  });
});
