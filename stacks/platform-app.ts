import type { App } from "cdktf";
import type { PlatformStack } from "../constructs/foundation/platform-stack";
import { refuse } from "../constructs/foundation/refusal";
import { checkEnvironments } from "../environments/registry";
import { AccountStack } from "./account-stack";
import { EnvironmentStack } from "./environment-stack";
import type { Settings } from "./settings";

/**
 * Puts all stacks into an app: the account's, and one for each environment.
 *
 * @throws InvalidSettings when a record is wrong, before any stack is built.
 */
export function addPlatform(app: App, records: readonly unknown[], settings: Settings): PlatformStack[] {
  const account = new AccountStack(app, checkEnvironments(records), settings);
  return [account, ...addStacks(app, records, settings)];
}

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
export function synthesize(app: App, stacks: readonly PlatformStack[]): void {
  refuse(
    "synthesis",
    stacks.flatMap((stack) => stack.node.findAll().flatMap((construct) => construct.node.validate())),
  );
  app.synth();
}
