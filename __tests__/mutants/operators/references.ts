import { soleReference } from "../../../review/reference";
import { elementDepth } from "../configuration";
import type { Operator } from "../operator";

/** The place of an element, from its Terraform address. */
function pathOf(address: string): readonly string[] {
  const words = address.split(".");
  return words[0] === "data" || words[0] === "ephemeral" ? words.slice(0, 3) : ["resource", ...words.slice(0, 2)];
}

/** Names another resource of the same type: its neighbour in the file. */
export const retarget: Operator = {
  name: "retarget a reference",
  faultsAt: ({ path, value }, { siblings }) => {
    const reference = typeof value === "string" ? soleReference(value) : undefined;
    if (reference === undefined || typeof value !== "string") return [];
    const own = pathOf(reference.address);
    const all = siblings(own);
    const place = all.findIndex((other) => other.join() === own.join());
    const next = all[(place + 1) % all.length];
    const [id, nextId] = [own[2], next?.[2]];
    return id === undefined || nextId === undefined || place < 0 || nextId === id
      ? []
      : [[{ path, value: value.replace(`${own[1] ?? ""}.${id}.`, `${own[1] ?? ""}.${nextId}.`) }]];
  },
};

/** Attributes that name a resource, for one to have another one's. */
const names = ["name", "family", "identifier", "bucket", "replication_group_id", "key"];

/** Swaps the names of two neighbours of one type. */
export const swapNames: Operator = {
  name: "swap two names",
  faultsAt: ({ path, value }, { siblings, valueAt }) => {
    if (path[0] !== "resource" || path.length !== elementDepth + 1 || !names.includes(path[elementDepth] ?? "")) return [];
    const all = siblings(path);
    const next = all[all.findIndex((other) => other[2] === path[2]) + 1];
    const other = next === undefined ? undefined : [...next, ...path.slice(elementDepth)];
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
