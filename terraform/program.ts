import { isNativeError } from "node:util/types";
import { Command, CommanderError } from "commander";
import { exitCodes, Interrupted, UserError } from "./errors";
import { Interrupts } from "./interrupts";
import type { ProcessEnvironment } from "./process-group";
import type { Display } from "./reporter";

/** What an entry program hands to its work: the process it runs in, as plain values. */
export interface ProgramProps {
  /** Arguments after the program's name. */
  readonly args: readonly string[];
  readonly environment: ProcessEnvironment;
  /** Folder of the project. */
  readonly project: string;
  readonly stdout: Display["output"];
  readonly stderr: Display["output"];
  /** Of the program that runs this one as a part of its work. Default: those that the signals of this process ask for. */
  readonly interrupts?: Interrupts;
}

/** A command line: its commands call `exit` with another code than 0 when their work is done but its outcome is not good. */
export type AddCommands = (program: Command, tools: { readonly interrupts: Interrupts; readonly exit: (code: number) => void }) => void;

/** Runs the command that a command line names, and turns whatever comes of it into an exit code and at most one message. */
export async function runProgram(props: ProgramProps, addCommands: AddCommands): Promise<number> {
  const { args, stdout, stderr } = props;
  const interrupts = props.interrupts ?? interruptsOfProcess(stderr);
  let code: number = exitCodes.ok;
  const program = new Command().exitOverride().configureOutput({
    writeOut: (text) => stdout.write(text),
    writeErr: (text) => stderr.write(text),
  });
  addCommands(program, { interrupts, exit: (wanted) => (code = wanted) });
  try {
    await program.parseAsync(args, { from: "user" });
    return code;
  } catch (error) {
    return describeFailure(error, stderr);
  } finally {
    if (interrupts !== props.interrupts) interrupts.close();
  }
}

function interruptsOfProcess(stderr: Display["output"]): Interrupts {
  return Interrupts.from(process, {
    onFirst: () =>
      stderr.write(
        "\nStopping: what is under way is finished first, and Terraform releases its lock. Press Ctrl-C again to end Terraform at once.\n",
      ),
  });
}

/**
 * A `UserError`, and what AWS's client or the file system refuses, is shown as its message. All else is a fault of ours, and shown with its stack
 * trace.
 */
function describeFailure(error: unknown, stderr: Display["output"]): number {
  if (error instanceof CommanderError) return error.exitCode === 0 ? exitCodes.ok : exitCodes.usage; // it has already said what was wrong
  if (error instanceof Interrupted) {
    stderr.write(`${error.message}\n`);
    return exitCodes.interrupted;
  }
  if (error instanceof UserError) {
    stderr.write(`${error.message}\n`);
    return error.exitCode;
  }
  if (isFromAws(error)) {
    stderr.write(`AWS did not answer as wanted: ${error.name}: ${error.message}\n`);
    return exitCodes.failed;
  }
  if (isFromFileSystem(error)) {
    stderr.write(`A file or folder cannot be used: ${error.message}\n`);
    return exitCodes.failed;
  }
  stderr.write(`${isNativeError(error) ? (error.stack ?? error.message) : String(error)}\n`);
  return exitCodes.failed;
}

/** A refusal by a service, or no credentials to ask it with: for the person at the keyboard to mend. */
function isFromAws(error: unknown): error is Error {
  return isNativeError(error) && ("$metadata" in error || error.name === "CredentialsProviderError");
}

/** A place that may not be written to, that something else has taken, or that is full: for the person at the keyboard to mend, too. */
function isFromFileSystem(error: unknown): error is Error {
  return isNativeError(error) && "syscall" in error && ("path" in error || ("code" in error && error.code === "ENOSPC"));
}
