import { readdirSync } from "node:fs";
import { tmpdir } from "node:os";
import { checkEnvironments } from "../../environments/registry";
import { generated } from "../../scripts/bench/generated";
import { benchScale, table, verdict } from "../../scripts/bench/scale";

const line = [1, 5, 10, 25, 50].map((size) => ({ resources: 700 * size, seconds: 0.35 * size, mebibytes: 7 * size }));

describe("the benchmark of many environments", () => {
  test("has as many environments as it is asked for, which can stand beside each other", () => {
    expect(checkEnvironments(generated(50))).toHaveLength(50);
  });

  test("says that each resource costs the same where costs grow in a line", () => {
    expect(verdict(line)).toBe("at 50 environments by 5, each resource: time 1.00, memory 1.00   limit 1.5");
  });

  test("says how much more each costs where they grow faster", () => {
    const square = line.map((sample) => ({ ...sample, seconds: sample.seconds ** 2 }));

    expect(verdict(square)).toBe("at 50 environments by 5, each resource: time 10.00, memory 1.00   limit 1.5");
  });

  test("shows the time of each as a bar", () => {
    const rows = table(line)
      .split("\n")
      .filter((row) => row.includes("#"));

    expect(rows.map((row) => row.match(/#/g)?.length)).toEqual([1, 4, 8, 20, 40]);
    expect(
      rows[1]
        ?.split("│")
        .slice(1, 7)
        .map((cell) => cell.trim()),
    ).toEqual(["5", "3500", "1.75", "0.50", "35", "10"]);
  });

  test("leaves no folder of its own behind when a synthesis fails", () => {
    const folders = (): string[] => readdirSync(tmpdir()).filter((name) => name.startsWith("ohi-bench-scale-"));
    const before = folders();
    const node = jest.replaceProperty(process, "execPath", "/no/such/node");

    expect(benchScale).toThrow("spawnSync /no/such/node ENOENT");
    node.restore();

    expect(folders()).toEqual(before);
  });
});
