import path from "node:path";
import { exitCodes } from "../../terraform/errors";
import { type ProgramProps, runProgram } from "../../terraform/program";
import { reporterFor } from "../../terraform/reporter";
import { synthesizeAside, synthesizeHere } from "./aside";
import { differencesBetween } from "./differences";
import { describe, judge } from "./judgement";
import { moves } from "./moves";

/** `check:cdktn`: whether the source can leave cdktf for its successor, and what would be synthesized otherwise. */
export function cdktnProgram(props: ProgramProps): Promise<number> {
  const { environment, project, stdout } = props;
  return runProgram(props, (program, { interrupts, exit }) => {
    program
      .name("cdktn")
      .description("Synthesizes the source under cdktn, installed aside, and lists all that differs from what cdktf makes of it.")
      .action(async () => {
        const reporter = reporterFor({ output: stdout, plain: environment["CI"] !== undefined });
        const aside = { project, home: path.join(project, ".cdktn"), environment, interrupts, reporter };
        const before = await synthesizeHere(aside);
        for (const move of moves) {
          stdout.write(`${move.title}\n`);
          const found = differencesBetween(before, await synthesizeAside(move, aside));
          const problems = judge(found, move.expected);
          stdout.write(found.map((difference) => `  ${describe(difference)}\n`).join(""));
          stdout.write(`  ${Object.keys(before).length} documents, ${found.length} differences, ${problems.length} problems\n`);
          stdout.write(problems.map((problem) => `  ${problem}\n`).join(""));
          if (problems.length > 0) exit(exitCodes.failed);
        }
      });
  });
}
