import type { Element, Part, StackModel } from "./model";
import { show, type Value } from "./value";

/** What a contract found wrong: enough to act on without opening the JSON. */
export interface Finding {
  readonly contract: string;
  /** Whether something is known to be wrong, or cannot be told because a value cannot be resolved. */
  readonly kind: "violation" | "unresolved";
  readonly stack: string;
  /** Terraform address of the offender, or, for what is missing, the address or type that it would have. */
  readonly address: string;
  readonly found: string;
  readonly expected: string;
}

/** Where a finding points to: an element, or an address in words. */
export type Place = Element | Part | string;

/** Writes the findings of one contract about one stack. */
export interface Reporter {
  readonly violation: (place: Place, found: string, expected: string) => Finding;
  /** For a value that a contract has to know, and that is missing or no text, number or reference that it can follow. */
  readonly unresolved: (place: Place, value: Value | undefined, expected: string) => Finding;
}

export function reporterOf(contract: string, stack: Pick<StackModel, "name">): Reporter {
  const finding = (kind: Finding["kind"], place: Place, found: string, expected: string): Finding => {
    return { contract, kind, stack: stack.name, address: typeof place === "string" ? place : place.address, found, expected };
  };
  return {
    violation: (place, found, expected) => finding("violation", place, found, expected),
    unresolved: (place, value, expected) => finding("unresolved", place, show(value), expected),
  };
}
