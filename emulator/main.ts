import path from "node:path";
import "../terraform/quiet-clients";
import { emulatorProgram } from "./program";

void emulatorProgram({
  args: process.argv.slice(2),
  environment: process.env,
  project: path.resolve(__dirname, ".."),
  stdout: process.stdout,
  stderr: process.stderr,
}).then((code) => {
  process.exitCode = code;
});
