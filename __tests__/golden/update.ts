import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { loadStacks } from "../../review/synthesized";
import { Interrupts } from "../../terraform/interrupts";
import { synthesize } from "../../terraform/synthesize";
import { fileOf, goldens, textOf } from "./lines";

/** Writes the lists of all stacks anew. What changes in them is reviewed like any other change. */
async function update(): Promise<void> {
  const output = mkdtempSync(path.join(tmpdir(), "golden-"));
  const interrupts = Interrupts.from(process);
  try {
    await synthesize({ project: path.resolve(__dirname, "../.."), output, environment: process.env, interrupts });
    for (const stack of loadStacks(output)) {
      for (const golden of goldens) writeFileSync(fileOf(golden, stack), textOf(golden.linesOf(stack)));
    }
  } finally {
    interrupts.close();
    rmSync(output, { recursive: true, force: true });
  }
}

void update();
