/** Where results are kept, by what they were computed of. */
interface Results<Key, Result> {
  readonly get: (key: Key) => { readonly result: Result } | undefined;
  readonly set: (key: Key, known: { readonly result: Result }) => unknown;
}

/**
 * A function of an object that never changes, computed once for each object.
 *
 * Contracts ask the same of the same blocks; and where many stacks differ in one block only, as in tests, the others are not asked again.
 */
export function remembered<Key extends object, Result>(compute: (key: Key) => Result): (key: Key) => Result {
  return rememberedIn(new WeakMap(), compute);
}

/** A function of a text, computed once for each: a configuration says the same in many places, and every contract asks again. */
export function rememberedText<Result>(compute: (text: string) => Result): (text: string) => Result {
  return rememberedIn(new Map(), compute);
}

function rememberedIn<Key, Result>(results: Results<Key, Result>, compute: (key: Key) => Result): (key: Key) => Result {
  return (key) => {
    const known = results.get(key) ?? { result: compute(key) };
    results.set(key, known);
    return known.result;
  };
}
