import { readFileSync } from "node:fs";
import path from "node:path";
import type { SynthesizedStack } from "../terraform/synthesize";

/** A block of Terraform configuration. */
export type Block = Readonly<Record<string, unknown>>;

/** The parts of a synthesized stack that an override must match. */
export interface StackJson {
  readonly provider?: Readonly<Record<string, Block | readonly Block[]>>;
  readonly resource?: Readonly<Record<string, Readonly<Record<string, Block>>>>;
}

/** A stack's synthesized configuration, as it ships. */
export function readStack({ directory }: Pick<SynthesizedStack, "directory">): StackJson {
  return JSON.parse(readFileSync(path.join(directory, "cdk.tf.json"), "utf8")) as StackJson; // written by cdktf a moment ago
}

/** The configurations of the AWS provider, the default one and those with an alias. */
export function awsConfigurations({ provider = {} }: StackJson): readonly Block[] {
  return [provider["aws"] ?? []].flat(); // cdktf writes a list; a single block is allowed too
}
