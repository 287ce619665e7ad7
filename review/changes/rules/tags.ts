import { groupBy } from "../../group-by";
import { resolvedValues } from "../../resolve";
import { asBlock, at, show, type Value } from "../../value";
import { type Change, changeOf } from "../change";
import { type Comparison, type Pair, resourcePairs } from "../comparison";

interface TagChange {
  readonly pair: Pair;
  readonly key: string;
  readonly before: Value | undefined;
  readonly after: Value | undefined;
}

/** Tags that are lost or have another value, each combination told once with everything that it happens to. A tag that is added is none. */
export function tags(comparison: Comparison): Change[] {
  const changes = resourcePairs(comparison).flatMap((pair) => tagChanges(comparison, pair));
  const grouped = groupBy(changes, ({ key, before, after }) => JSON.stringify([key, before, after ?? null]));
  return [...grouped.values()].flatMap((group) => {
    const [first] = group;
    if (first === undefined) return [];
    const { pair, key, before, after } = first;
    const others = group.length - 1;
    return [
      changeOf(comparison, {
        danger: "tags-changed",
        address: pair.address,
        what: `${pair.address}${others === 0 ? "" : ` and ${others} more`} ${after === undefined ? `lose${others === 0 ? "s" : ""}` : `change${others === 0 ? "s" : ""}`} the tag ${key}`,
        why: "bills, backups, rules and people find what they look for by tags",
        before: show(before),
        after: show(after),
        weight: group.length,
      }),
    ];
  });
}

function tagChanges({ base: old, head: fresh }: Comparison, pair: Pair): TagChange[] {
  if (pair.base === undefined || pair.head === undefined) return [];
  const [before, after] = [asBlock(at(resolvedValues(old, pair.base), "tags")), asBlock(at(resolvedValues(fresh, pair.head), "tags"))];
  return Object.entries(before)
    .filter(([key, value]) => show(after[key]) !== show(value))
    .map(([key, value]) => ({ pair, key, before: value, after: after[key] }));
}
