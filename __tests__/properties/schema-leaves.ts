import { z } from "zod";
import { environmentSchema } from "../../environments/schema";

export type Schema = z.core.JSONSchema.JSONSchema;

/** The environments' schema, as far as a JSON schema can say it. */
export const schema = z.toJSONSchema(environmentSchema);

/** Every setting of a record, by its path; `*` stands for the entries of a list. */
export const leavesOfSchema = leavesOf(schema);

/** In JSON schema, `true` allows anything; nothing can be drawn from that. */
export function schemaOf(part: z.core.JSONSchema._JSONSchema): Schema {
  return typeof part === "boolean" ? {} : part;
}

/** The places of a JSON schema that hold one value each: `network.zones.*`. */
function leavesOf({ anyOf, items, properties }: Schema, path: readonly string[] = []): string[] {
  const below = (key: string, child: z.core.JSONSchema._JSONSchema): string[] => leavesOf(schemaOf(child), [...path, key]);
  if (anyOf !== undefined) return anyOf.flatMap((each) => leavesOf(schemaOf(each), path));
  if (properties !== undefined) return Object.entries(properties).flatMap(([key, child]) => below(key, child));
  if (items !== undefined && !Array.isArray(items)) return below("*", items);
  return [path.join(".")];
}
