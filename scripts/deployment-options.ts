import path from "node:path";
import type { Command } from "commander";
import type { Interrupts } from "../terraform/interrupts";
import type { ProgramProps } from "../terraform/program";
import { outputOf } from "../terraform/synthesize";
import type { DeploymentProps } from "./deployment";

/** What every program that comes to an environment's state can be told. */
export interface LockOptions {
  readonly lockTimeout: string;
  readonly override?: string;
}

/** Adds the options of `LockOptions` to a command. */
export function withLockOptions(command: Command): Command {
  return command
    .option("--lock-timeout <duration>", "how long to wait for a lock that somebody else holds", "2m")
    .addOption(command.createOption("--override <file>", "Terraform override file for this run").hideHelp());
}

/** Where a program finds the stacks and the saved plans, and how it shows what it does. Lines are plain in CI. */
export function deploymentProps(
  { project, environment, stdout }: ProgramProps,
  interrupts: Interrupts,
): Omit<DeploymentProps, keyof LockOptions> {
  return {
    project,
    output: path.resolve(project, outputOf(environment)),
    plans: path.resolve(project, environment["OHI_PLANS"] ?? ".plans"),
    environment,
    interrupts,
    display: { output: stdout, plain: environment["CI"] !== undefined },
  };
}
