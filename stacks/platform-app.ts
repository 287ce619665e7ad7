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
  const environments = checkEnvironments(records);
  return [new AccountStack(app, environments, settings), ...environments.map((each) => new EnvironmentStack(app, each, settings))];
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
