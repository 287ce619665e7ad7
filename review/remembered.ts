/** A function of a text, computed once for each: a configuration says the same in many places, and every contract asks again. */
export function rememberedText<Result>(compute: (text: string) => Result): (text: string) => Result {
  const results = new Map<string, { readonly result: Result }>();
  return (text) => {
    const known = results.get(text) ?? { result: compute(text) };
    results.set(text, known);
    return known.result;
  };
}

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
