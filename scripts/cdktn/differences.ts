import { readFileSync } from "node:fs";
import path from "node:path";
import diff from "microdiff";
import { stacksIn } from "../../terraform/synthesize";

/** What a synthesis writes, as parsed JSON by name: `manifest`, and the Terraform of each stack by the stack's name. */
export type Documents = Readonly<Record<string, unknown>>;

/** One place at which two syntheses say different things. */
export interface Difference {
  /** `manifest`, or the name of a stack. */
  readonly document: string;
  /** Keys and indices that lead to the place, with dots between. Empty where one of them lacks the whole document. */
  readonly path: string;
  /** What cdktf writes; `undefined` where it writes nothing. */
  readonly from: unknown;
  /** What cdktn writes; `undefined` where it writes nothing. */
  readonly to: unknown;
}

/** Reads what was synthesized into a folder. */
export function documentsIn(output: string): Documents {
  const read = (...names: readonly string[]): unknown => JSON.parse(readFileSync(path.join(...names), "utf8"));
  const stacks = stacksIn(output).map(({ name, directory }) => [name, read(directory, "cdk.tf.json")] as const);
  return { manifest: read(output, "manifest.json"), ...Object.fromEntries(stacks) };
}

/** Every difference between two syntheses. The order of keys, and the white space between them, are none: they mean nothing to Terraform. */
export function differencesBetween(before: Documents, after: Documents): Difference[] {
  return diff(before, after, { cyclesFix: false }).map((found) => {
    const [document, ...keys] = found.path;
    const from: unknown = found.type === "CREATE" ? undefined : found.oldValue;
    const to: unknown = found.type === "REMOVE" ? undefined : found.value;
    return { document: String(document), path: keys.join("."), from, to };
  });
}

/** A value as people read it, cut off after a number of letters. */
export function shown(value: unknown, longest: number): string {
  if (value === undefined) return "nothing";
  const text = JSON.stringify(value);
  return text.length > longest ? `${text.slice(0, longest)}…` : text;
}
