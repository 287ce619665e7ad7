import "./constructs/foundation/quick-packages"; // before the packages
import { App } from "cdktf";
import { Refusal } from "./constructs/foundation/refusal";
import { quickenTokens } from "./constructs/foundation/quick-tokens";
import { environments } from "./environments";
import { InvalidSettings } from "./environments/problems";
import { addPlatform, synthesize } from "./stacks/platform-app";
import { readSettings } from "./stacks/read-settings";

quickenTokens();

try {
  const settings = readSettings(process.env);
  const app = new App();
  synthesize(app, addPlatform(app, environments, settings));
} catch (error) {
  if (!(error instanceof InvalidSettings || error instanceof Refusal)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
}
