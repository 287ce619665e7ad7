import { UserError } from "../terraform/errors";
import type { Interrupts } from "../terraform/interrupts";
import type { ProcessEnvironment } from "../terraform/process-group";
import { run } from "../terraform/run";

export interface CommitProps {
  /** Folder of the project. */
  readonly project: string;
  readonly environment: ProcessEnvironment;
  readonly interrupts: Interrupts;
}

/** The commit that is checked out, 40 hexadecimal digits; nothing where there is no git or no repository. */
export async function commitOf({ project, environment, interrupts }: CommitProps): Promise<string | undefined> {
  try {
    const { code, stdout } = await run({ command: "git", args: ["rev-parse", "HEAD"], directory: project, environment, interrupts });
    return code === 0 ? stdout.trim() : undefined;
  } catch (error) {
    if (error instanceof UserError) return undefined; // there is no git
    throw error;
  }
}
