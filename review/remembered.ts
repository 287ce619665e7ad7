/**
 * A function of an object that never changes, computed once for each object.
 *
 * Contracts ask the same of the same blocks; and where many stacks differ in one block only, as in tests, the others are not asked again.
 */
export function remembered<Key extends object, Result>(compute: (key: Key) => Result): (key: Key) => Result {
  const results = new WeakMap<Key, { readonly result: Result }>();
  return (key) => {
    const known = results.get(key) ?? { result: compute(key) };
    results.set(key, known);
    return known.result;
  };
}
