import { writeFileSync } from "node:fs";
import { synthesizedWithoutSettings } from "../../scripts/without-settings";
import { runEntry } from "../../terraform/entry";
import { type ProgramProps, runProgram } from "../../terraform/program";
import { fileOf, goldens, textOf } from "./lines";

/** `golden`: writes the lists of all stacks anew. What changes in them is reviewed like any other change. */
function goldenProgram(props: ProgramProps): Promise<number> {
  return runProgram(props, (program, { interrupts }) => {
    program
      .name("golden")
      .description("Rewrites the lists of addresses and flows, to be reviewed in the diff.")
      .action(async () => {
        for (const stack of await synthesizedWithoutSettings(props, interrupts)) {
          for (const golden of goldens) writeFileSync(fileOf(golden, stack), textOf(golden.linesOf(stack)));
        }
      });
  });
}

runEntry(goldenProgram, {});
