import { App } from "cdktf";
import { quickenTokens } from "../constructs/foundation/quick-tokens";
import { Refusal } from "../constructs/foundation/refusal";
import { environments } from "../environments";
import { InvalidSettings } from "../environments/problems";
import { addPlatform, synthesize } from "./platform-app";
import { readSettings } from "./read-settings";

/**
 * Synthesizes all stacks of all environments into the folder that cdktf is told.
 *
 * @param variables settings, as the process environment has them
 * @param report takes what is wrong with settings, records or constructs
 * @returns the exit code
 */
export function synthesizePlatform(variables: Readonly<Record<string, string | undefined>>, report: (problems: string) => void): number {
  quickenTokens();
  try {
    const settings = readSettings(variables);
    const app = new App();
    synthesize(app, addPlatform(app, environments, settings));
    return 0;
  } catch (error) {
    if (!(error instanceof InvalidSettings || error instanceof Refusal)) throw error;
    report(`${error.message}\n`);
    return 1;
  }
}
