import { TerraformResource } from "cdktf";
import type { IConstruct } from "constructs";

/** Tags as AWS keeps them. */
export type Tags = Readonly<Record<string, string>>;

/** How sensitive the data is that a resource holds or carries. */
export type DataClassification = "public" | "internal" | "confidential" | "pii" | "phi";

/** How often AWS Backup backs a resource up; it selects by this tag. */
export type BackupPolicy = "daily" | "weekly" | "none";

/** Tags that a construct sets for itself and everything below it. The inner one wins, and none can be blanked. */
export interface InheritedTags {
  /** The part of the platform that the resource belongs to; one of the policy's closed list. */
  readonly Service?: string;
  /** Default: the policy's. */
  readonly DataClassification?: DataClassification;
  /** How often it is backed up. Default: the policy's. */
  readonly BackupPolicy?: BackupPolicy;
  /** Rules by which the data is kept. Default: the policy's. */
  readonly Compliance?: "hipaa" | "gdpr" | "none";
}

/** The tags that every taggable resource of a stack carries, and the values they may take. */
export interface TagPolicy {
  /** Tags that belong to the stack. They win over everything that a resource says. */
  readonly identity: Tags;
  /** Tags that a construct sets, each with its allowed values. Without a default it has to be set somewhere above the resource. */
  readonly inherited: Readonly<Record<keyof InheritedTags, { readonly allowed: readonly string[]; readonly default?: string }>>;
}

const declared = new WeakMap<IConstruct, InheritedTags>();

/**
 * Sets tags for a construct and all that is below it.
 *
 * They are merged with what was set on the same construct before.
 */
export function tag(scope: IConstruct, tags: InheritedTags): void {
  declared.set(scope, { ...declared.get(scope), ...tags });
}

/**
 * Writes the effective tags into every taggable resource below a stack.
 *
 * What is taggable is asked of the provider's bindings: a type without `tags` and `tags_all` is left alone.
 *
 * @returns every problem, each beginning with the resource's path.
 */
export function applyTags(stack: IConstruct, policy: TagPolicy): string[] {
  return stack.node.findAll().flatMap((construct) => {
    if (!isTaggable(construct)) return [];
    const effective = effectiveTags(construct, policy);
    construct.tags = effective;
    return problemsOf(effective, policy).map((problem) => `${construct.node.path}: ${problem}`);
  });
}

function effectiveTags(resource: TaggableResource, { identity, inherited }: TagPolicy): Tags {
  const defaults = Object.entries(inherited).flatMap(([key, rule]) => (rule.default === undefined ? [] : [[key, rule.default] as const]));
  const fromTree = resource.node.scopes.map((scope) => declared.get(scope) ?? {});
  return Object.assign({}, Object.fromEntries(defaults), ...fromTree, resource.tagsInput, identity) as Tags;
}

function problemsOf(tags: Tags, { inherited }: TagPolicy): string[] {
  return Object.entries(inherited).flatMap(([key, { allowed }]) => {
    const found = tags[key];
    if (found !== undefined && allowed.includes(found)) return [];
    return [`tag ${key} is ${found === undefined ? "not set" : JSON.stringify(found)}; allowed are ${allowed.join(", ")}`];
  });
}

type TaggableResource = TerraformResource & { tags: Tags; readonly tagsInput: Tags | undefined };

/** A resource whose binding takes tags and reports all of them; data sources take tags only to search by. */
function isTaggable(construct: IConstruct): construct is TaggableResource {
  return TerraformResource.isTerraformResource(construct) && "tagsInput" in construct && "tagsAll" in construct;
}
