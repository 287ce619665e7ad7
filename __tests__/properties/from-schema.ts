import * as fc from "fast-check";
import { type Schema, schemaOf } from "./schema-leaves";

/** Arbitraries of single places, by their path in the schema: `network.cidr`, `network.mongoAtlasCidrs.*` for the entries of a list. */
export type Own = Readonly<Record<string, fc.Arbitrary<unknown>>>;

/** Entries of a list that says no limit; none is there twice. */
const someEntries = 4;

/**
 * Draws what a JSON schema allows, as zod writes one: every property, number between its limits, text of its pattern.
 *
 * A JSON schema cannot say what a refinement does: those places have arbitraries of their `own`.
 *
 * @throws Error naming the path of a schema that says nothing that could be drawn.
 */
export function drawnFrom(schema: Schema, own: Own, path = ""): fc.Arbitrary<unknown> {
  const below = (key: string, child: Schema): fc.Arbitrary<unknown> => drawnFrom(child, own, path === "" ? key : `${path}.${key}`);
  const { type, anyOf, pattern, enum: values, items, properties = {} } = schema;
  const known = own[path];
  if (known !== undefined) return known;
  if (values !== undefined) return fc.constantFrom(...values);
  if (anyOf !== undefined) return fc.oneof(...anyOf.map((each) => drawnFrom(schemaOf(each), own, path)));
  if (type === "object") {
    const children = Object.entries(properties).map(([key, child]) => [key, below(key, schemaOf(child))] as const);
    return fc.record(Object.fromEntries(children), { noNullPrototype: true });
  }
  if (type === "array" && items !== undefined && !Array.isArray(items)) {
    return fc.uniqueArray(below("*", schemaOf(items)), { minLength: schema.minItems ?? 0, maxLength: schema.maxItems ?? someEntries });
  }
  if (type === "boolean") return fc.boolean();
  if (type === "integer") return fc.integer({ min: schema.minimum ?? 0, max: schema.maximum ?? Number.MAX_SAFE_INTEGER });
  if (type === "string" && pattern !== undefined) return fc.stringMatching(new RegExp(pattern));
  throw new Error(`${path}: nothing can be drawn from ${JSON.stringify(schema)}; it needs an arbitrary of its own`);
}
