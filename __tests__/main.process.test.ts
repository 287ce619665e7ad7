import { spawnSync } from "node:child_process";
import { appendFileSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { repositoryElsewhere } from "./support/repository";
import { stackJson } from "./support/synthesized";

const root = resolve(__dirname, "..");

interface Run {
  readonly status: number | null;
  readonly stderr: string;
  /** Where it wrote, and what. */
  readonly folder: string;
  readonly files: string[];
}

function run(environment: Record<string, string>, repository = root): Run {
  const folder = mkdtempSync(join(tmpdir(), "ohi-main-"));
  const { status, stderr } = spawnSync(process.execPath, ["--import", "tsx", "main.ts"], {
    cwd: repository,
    env: { ...process.env, ...environment, CDKTF_OUTDIR: folder },
    encoding: "utf8",
  });
  return { status, stderr, folder, files: existsSync(folder) ? readdirSync(folder, { recursive: true }).map(String) : [] };
}

describe("main.ts", () => {
  test("writes a stack for each environment, one for the account and a manifest", () => {
    const { status, stderr, files } = run({ OHI_STATE_BUCKET: "other-state" });

    expect([status, stderr]).toEqual([0, ""]);
    expect(files.filter((file) => file.endsWith(".json")).toSorted()).toEqual([
      "manifest.json",
      ...["account", "dev", "prod", "staging"].map((name) => `stacks/ohi-${name}/cdk.tf.json`),
    ]);
  });

  test("answers bad settings with one message that lists all of them, an exit code, and no file", () => {
    const { status, stderr, files } = run({ OHI_STATE_BUCKET: "Bad_Bucket", OHI_ACCOUNT_ID: "12" });

    expect(status).toBe(1);
    expect(stderr.trim().split("\n")).toHaveLength(3);
    expect(stderr).toMatch(/^settings: 2 problems\n {2}OHI_STATE_BUCKET: found "Bad_Bucket"; .*\n {2}OHI_ACCOUNT_ID: found "12"; .*\n$/);
    expect(files).toEqual([]);
  });

  test("names the line of a source that fails, compiled or not", () => {
    const repository = repositoryElsewhere();
    const source = join(repository, "stacks/sections/network.ts");
    const line = readFileSync(source, "utf8").split("\n").length;
    appendFileSync(source, 'throw new Error("planted");\n');

    const { status, stderr, files } = run({}, repository);

    expect([status, files]).toEqual([1, []]);
    expect(stderr).toContain("Error: planted");
    expect(stderr).toContain(`${source}:${line}`);
  });

  test("writes the same where it cannot be compiled", () => {
    const repository = repositoryElsewhere();
    rmSync(join(repository, "tsconfig.json")); // which it is compiled by

    const { status, stderr, folder } = run({}, repository);

    expect([status, stderr]).toEqual([0, ""]);
    expect(readFileSync(join(folder, "stacks/ohi-prod/cdk.tf.json"), "utf8")).toBe(stackJson("ohi-prod"));
  });
});
