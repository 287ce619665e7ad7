import type { InheritedTags } from "../foundation/tags";

/**
 * Tags of a store and of everything that belongs to it, such as its logs.
 *
 * How often it is copied is no such tag: only the store itself carries it, since only the store is copied.
 */
export type StoreTags = Readonly<Required<Pick<InheritedTags, "Service" | "DataClassification">>>;
