import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import Table = require("cli-table3");
import { z } from "zod";

/** Numbers of environments that are synthesized at once. One alone is over before the program runs warm, so costs are compared from the second on. */
const sizes = [1, 5, 10, 25, 50];

/** Up to this, what a resource costs among the most environments, by what it costs among 5, counts as the same. */
const limit = 1.5;

const sample = z.object({ resources: z.int(), seconds: z.number(), mebibytes: z.number() });

/** What it took to synthesize environments: seconds of a processor, and memory beyond what the process had when it began. */
export type Sample = z.infer<typeof sample>;

/** Synthesizes more and more environments, each time in a process of its own, and prints what a resource costs. */
export function benchScale(): void {
  const outdir = mkdtempSync(path.join(tmpdir(), "ohi-bench-scale-"));
  try {
    const samples = sizes.map((size) => measured(outdir, size));
    process.stdout.write(`${table(samples)}\n${verdict(samples)}\n`);
  } finally {
    rmSync(outdir, { recursive: true });
  }
}

function measured(outdir: string, size: number): Sample {
  const program = path.join(__dirname, "synthesize.ts");
  return sample.parse(JSON.parse(execFileSync(process.execPath, ["--import", "tsx", program, outdir, String(size)], { encoding: "utf8" })));
}

/** A row for each size, with a bar as long as the time that it took. */
export function table(samples: readonly Sample[]): string {
  const longest = Math.max(...samples.map(({ seconds }) => seconds));
  const shown = new Table({
    head: ["environments", "resources", "s", "ms each", "MiB", "KiB each", "time"],
    style: { head: [], border: [] },
  });
  shown.push(
    ...samples.map(({ resources, seconds, mebibytes }, index) => [
      String(sizes[index]),
      String(resources),
      seconds.toFixed(2),
      ((seconds * 1000) / resources).toFixed(2),
      mebibytes.toFixed(0),
      ((mebibytes * 1024) / resources).toFixed(0),
      "#".repeat(Math.round((seconds / longest) * 40)),
    ]),
  );
  return shown.toString();
}

/** What a resource costs among the most environments, by what it costs among the second fewest: 1 where costs grow in a line. */
export function verdict(samples: readonly Sample[]): string {
  const [, few, ...more] = samples;
  const most = more.at(-1);
  if (few === undefined || most === undefined) throw new Error(`${samples.length} samples, too few to compare`);
  const ratio = (of: (one: Sample) => number): string => (of(most) / most.resources / (of(few) / few.resources)).toFixed(2);
  return `at ${sizes.at(-1)} environments by 5, each resource: time ${ratio(({ seconds }) => seconds)}, memory ${ratio((one) => one.mebibytes)}   limit ${limit}`;
}
