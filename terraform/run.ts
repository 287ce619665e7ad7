import { createInterface } from "node:readline";
import type { Readable } from "node:stream";
import { Interrupted } from "./errors";
import type { Interrupts } from "./interrupts";
import { type ProcessEnvironment, ProcessGroup } from "./process-group";

export interface RunProps {
  readonly command: string;
  readonly args: readonly string[];
  /** Working directory. */
  readonly directory: string;
  readonly environment: ProcessEnvironment;
  readonly interrupts: Interrupts;
  /** Receives every line of standard output as it comes. Lines are captured all the same. */
  readonly onLine?: (line: string) => void;
}

export interface RunResult {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/**
 * Runs a command to its end and resolves with its code, whatever that is.
 *
 * The first interrupt is passed on as SIGINT, which Terraform takes as "finish what is under way, write the state, release the lock"; the
 * second ends the whole process group. Nothing that the command started is left running.
 *
 * @throws Interrupted when an interrupt arrived before or during the run.
 */
export async function run(props: RunProps): Promise<RunResult> {
  const { interrupts } = props;
  if (interrupts.requested()) throw new Interrupted();

  const group = await ProcessGroup.start({ ...props, stdio: ["ignore", "pipe", "pipe"] });
  const stdout = collect(group.child.stdout, props.onLine);
  const stderr = collect(group.child.stderr);
  const stop = (): void => {
    group.signal("SIGINT");
  };
  const kill = (): void => {
    group.signal("SIGKILL");
  };
  interrupts.stop.addEventListener("abort", stop);
  interrupts.kill.addEventListener("abort", kill);
  if (interrupts.requested()) stop();
  try {
    const code = await group.ended;
    const result = { code, stdout: await stdout, stderr: await stderr };
    if (interrupts.requested()) throw new Interrupted();
    return result;
  } finally {
    interrupts.stop.removeEventListener("abort", stop);
    interrupts.kill.removeEventListener("abort", kill);
  }
}

async function collect(stream: Readable | null, onLine?: (line: string) => void): Promise<string> {
  if (stream === null) return "";
  const lines: string[] = [];
  for await (const line of createInterface({ input: stream, crlfDelay: Infinity })) {
    lines.push(line);
    onLine?.(line);
  }
  return lines.join("\n");
}
