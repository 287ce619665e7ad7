import { readFileSync } from "node:fs";
import { join } from "node:path";

/** Folder into which this test run synthesized all stacks, once. */
export function synthesizedFolder(): string {
  const folder = process.env["OHI_SYNTHESIZED"];
  if (folder === undefined) throw new Error("OHI_SYNTHESIZED is not set: run the suite by jest with this project's configuration");
  return folder;
}

/** Synthesized Terraform of a stack, as text. */
export function stackJson(stack: string): string {
  return readFileSync(join(synthesizedFolder(), "stacks", stack, "cdk.tf.json"), "utf8");
}
