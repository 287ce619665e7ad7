import facts from "./provider-schema.json";

const taggable = new Set(facts.taggable);
const named = new Set(facts.named);
const known = new Set([...facts.taggable, ...facts.untaggable]);

/** What the AWS provider's own schema says of its resource types; made by `generate-provider-schema.ts`. */
export const providerSchema = {
  /** For example `hashicorp/aws`. */
  source: facts.source,
  version: facts.version,
  /** Whether there is such a resource type. */
  isKnown: (type: string): boolean => known.has(type),
  /** Whether its resources take tags and report all that they have. */
  isTaggable: (type: string): boolean => taggable.has(type),
  /** Whether its resources take a `name`. */
  isNamed: (type: string): boolean => named.has(type),
} as const;
