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
  test("is handed its arguments, the project and what is its own, and no variable that is empty; and ends with the code that it gives", () => {
    const program = path.join(folder, "program.ts");
    writeFileSync(
      program,
      `const { runEntry } = require(${JSON.stringify(require.resolve("../../terraform/entry"))});
       runEntry(({ args, environment, project, stdout, own }) => {
         const variables = Object.keys(environment).filter((name) => ["OHI_PLANS", "CDKTF_OUTDIR"].includes(name));
         stdout.write(JSON.stringify({ args, project, variables, own }));
         return Promise.resolve(2);
       }, { own: "own" });`,
    );

    const { status, stdout, stderr } = spawnSync(process.execPath, ["--import", require.resolve("tsx"), program, "plan", "dev"], {
      env: { ...process.env, OHI_PLANS: "", CDKTF_OUTDIR: "elsewhere" },
      encoding: "utf8",
    });

    expect({ status, stderr }).toEqual({ status: 2, stderr: "" });
    expect(JSON.parse(stdout)).toEqual({
      args: ["plan", "dev"],
      project: path.resolve(__dirname, "../.."),
      variables: ["CDKTF_OUTDIR"],
      own: "own",
    });
  });
});
