import type { Element, StackModel } from "../model";
import type { Value } from "../value";

/** What becomes of an element. Terraform forgets what it leaves alone in AWS. */
export type Fate = "created" | "deleted" | "replaced" | "changed" | "moved" | "forgotten" | "kept";

/** An attribute that is not as it was, by its place: `tags.Owner`, `ingress[0].from_port`. */
export interface Difference {
  readonly path: string;
  readonly before: Value | undefined;
  readonly after: Value | undefined;
}

/** An element as it was and as it is to be. One of the two is there at least. */
export interface Pair {
  readonly mode: Element["mode"];
  readonly type: string;
  /** Its address, the new one of something moved. */
  readonly address: string;
  readonly base: Element | undefined;
  readonly head: Element | undefined;
  readonly movedFrom: string | undefined;
  readonly fate: Fate;
  /** Why it is deleted or replaced, in words; nothing for any other fate. */
  readonly because: string | undefined;
  readonly differences: readonly Difference[];
}

/** A stack as it was and as it is to be. Addresses in the older one are those of the newer one where `moved` blocks say so. */
export interface Comparison {
  readonly name: string;
  readonly base: StackModel;
  readonly head: StackModel;
  /** Whether there was no such stack, or is none any more. */
  readonly existence: "new" | "gone" | "kept";
  readonly pairs: readonly Pair[];
}

/** Pairs of what AWS has, of some types, or of all when none is named. */
export function resourcePairs({ pairs }: Comparison, ...types: readonly string[]): readonly Pair[] {
  return pairs.filter(({ mode, type }) => mode === "resource" && (types.length === 0 || types.includes(type)));
}
