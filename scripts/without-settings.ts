import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import type { StackModel } from "../review/model";
import { loadStacks } from "../review/synthesized";
import type { Interrupts } from "../terraform/interrupts";
import type { ProgramProps } from "../terraform/program";
import { synthesize } from "../terraform/synthesize";

/** What the code makes now. Settings are left out: nothing that is kept in the repository depends on who makes it. */
export async function synthesizedWithoutSettings(
  { project, environment }: Pick<ProgramProps, "project" | "environment">,
  interrupts: Interrupts,
): Promise<StackModel[]> {
  const output = mkdtempSync(path.join(tmpdir(), "without-settings-"));
  try {
    const settled = Object.fromEntries(Object.entries(environment).filter(([name]) => !name.startsWith("OHI_")));
    await synthesize({ project, output, environment: settled, interrupts });
    return loadStacks(output);
  } finally {
    rmSync(output, { recursive: true, force: true });
  }
}
