import path from "node:path";
import { createInterface } from "node:readline/promises";
import { Interrupted } from "../terraform/errors";
import { stackProgram } from "./stack-program";

async function ask(question: string): Promise<string> {
  const lines = createInterface({ input: process.stdin, output: process.stdout });
  const left = new AbortController();
  lines.once("SIGINT", () => {
    left.abort();
  });
  try {
    return (await lines.question(question, { signal: left.signal })).trim();
  } catch (error) {
    if (left.signal.aborted) throw new Interrupted("\nInterrupted. Nothing was destroyed.");
    throw error;
  } finally {
    lines.close();
  }
}

void stackProgram({
  args: process.argv.slice(2),
  environment: process.env,
  project: path.resolve(__dirname, ".."),
  stdout: process.stdout,
  stderr: process.stderr,
  ...(process.stdin.isTTY ? { ask } : {}),
}).then((code) => {
  process.exitCode = code;
});
