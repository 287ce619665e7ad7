import path from "node:path";
import { ask } from "./ask";
import { stackProgram } from "./stack-program";

void stackProgram({
  args: process.argv.slice(2),
  environment: process.env,
  project: path.resolve(__dirname, ".."),
  stdout: process.stdout,
  stderr: process.stderr,
  ...(process.stdin.isTTY ? { ask: (question: string) => ask(question, "Nothing was destroyed.") } : {}),
}).then((code) => {
  process.exitCode = code;
});
