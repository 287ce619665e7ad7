import { readdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { programVariables } from "../../../scripts/docs/program-variables";
import { variables } from "../../../stacks/read-settings";

const root = resolve(__dirname, "..", "..", "..");

/** Ways to read a variable: by its name, by taking the environment apart, and in a shell script that bears it unset. */
const reads = [
  /(?:environment|process\.env)(?:\["([A-Z_]+)"\]|\.([A-Z_]+)\b)(?! = )/g,
  /\{([^{}]*)\} = (?:[\w.]*\.)?(?:environment|process\.env);/g,
  /\$\{([A-Z_]+):?-/g,
];

/** Names of the variables that a source text reads. */
function readIn(source: string): string[] {
  return reads.flatMap((read) => [...source.matchAll(read)]).flatMap(([, ...found]) => found.join(",").match(/\b[A-Z][A-Z_]+\b/g) ?? []);
}

function programs(): string[] {
  const inFolders = ["emulator", "scripts", "terraform"].flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, encoding: "utf8" })
      .filter((name) => /\.(ts|js|sh)$/.test(name))
      .map((name) => join(folder, name)),
  );
  return ["main.ts", ".ci/run", ...inFolders];
}

describe("the variables that the programs read", () => {
  test("are those that the README explains, beside the settings", () => {
    const read = new Set(programs().flatMap((file) => readIn(readFileSync(join(root, file), "utf8"))));

    expect([...read].filter((name) => !Object.hasOwn(variables.shape, name)).toSorted()).toEqual(Object.keys(programVariables));
  });

  test.each([
    ['const home = environment["OHI_HOME"] ?? ".";', ["OHI_HOME"]],
    ["const { CI: ci, OHI_HOME: home, ...others } = this.props.environment;", ["CI", "OHI_HOME"]],
    ["if (process.env.OHI_HOME === undefined) return;", ["OHI_HOME"]],
    ['[ -n "${OHI_HOME:-}" ] && return', ["OHI_HOME"]],
    ['process.env["OHI_HOME"] = "true";', []],
    ["const { OHI_HOME } = result.data;", []],
  ])("are found in %s", (source, names) => {
    expect(readIn(source)).toEqual(names);
  });
});
