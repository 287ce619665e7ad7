import path from "node:path";
import { cdktnProgram } from "./cdktn/program";

void cdktnProgram({
  args: process.argv.slice(2),
  environment: process.env,
  project: path.resolve(__dirname, ".."),
  stdout: process.stdout,
  stderr: process.stderr,
}).then((code) => {
  process.exitCode = code;
});
