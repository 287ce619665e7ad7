import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { emulatorProgram } from "../../emulator/program";
import { FakeTools } from "./fake-tools";
import type { Outcome } from "./stack-command";

const provider = { aws: [{ region: "eu-west-1" }] };

/** The summary of a plan, as Terraform writes it. */
export const planned = (add: number, remove = 0): object[] => [
  { type: "change_summary", changes: { add, change: 0, remove, operation: "plan" } },
];

/** A Terraform command that goes on until it is interrupted. */
export const untilInterrupted = "trap 'exit 1' INT; while :; do sleep 0.05; done";

/**
 * The emulator's commands with fake tools and two environments, `one` and `two`. No environment of the platform's has these names, so nothing is known
 * of what their networks are meant to be.
 */
export class EmulatorCommand {
  public readonly tools = new FakeTools();

  public constructor() {
    this.tools.synthesizes({ "ohi-one": { provider }, "ohi-two": { provider } });
  }

  public async remove(): Promise<void> {
    for (const name of ["one", "two"]) await this.run("down", name, "--now");
    this.tools.remove();
  }

  public run(...args: readonly string[]): Promise<Outcome> {
    return this.runIn({}, ...args);
  }

  /** Sends a signal once Terraform commands, one after the other, have come to the last, and that is under way. */
  public async runAndInterruptAt(commands: string, ...args: readonly string[]): Promise<Outcome> {
    const running = this.run(...args);
    while (!this.terraformCalls().join().endsWith(commands)) await sleep(50);
    await sleep(100);
    process.emit("SIGINT");
    return running;
  }

  public async runIn(environment: Readonly<Record<string, string>>, ...args: readonly string[]): Promise<Outcome> {
    const { tools } = this;
    const [stdout, stderr]: [string[], string[]] = [[], []];
    const code = await emulatorProgram({
      args,
      environment: { ...tools.environment, EMULATOR_HOME: this.home, ...environment },
      project: tools.project,
      stdout: { write: (text) => stdout.push(text) },
      stderr: { write: (text) => stderr.push(text) },
    });
    return { code, stdout: stdout.join(""), stderr: stderr.join("") };
  }

  /** Folder in which the emulators keep their records, logs and states. */
  public get home(): string {
    return path.join(this.tools.folder, "home");
  }

  public terraformCalls(): string[] {
    return this.tools.calls.filter((call) => !/^(python3|version)/.test(call)).map((call) => call.split(" ", 1).join());
  }
}
