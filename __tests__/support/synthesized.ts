import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";

/**
 * Folder into which this test run synthesizes all stacks, once. Waits until they are there.
 *
 * @throws Error when they could not be synthesized.
 */
export function synthesizedFolder(): string {
  const folder = process.env["OHI_SYNTHESIZED"];
  if (folder === undefined) throw new Error("OHI_SYNTHESIZED is not set: run the suite by jest with this project's configuration");
  while (!isComplete(folder)) {
    if (existsSync(join(folder, "failed"))) throw new Error("the stacks could not be synthesized; what the synthesis said stands above");
    sleep(10);
  }
  return folder;
}

/** The manifest is written last. */
function isComplete(folder: string): boolean {
  try {
    JSON.parse(readFileSync(join(folder, "manifest.json"), "utf8"));
    return true;
  } catch {
    return false;
  }
}

/** Waits without giving anything else a turn: tests ask for the stacks while they are being defined. */
function sleep(milliseconds: number): void {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, milliseconds);
}

/** Synthesized Terraform of a stack, as text. */
export function stackJson(stack: string): string {
  return readFileSync(join(synthesizedFolder(), "stacks", stack, "cdk.tf.json"), "utf8");
}
