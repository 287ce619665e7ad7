import type { Value } from "../../review/value";
import type { Edit, Path, Place } from "./configuration";

/** What an operator can ask of the configuration around a place. */
export interface Subject {
  /** Every element of the type of a path, in the order of the file. */
  readonly siblings: (path: Path) => readonly Path[];
  readonly valueAt: (path: Path) => Value | undefined;
}

/** A way to get a configuration wrong, which is tried wherever it applies. */
export interface Operator {
  /** In a few words: `drop an attribute`. */
  readonly name: string;
  /** The faults that it plants in one place; each is a set of edits that belong together. */
  readonly faultsAt: (place: Place, subject: Subject) => readonly (readonly Edit[])[];
}
