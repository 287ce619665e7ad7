/** Items by a key of each, in the order in which the keys first come up. */
export function groupBy<Item, Key>(items: Iterable<Item>, keyOf: (item: Item) => Key): Map<Key, Item[]> {
  const groups = new Map<Key, Item[]>();
  for (const item of items) {
    const key = keyOf(item);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [item]);
    else group.push(item);
  }
  return groups;
}

/** Groups of two and more items that share a key which may stand only once. */
export function duplicates<Item, Key>(items: Iterable<Item>, keyOf: (item: Item) => Key): [Key, readonly Item[]][] {
  return [...groupBy(items, keyOf)].filter(([, group]) => group.length > 1);
}
