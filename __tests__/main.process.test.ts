import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readdirSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";

const root = resolve(__dirname, "..");

function run(environment: Record<string, string>): { readonly status: number | null; readonly stderr: string; readonly files: string[] } {
  const folder = mkdtempSync(join(tmpdir(), "ohi-main-"));
  const { status, stderr } = spawnSync(process.execPath, ["--import", "tsx", "main.ts"], {
    cwd: root,
    env: { ...process.env, ...environment, CDKTF_OUTDIR: folder },
    encoding: "utf8",
  });
  return { status, stderr, files: existsSync(folder) ? readdirSync(folder, { recursive: true }).map(String) : [] };
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
});
