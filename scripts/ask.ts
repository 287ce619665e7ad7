import { createInterface } from "node:readline/promises";
import { Interrupted } from "../terraform/errors";

/**
 * Asks the person at the keyboard, and gives the answer without the space around it.
 *
 * @param unchanged what a Ctrl-C instead of an answer has left as it was, as a sentence.
 * @throws Interrupted at a Ctrl-C.
 */
export async function ask(question: string, unchanged: string): Promise<string> {
  const lines = createInterface({ input: process.stdin, output: process.stdout });
  const left = new AbortController();
  lines.once("SIGINT", () => {
    left.abort();
  });
  try {
    return (await lines.question(question, { signal: left.signal })).trim();
  } catch (error) {
    if (left.signal.aborted) throw new Interrupted(`\nInterrupted. ${unchanged}`);
    throw error;
  } finally {
    lines.close();
  }
}
