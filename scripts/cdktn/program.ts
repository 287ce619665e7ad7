import path from "node:path";
import { exitCodes } from "../../terraform/errors";
import { type ProgramProps, runProgram } from "../../terraform/program";
import { reporterFor } from "../../terraform/reporter";
import { synthesizeAside, synthesizeHere } from "./aside";
import { differencesBetween } from "./differences";
import { describe, judge } from "./judgement";
import { moves } from "./moves";
import { packagesOf } from "./packages";

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
          const found = differencesBetween(before, await synthesizeAside(move, aside));
          const problems = judge(found, move.expected);
          const packages = Object.entries(packagesOf(move)).map((pair) => pair.join(" "));
          const lines = [
            `${move.name}: ${packages.join(", ")}`,
            ...found.map((difference) => `  ${describe(difference)}`),
            ...problems.map((problem) => `  ${problem}`),
            `  ${Object.keys(before).length} documents, ${found.length} differences, ${problems.length} problems`,
          ];
          stdout.write(`${lines.join("\n")}\n`);
          if (problems.length > 0) exit(exitCodes.failed);
        }
      });
  });
}
