import path from "node:path";
import { stateProgram } from "./state-program";

void stateProgram({
  args: process.argv.slice(2),
  environment: process.env,
  project: path.resolve(__dirname, ".."),
  stdout: process.stdout,
  stderr: process.stderr,
}).then((code) => {
  process.exitCode = code;
});
