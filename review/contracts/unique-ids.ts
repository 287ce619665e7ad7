import { stackContract } from "../contract";
import { duplicates } from "../group-by";
import type { Element } from "../model";

/** A construct that is little more than one resource calls it this; the word is left out of the id. */
const unspoken = "resource";

/**
 * Every id is the words of the construct path, and stands once in a stack, whatever its type.
 *
 * Two constructs that end up with one id would be merged without a word, and one of them would be gone.
 */
export const uniqueIds = stackContract(
  "unique-ids",
  "ids and construct paths are unique, and an id is the words of its path",
  (stack, report) => [
    ...stack.elements.flatMap((element) => {
      if (element.path === undefined) return [report.unresolved(element, element.path, "a construct path")];
      const expected = idOf(element.path);
      return element.id === expected && element.path.startsWith(`${stack.name}/`)
        ? []
        : [report.violation(element, `path ${element.path}`, `a path in ${stack.name} with the words of the id`)];
    }),
    ...doubled(stack.elements, ({ id }) => id).map(({ element, other }) =>
      report.violation(element, `the id of ${other.address}`, "an id of its own"),
    ),
    ...doubled(stack.elements, ({ path }) => path).map(({ element, other }) =>
      report.violation(element, `the path of ${other.address}`, "a path of its own"),
    ),
  ],
);

function idOf(path: string): string {
  const words = path
    .split("/")
    .slice(1)
    .filter((word) => word !== unspoken);
  return words.join("_").replace(/[^A-Za-z0-9_-]+/g, "_");
}

function doubled(
  elements: readonly Element[],
  keyOf: (element: Element) => string | undefined,
): { readonly element: Element; readonly other: Element }[] {
  return duplicates(elements, keyOf).flatMap(([key, [other, ...elements]]) =>
    key === undefined || other === undefined ? [] : elements.map((element) => ({ element, other })),
  );
}
