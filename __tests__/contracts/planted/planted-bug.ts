import type { Draft } from "./draft";

/** A mistake that somebody could make, in the configuration of `ohi-dev`, and the contract that has to see it. */
export interface PlantedBug {
  readonly contract: string;
  readonly bug: string;
  readonly plant: (draft: Draft) => Draft;
  /** Address that the contract has to name. */
  readonly address: string;
  readonly kind: "violation" | "unresolved";
}

/** A row of a table of bugs. Without a last word the contract has to say that something is wrong, and not that it cannot be told. */
export type Row = readonly [bug: string, address: string, plant: (draft: Draft) => Draft, kind?: "unresolved"];

/** Bugs that one contract has to see. */
export function bugsFor(contract: string, rows: readonly Row[]): PlantedBug[] {
  return rows.map(([bug, address, plant, kind]) => ({ contract, bug, plant, address, kind: kind ?? "violation" }));
}
