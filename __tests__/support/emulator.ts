import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import "../../terraform/quiet-clients";
import type { Server } from "../../emulator/server";
import { Workshop } from "../../emulator/workshop";
import { Interrupts } from "../../terraform/interrupts";
import { selectStacks, type SynthesizedStack, synthesize } from "../../terraform/synthesize";

/** Folder of this project. */
export const project = path.resolve(__dirname, "../..");

/** A folder, stacks and emulators of a suite's own, which `close` removes. */
export class EmulatorBench {
  public readonly folder = mkdtempSync(path.join(tmpdir(), "emulator-"));
  public readonly interrupts = new Interrupts();
  private readonly servers: Server[] = [];

  /** The tools, with files under the bench's own folder. */
  public workshop(): Promise<Workshop> {
    return Workshop.open({
      project,
      home: this.folder,
      environment: process.env,
      interrupts: this.interrupts,
      display: { output: process.stderr, plain: true },
    });
  }

  /** The project's stacks, or those of another project. */
  public synthesize(from = project): Promise<readonly SynthesizedStack[]> {
    return synthesize({ project: from, output: path.join(this.folder, "out"), environment: process.env, interrupts: this.interrupts });
  }

  /** An emulator that ends with the bench. */
  public async emulator(workshop: Workshop, stack: SynthesizedStack): Promise<Server> {
    const server = await workshop.start(await workshop.install(), stack);
    this.servers.push(server);
    return server;
  }

  public async close(): Promise<void> {
    await Promise.all(this.servers.map((server) => server.stop()));
    rmSync(this.folder, { recursive: true, force: true });
  }
}

/** One stack by the name of its environment. */
export function stackOf(stacks: readonly SynthesizedStack[], environment: string): SynthesizedStack {
  const [stack] = selectStacks(stacks, [environment]);
  if (stack === undefined) throw new Error(`no stack for ${environment}`);
  return stack;
}

/** What a finished program said. */
export interface Finished {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** A program of the project under way, as its npm script starts it. */
export class RunningProgram {
  public readonly finished: Promise<Finished>;
  private stdout = "";
  private stderr = "";

  constructor(public readonly child: ChildProcess) {
    child.stdout?.on("data", (chunk: Buffer) => (this.stdout += chunk.toString()));
    child.stderr?.on("data", (chunk: Buffer) => (this.stderr += chunk.toString()));
    this.finished = new Promise((resolve) => {
      child.on("close", (code) => {
        resolve({ code, stdout: this.stdout, stderr: this.stderr });
      });
    });
  }
}

/** Starts one of the project's TypeScript programs. */
export function startProgram(
  program: string,
  args: readonly string[],
  environment: Readonly<Record<string, string | undefined>> = {},
): RunningProgram {
  const child = spawn(process.execPath, ["--import", "tsx", program, ...args], {
    cwd: project,
    env: { ...process.env, ...environment },
    stdio: ["ignore", "pipe", "pipe"],
  });
  return new RunningProgram(child);
}

/** Command lines of every process that runs in, or was started from, a folder. */
export function processesAround(folder: string): string[] {
  const { stdout } = spawnSync("ps", ["-eo", "pid=,args="], { encoding: "utf8" });
  return stdout.split("\n").filter((line) => {
    const pid = line.trim().split(" ", 1).join();
    return line.includes(folder) || workingDirectoryOf(pid).startsWith(folder);
  });
}

function workingDirectoryOf(pid: string): string {
  const file = `/proc/${pid}/cwd`;
  if (!existsSync(`/proc/${pid}`)) return "";
  return spawnSync("readlink", [file], { encoding: "utf8" }).stdout.trim();
}

/** A folder under the bench that exists. */
export function folderIn(bench: EmulatorBench, name: string): string {
  const folder = path.join(bench.folder, name);
  mkdirSync(folder, { recursive: true });
  return folder;
}
