import path from "node:path";
import { ECSClient } from "@aws-sdk/client-ecs";
import "../terraform/quiet-clients";
import { platform } from "../environments/platform";
import { migrateProgram } from "./migrate-program";

void migrateProgram({
  args: process.argv.slice(2),
  environment: process.env,
  project: path.resolve(__dirname, ".."),
  stdout: process.stdout,
  stderr: process.stderr,
  client: new ECSClient({ region: platform.region }),
}).then((code) => {
  process.exitCode = code;
});
