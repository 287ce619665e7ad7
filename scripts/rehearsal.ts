import path from "node:path";
import "../terraform/quiet-clients";
import { rehearsalProgram } from "./rehearsal-program";

void rehearsalProgram({
  args: process.argv.slice(2),
  environment: process.env,
  project: path.resolve(__dirname, ".."),
  stdout: process.stdout,
  stderr: process.stderr,
}).then((code) => {
  process.exitCode = code;
});
