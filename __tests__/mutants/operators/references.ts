import { soleReference } from "../../../review/reference";
import type { Value } from "../../../review/value";
import { addressAt, elementDepth, isInside, type Path } from "../configuration";
import type { Operator, Subject } from "../operator";

/** The place of an element, from its Terraform address. */
function pathOf(address: string): readonly string[] {
  const words = address.split(".");
  return words[0] === "data" || words[0] === "ephemeral" ? words.slice(0, 3) : ["resource", ...words.slice(0, 2)];
}

/** Names another resource of the same type, in each reference of a value on its own: the one that `pick` chooses among all of its type. */
function retargeting(name: string, pick: (all: readonly Path[], own: Path, subject: Subject) => Path | undefined): Operator {
  return {
    name,
    faultsAt: ({ path, value }, subject) => {
      if (typeof value !== "string" || !isInside(path)) return [];
      return references(value).flatMap((address) => {
        const own = pathOf(address);
        const all = subject.siblings(own);
        const other = all.some((sibling) => sibling.join() === own.join()) ? pick(all, own, subject) : undefined;
        return other === undefined || other.join() === own.join()
          ? []
          : [[{ path, value: value.replace(`\${${address}.`, `\${${addressAt(other)}.`) }]];
      });
    },
  };
}

/** What a text refers to that is one reference, or several with commas between them, as lists are written where only a text may stand. */
function references(value: string): readonly string[] {
  const all = value.split(",").map(soleReference);
  return all.flatMap((reference) => (reference === undefined || all.includes(undefined) ? [] : [reference.address]));
}

const placeOf = (all: readonly Path[], own: Path): number => all.findIndex((other) => other.join() === own.join());

/** The neighbour in the file. */
export const retarget = retargeting("retarget a reference", (all, own) => all[(placeOf(all, own) + 1) % all.length]);

/** One that is far away in the file, and so belongs to something else. */
export const retargetFar = retargeting(
  "retarget a reference far",
  (all, own) => all[(placeOf(all, own) + Math.ceil(all.length / 2)) % all.length],
);

/** A subnet or a route table of another tier: the same zone, and another way out, or none. */
export const retargetTier = retargeting("retarget to another tier", (all, own, { valueAt }) => {
  const tierOf = (path: Path): Value | undefined => valueAt([...path, "tags", "Tier"]);
  return tierOf(own) === undefined ? undefined : all.find((other) => tierOf(other) !== tierOf(own));
});

/** Attributes that name a resource, for one to have another one's. */
const names = ["name", "family", "identifier", "bucket", "replication_group_id", "key"];

/** Swaps the names of two neighbours of one type. */
export const swapNames: Operator = {
  name: "swap two names",
  faultsAt: ({ path, value }, { siblings, valueAt }) => {
    if (path[0] !== "resource" || path.length !== elementDepth(path) + 1 || !names.includes(path.at(-1) ?? "")) return [];
    const all = siblings(path);
    const next = all[all.findIndex((other) => other[2] === path[2]) + 1];
    const other = next === undefined ? undefined : [...next, ...path.slice(elementDepth(path))];
    const otherValue = other === undefined ? undefined : valueAt(other);
    return other === undefined || otherValue === undefined || otherValue === value
      ? []
      : [
          [
            { path, value: otherValue },
            { path: other, value },
          ],
        ];
  },
};
