import { type ChildProcess, spawn, type StdioOptions } from "node:child_process";
import { once } from "node:events";
import { constants } from "node:os";
import path from "node:path";
import { UserError } from "./errors";

/** Variables of a process environment, as handed down by an entry program. */
export type ProcessEnvironment = Readonly<Record<string, string | undefined>>;

export interface ProcessGroupProps {
  readonly command: string;
  readonly args: readonly string[];
  /** Working directory. */
  readonly directory: string;
  readonly environment: ProcessEnvironment;
  readonly stdio: StdioOptions;
  /** Seconds between the polite and the final signal when this program crashes; default 30. */
  readonly graceSeconds?: number;
}

/**
 * A child process that leads a process group of its own, so that a Ctrl-C in the terminal reaches it only through us, and so that all of its
 * children can be ended with it. A guard beside it ends the group should this program die without a word, unless it has been let go.
 */
export class ProcessGroup {
  private constructor(
    public readonly child: ChildProcess,
    public readonly pid: number,
    /** Resolves with the exit code, 128 + n after signal n, once the leader has ended and nothing of its group is left. */
    public readonly ended: Promise<number>,
    private readonly release: () => void,
  ) {}

  /** @throws UserError when the command cannot be started. */
  public static async start(props: ProcessGroupProps): Promise<ProcessGroup> {
    const child = spawn(props.command, props.args, {
      cwd: props.directory,
      env: { ...props.environment },
      stdio: props.stdio,
      detached: true,
    });
    const { pid } = child;
    // At once, before anything else has its turn: from now on a crash must not leave the group behind.
    const release = pid === undefined ? () => undefined : guard(child, pid, props.graceSeconds ?? 30);
    try {
      await once(child, "spawn");
    } catch (error) {
      throw new UserError(`${props.command} cannot be started: ${(error as NodeJS.ErrnoException).code ?? String(error)}`);
    }
    if (pid === undefined) throw new Error(`${props.command} has spawned without a process id`);
    const ended = new Promise<number>((resolve) => {
      child.once("exit", (code, signal) => {
        signalGroup(pid, "SIGKILL");
        release();
        resolve(code ?? 128 + (signal === null ? 0 : constants.signals[signal]));
      });
    });
    return new ProcessGroup(child, pid, ended, release);
  }

  public signal(name: NodeJS.Signals): void {
    signalGroup(this.pid, name);
  }

  /** Lets it go on when this program ends, and this program end before it. */
  public letGo(): void {
    this.release();
    this.child.unref();
  }
}

/** Sends a signal to every process of a group; a group that has ended is left in peace. */
export function signalGroup(leader: number, name: NodeJS.Signals): void {
  try {
    process.kill(-leader, name);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    // EPERM is what macOS says of a group in which only zombies are left.
    if (code !== "ESRCH" && code !== "EPERM") throw error;
  }
}

function guard({ stdout, stderr }: ChildProcess, group: number, graceSeconds: number): () => void {
  const watcher = spawn("/bin/sh", [path.join(__dirname, "guard.sh"), String(group), String(graceSeconds)], {
    stdio: ["pipe", "ignore", "ignore", stdout ?? "ignore", stderr ?? "ignore"],
    detached: true,
    env: {},
  });
  watcher.stdin?.on("error", () => undefined);
  watcher.unref();
  return () => watcher.stdin?.end("done\n");
}
