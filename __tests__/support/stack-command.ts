import { stackProgram, type StackProgramProps } from "../../scripts/stack-program";
import type { FakeTools } from "./fake-tools";

/** What became of a command. */
export interface Outcome {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs `plan`, `deploy`, `diff` or `destroy` with fake tools. */
export async function runStack(
  tools: FakeTools,
  args: readonly string[],
  { environment, ...props }: Partial<Pick<StackProgramProps, "ask" | "sealBy" | "environment">> = {},
): Promise<Outcome> {
  const [stdout, stderr]: [string[], string[]] = [[], []];
  const code = await stackProgram({
    args,
    environment: { ...tools.environment, ...environment },
    project: tools.project,
    stdout: { write: (text) => stdout.push(text) },
    stderr: { write: (text) => stderr.push(text) },
    ...props,
  });
  return { code, stdout: stdout.join(""), stderr: stderr.join("") };
}
