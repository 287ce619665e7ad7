import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type ProgramProps, runProgram } from "../../terraform/program";
import { benchScale } from "./scale";

const peakMemory = join(__dirname, "peak-memory.js");
const rounds = 7;

interface Sample {
  readonly seconds: number;
  readonly mebibytes: number;
}

/**
 * `bench`: times the synthesis of all stacks, the review of a dangerous change to them, and the tests against `require("cdktf")`, in turn, and
 * prints ratios of medians. An empty program says how much of the first two is tsx.
 *
 * Ratios of one run can be compared between machines and days; single times cannot.
 */
export function benchProgram(props: ProgramProps): Promise<number> {
  return runProgram(props, (program) => {
    program
      .name("bench")
      .description("Measures the synthesis, the review and the tests, as ratios.")
      .action(() => {
        const folder = mkdtempSync(join(tmpdir(), "ohi-bench-"));
        try {
          bench(folder, props);
        } finally {
          rmSync(folder, { recursive: true });
        }
        benchScale();
      });
  });
}

function bench(folder: string, { project, environment, stdout }: ProgramProps): void {
  const run = (args: readonly string[], more: Readonly<Record<string, string>> = {}, expected = 0): Sample =>
    timed(args, { cwd: project, env: { ...environment, ...more } }, expected);
  const [base, head, empty] = [join(folder, "base"), join(folder, "head"), join(folder, "empty.ts")];
  const baseline: Sample[] = [];
  const nothing: Sample[] = [];
  const synthesis: Sample[] = [];
  const review: Sample[] = [];
  writeFileSync(empty, "export {};\n");
  run(["--import", "tsx", "main.ts"], { CDKTF_OUTDIR: base });
  for (let round = 0; round <= rounds; round += 1) {
    baseline.push(run(["-e", "require('cdktf')"]));
    nothing.push(run(["--import", "tsx", empty]));
    synthesis.push(run(["--import", "tsx", "main.ts"], { CDKTF_OUTDIR: head }));
    endanger(join(head, "stacks/ohi-prod/cdk.tf.json"));
    review.push(run(["--import", "tsx", "review/main.ts", "--base", base, "--head", head], {}, 1));
  }
  const tests = run(["--max-semi-space-size=32", "node_modules/jest/bin/jest.js", "--silent"]);

  const unit = medianOf(baseline);
  const report = (what: string, seconds: number, limit: string): void => {
    const ratio = (seconds / unit).toFixed(1).padStart(6);
    stdout.write(`${what.padEnd(28)} ${ratio} x require("cdktf")   ${seconds.toFixed(1).padStart(5)} s here   ${limit}\n`);
  };
  report("an empty program", medianOf(nothing), "");
  report("synthesis of all stacks", medianOf(synthesis), "wanted: 4 times");
  report("review of a change", medianOf(review), "wanted: 3 s");
  report("npm test", tests.seconds, "wanted: 20 s");
  const peak = Math.max(...synthesis.map(({ mebibytes }) => mebibytes));
  stdout.write(`${"peak memory of the synthesis".padEnd(28)} ${peak.toFixed(0).padStart(6)} MiB   wanted: 200\n`);
}

/** Lets the whole internet connect to a database. */
function endanger(stack: string): void {
  const json = JSON.parse(readFileSync(stack, "utf8")) as { readonly resource: Record<string, Record<string, Record<string, unknown>>> };
  const rule = json.resource["aws_vpc_security_group_ingress_rule"]?.["security_rds-from-api-5432"];
  if (rule === undefined) throw new Error(`${stack} has no rule to widen`);
  rule["referenced_security_group_id"] = undefined;
  rule["cidr_ipv4"] = "0.0.0.0/0";
  writeFileSync(stack, JSON.stringify(json));
}

function timed(
  args: readonly string[],
  where: { readonly cwd: string; readonly env: ProgramProps["environment"] },
  expected: number,
): Sample {
  const start = process.hrtime.bigint();
  const { status, stderr } = spawnSync(process.execPath, ["--require", peakMemory, ...args], { ...where, encoding: "utf8" });
  const seconds = Number(process.hrtime.bigint() - start) / 1e9;
  if (status !== expected) throw new Error(`node ${args.join(" ")} ended with ${String(status)}\n${stderr}`);
  return { seconds, mebibytes: Number(/peak-memory-kib=(\d+)/.exec(stderr)?.[1] ?? 0) / 1024 };
}

/** The median of what was timed, but for the first time, which warms the caches up. */
function medianOf(samples: readonly Sample[]): number {
  const sorted = samples
    .slice(1)
    .map(({ seconds }) => seconds)
    .toSorted((one, other) => one - other);
  return sorted[Math.floor(sorted.length / 2)] ?? NaN;
}
