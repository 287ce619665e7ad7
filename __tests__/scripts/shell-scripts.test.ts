import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { tracesIn } from "../../review/contracts/services/untraced-commands";

const project = path.resolve(__dirname, "..", "..");

/** Files of a kind in some folders of the project. */
function filesIn(folders: readonly string[], ending: RegExp): string[] {
  return folders.flatMap((folder) =>
    readdirSync(path.join(project, folder), { recursive: true, encoding: "utf8" })
      .filter((file) => ending.test(file))
      .map((file) => path.join(folder, file)),
  );
}

/** A script without its comments, which may speak of anything. */
function commandsOf(file: string): string {
  return readFileSync(path.join(project, file), "utf8").replaceAll(/(^|\s)#(?!!).*$/gm, "");
}

describe("the scripts of the project", () => {
  const scripts = [
    ...filesIn(["scripts", "stacks", "terraform", "emulator", "constructs"], /\.sh$/),
    ...filesIn([".github"], /\.ya?ml$/),
    "package.json",
    ".ci/run",
  ];

  test("stop at the first command that fails, also in a pipe, and at a variable that nobody has set", () => {
    const run = filesIn(["scripts"], /\.sh$/);

    expect(run).toHaveLength(2);
    expect(run.map((file) => commandsOf(file).trimStart().split("\n").filter(Boolean).slice(0, 2))).toEqual(
      run.map(() => ["#!/usr/bin/env bash", "set -euo pipefail"]),
    );
  });

  test("are all looked through by shellcheck", () => {
    expect(commandsOf("scripts/test-gaps.sh")).toMatch(/^git ls-files .*'\*\.sh' \.ci\/run \| xargs -0 .*shellcheck"$/m);
  });

  test("show no values of their variables, which hold credentials", () => {
    const traced = scripts.flatMap((file) => tracesIn(commandsOf(file)).map((found) => `${file}: ${found}`));

    expect(scripts.filter((file) => file.endsWith(".sh"))).toHaveLength(4);
    expect(traced).toEqual([]);
  });
});
