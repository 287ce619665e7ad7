import type { App } from "cdktf";
import { refuse } from "../constructs/foundation/refusal";
import { checkEnvironments } from "../environments/registry";
import { EnvironmentStack } from "./environment-stack";
import type { Settings } from "./settings";

/**
 * Puts a stack for each environment into an app.
 *
 * @throws InvalidSettings when a record is wrong, before any stack is built.
 */
export function addStacks(app: App, records: readonly unknown[], settings: Settings): EnvironmentStack[] {
  return checkEnvironments(records).map((environment) => new EnvironmentStack(app, environment, settings));
}

/**
 * Writes the Terraform of every stack of an app.
 *
 * @throws Refusal listing the problems of all stacks, before the first file is written.
 */
export function synthesize(app: App, stacks: readonly EnvironmentStack[]): void {
  refuse(
    "synthesis",
    stacks.flatMap((stack) => stack.node.findAll().flatMap((construct) => construct.node.validate())),
  );
  app.synth();
}
