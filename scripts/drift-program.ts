import { type ProgramProps, runProgram } from "../terraform/program";
import { Deployment } from "./deployment";
import { deploymentProps, type LockOptions, withLockOptions } from "./deployment-options";
import { Github } from "./github";
import { quoted } from "./quoted";

/**
 * `drift`: compares an environment with what is synthesized, and keeps one issue open for as long as they differ. The issue names resources and
 * attributes and no values, since whoever reads the repository reads it.
 */
export function driftProgram(props: ProgramProps): Promise<number> {
  const { project, environment, stdout } = props;
  return runProgram(props, (program, { interrupts }) => {
    program
      .name("drift")
      .description("Opens an issue when an environment differs from what is synthesized, and closes it when it does no longer.")
      .argument("<environment>");
    withLockOptions(program).action(async (name: string, options: LockOptions) => {
      const to = deploymentProps(props, interrupts);
      const differences = await Deployment.of({ ...to, ...options }, name, (deployment) => deployment.differences());
      const github = new Github({ project, environment, interrupts });
      const title = `${name} differs from the code`;
      const [first, ...doubles] = await github.issues(title);

      for (const number of differences.length === 0 ? [first, ...doubles] : doubles) {
        if (number !== undefined)
          await github.closeIssue(number, differences.length === 0 ? "It differs no longer." : "There is an older one.");
      }
      if (differences.length > 0) {
        const body = bodyOf(name, differences);
        await (first === undefined ? github.openIssue(title, body) : github.rewriteIssue(first, body));
      }
      stdout.write(differences.length === 0 ? `${name} is what was applied.\n` : `${differences.join("\n")}\n`);
    });
  });
}

function bodyOf(name: string, differences: readonly string[]): string {
  return [
    `A plan of \`${name}\` is not empty: somebody changed it by other means, AWS did, or what was merged has not been applied.`,
    quoted(differences.join("\n")),
    "Apply the plan to have what the code says, or change the code to have what is there. This issue closes by itself.",
  ].join("\n\n");
}
