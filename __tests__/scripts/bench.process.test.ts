import { spawnSync } from "node:child_process";
import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";

test("the benchmark says what failed, and leaves no folder of its own behind", () => {
  const folder = mkdtempSync(path.join(tmpdir(), "bench-"));

  const { status, stderr } = spawnSync(process.execPath, ["--import", "tsx", "scripts/bench.ts"], {
    cwd: path.resolve(__dirname, "../.."),
    env: { PATH: process.env["PATH"], TMPDIR: folder, OHI_ACCOUNT_ID: "no account" },
    encoding: "utf8",
  });
  const left = readdirSync(folder).filter((name) => name.startsWith("ohi-bench"));
  rmSync(folder, { recursive: true });

  expect(status).toBe(1);
  expect(stderr).toContain("node --import tsx main.ts ended with 1");
  expect(left).toEqual([]);
});
