import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { benchScale } from "./bench/scale";

const root = resolve(__dirname, "..");
const peakMemory = join(__dirname, "bench", "peak-memory.js");
const rounds = 7;

interface Sample {
  readonly seconds: number;
  readonly mebibytes: number;
}

/**
 * Times the synthesis of all stacks and the test run against `require("cdktf")`, in turn, and prints ratios of medians.
 *
 * Ratios of one run can be compared between machines and days; single times cannot.
 */
function main(): void {
  const outdir = mkdtempSync(join(tmpdir(), "ohi-bench-"));
  const baseline: Sample[] = [];
  const synthesis: Sample[] = [];
  for (let round = 0; round <= rounds; round += 1) {
    baseline.push(run(["-e", "require('cdktf')"]));
    synthesis.push(run(["--import", "tsx", "main.ts"], { CDKTF_OUTDIR: outdir }));
  }
  const tests = run(["node_modules/jest/bin/jest.js", "--silent"]);
  rmSync(outdir, { recursive: true });

  const unit = median(baseline.slice(1).map(({ seconds }) => seconds)); // the first round warms the caches up
  const report = (what: string, seconds: number, limit: string): void => {
    process.stdout.write(`${what.padEnd(28)} ${(seconds / unit).toFixed(1).padStart(6)} x require("cdktf")   ${limit}\n`);
  };
  report("synthesis of all stacks", median(synthesis.slice(1).map(({ seconds }) => seconds)), "limit 4");
  report("all tests that need only Node", tests.seconds, `${tests.seconds.toFixed(1)} s here, limit 10 s`);
  const peak = Math.max(...synthesis.map(({ mebibytes }) => mebibytes));
  process.stdout.write(`${"peak memory of the synthesis".padEnd(28)} ${peak.toFixed(0).padStart(6)} MiB                  limit 200\n`);
}

function run(args: readonly string[], environment: Readonly<Record<string, string>> = {}): Sample {
  const start = process.hrtime.bigint();
  const { status, stderr } = spawnSync(process.execPath, ["--require", peakMemory, ...args], {
    cwd: root,
    encoding: "utf8",
    env: { ...process.env, ...environment },
  });
  const seconds = Number(process.hrtime.bigint() - start) / 1e9;
  if (status !== 0) throw new Error(`node ${args.join(" ")} ended with ${String(status)}\n${stderr}`);
  return { seconds, mebibytes: Number(/peak-memory-kib=(\d+)/.exec(stderr)?.[1] ?? 0) / 1024 };
}

function median(values: readonly number[]): number {
  return values.toSorted((one, other) => one - other)[Math.floor(values.length / 2)] ?? NaN;
}

main();
benchScale();
