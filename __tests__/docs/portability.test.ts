import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import path from "node:path";

const root = path.resolve(__dirname, "../..");
const read = (file: string): string => readFileSync(path.join(root, file), "utf8");
const page = read("docs/portability.md");

interface Package {
  readonly dependencies: Readonly<Record<string, string>>;
  readonly overrides?: object;
}
const packageOf = (move: string): Package => JSON.parse(read(`scripts/cdktn/${move}/package.json`)) as Package; // npm's own format

describe("the page on cdktn", () => {
  test("says of the nearer move what the check installs for it", () => {
    const { dependencies, overrides } = packageOf("same-bindings");
    const [, block] = /```json\n([^`]+)```/.exec(page) ?? [];

    expect(JSON.parse(`{${String(block)}}`)).toEqual({
      dependencies: { cdktf: dependencies["cdktf"], constructs: dependencies["constructs"] },
      overrides,
    });
  });

  test.each(["same-bindings", "own-bindings"])("has the versions of the packages of %s", (move) => {
    const versions = Object.values(packageOf(move).dependencies).map((version) => version.replace("npm:cdktn@", ""));

    expect(versions).toHaveLength(3);
    expect(versions.filter((version) => !page.includes(` ${version}`))).toEqual([]);
  });

  test("renames imports, and no value", () => {
    const [, expression = ""] = /sed -i -E '([^']+)'/.exec(page) ?? [];
    const source = [
      'import { App } from "cdktf";',
      'import stackTrace = require("cdktf/lib/tokens/private/stack-trace");',
      'import "cdktf/lib/testing/adapters/jest";',
      'import { Vpc } from "@cdktf/provider-aws/lib/vpc";',
      'require.resolve("@cdktf/provider-aws/package.json")',
      'ManagedBy: "cdktf",',
    ];

    const { stdout } = spawnSync("sed", ["-E", expression], { input: source.join("\n"), encoding: "utf8" });

    expect(stdout.trimEnd().split("\n")).toEqual([
      'import { App } from "cdktn";',
      'import stackTrace = require("cdktn/lib/tokens/private/stack-trace");',
      'import "cdktn/lib/testing/adapters/jest";',
      'import { Vpc } from "@cdktn/provider-aws/lib/vpc";',
      'require.resolve("@cdktn/provider-aws/package.json")',
      'ManagedBy: "cdktf",',
    ]);
  });
});
