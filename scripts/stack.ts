import { runEntry } from "../terraform/entry";
import { ask } from "./ask";
import { stackProgram } from "./stack-program";

runEntry(stackProgram, {
  ...(process.stdin.isTTY ? { ask: (question: string) => ask(question, "Nothing was destroyed.") } : {}),
});
