import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { UserError } from "../terraform/errors";
import { type ProgramProps, runProgram } from "../terraform/program";
import { Github } from "./github";
import { quoted } from "./quoted";

/** `comment`: shows a text as the one comment of this program on the pull request that a commit is the head of. */
export function commentProgram(props: ProgramProps): Promise<number> {
  const { project, environment, stdout } = props;
  return runProgram(props, (program, { interrupts }) => {
    program
      .name("comment")
      .description("Shows a text as a comment on a pull request, instead of the one that was there before.")
      .argument("<commit>", "commit that the text is about")
      .argument("<file>", "file with the text; it is quoted, whatever it holds")
      .requiredOption("--head <owner:branch>", "where the pull request comes from")
      .action(async (commit: string, file: string, { head }: { readonly head: string }) => {
        const text = path.resolve(file);
        if (!existsSync(text)) throw new UserError(`There is no file ${text} to show.`);
        const github = new Github({ project, environment, interrupts });
        const number = await github.pullRequest(head, commit);
        if (number === undefined) {
          stdout.write(`No open pull request is at ${commit}: it has moved on.\n`);
          return;
        }
        await github.comment(number, `Review of ${commit}\n\n${quoted(readFileSync(text, "utf8").trim())}\n`);
        stdout.write(`The review is on pull request ${number}.\n`);
      });
  });
}
