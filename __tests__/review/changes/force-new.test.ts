import { forceNew } from "../../../review/changes/force-new";
import type { Value } from "../../../review/value";
import { inPlace, table } from "./force-new-table";
import { compared, small } from "./small";

/** What becomes of a resource with another value of an attribute. */
function fateOf(type: string, attribute: string, values: readonly [before: Value, after: Value]): string | undefined {
  const rest = table[type]?.[0] ?? {};
  const [before, after] = values.map((value) => small({ [`${type}.one`]: { ...rest, [attribute]: value } }));
  return compared(before, after ?? {}).pairs[0]?.fate;
}

/** The list of which the emulator's suite shows that the real provider does the same. */
const rows = Object.entries(table).flatMap(([type, [, attributes]]) =>
  Object.entries(attributes).map(([attribute, values]) => [type, attribute, values] as const),
);

describe("a resource with another value of an attribute", () => {
  test.each(rows)("is replaced: %s, %s", (type, attribute, values) => {
    expect(fateOf(type, attribute, values)).toBe("replaced");
  });

  test.each(inPlace)("is changed in place: %s, %s", (type, attribute, before, after) => {
    expect(fateOf(type, attribute, [before, after])).toBe("changed");
  });

  test("is replaced for nothing that the provider was not asked", () => {
    const asked = new Set(rows.map(([type, attribute]) => `${type}.${attribute}`));
    const known = Object.entries(forceNew).flatMap(([type, attributes]) => attributes.map((attribute) => `${type}.${attribute}`));

    expect(known.filter((name) => !asked.has(name))).toEqual([]);
  });
});
