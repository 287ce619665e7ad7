import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), "entry-"));
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

describe("a program that runs as its process", () => {
  test("is handed its arguments and the project, and no variable that is empty", () => {
    const said = whatItIsHanded(["plan", "dev"], { OHI_PLANS: "", CDKTF_OUTDIR: "elsewhere" });

    expect(said).toEqual({ args: ["plan", "dev"], project: path.resolve(__dirname, "../.."), variables: ["CDKTF_OUTDIR"] });
  });
});

/** What a program is handed when it is called so, as it says itself; of the variables those that are given here. */
function whatItIsHanded(args: readonly string[], environment: Readonly<Record<string, string>>): unknown {
  const program = path.join(folder, "program.ts");
  writeFileSync(
    program,
    `const { runEntry } = require(${JSON.stringify(require.resolve("../../terraform/entry"))});
     runEntry(({ args, environment, project, stdout }) => {
       const variables = Object.keys(environment).filter((name) => ${JSON.stringify(Object.keys(environment))}.includes(name));
       stdout.write(JSON.stringify({ args, project, variables }));
       return Promise.resolve(0);
     }, {});`,
  );
  const { stdout } = spawnSync(process.execPath, ["--import", require.resolve("tsx"), program, ...args], {
    env: { ...process.env, ...environment },
    encoding: "utf8",
  });
  return JSON.parse(stdout);
}
