import { stackContract } from "../contract";
import { isBlock, show, textAt } from "../value";

/** Tags as AWS keeps them. */
type Tags = Readonly<Record<string, string>>;

/** The tags that tell one resource from another, by what it is. */
export interface SettledTags {
  /** What a resource says of which the other tables say nothing else. */
  readonly common: Tags;
  /** By the beginning of ids: `postgres` is the application's database and what belongs to it. The longest beginning that fits counts. */
  readonly beginnings: Readonly<Record<string, Tags>>;
  /** By type, whatever the id. */
  readonly types: Readonly<Record<string, Tags>>;
}

/**
 * Every tag that costs, backups and audits go by has the value that was settled on, not only one that is allowed: a cache that counts as nobody's data
 * and is not copied is tagged as well as any other.
 */
export const settledTags = stackContract<[settled: SettledTags]>(
  "settled-tags",
  "every taggable resource says of itself what was settled on: its part of the platform, how sensitive its data is, how often it is copied",
  (stack, report, settled) =>
    stack.resources.flatMap((resource) => {
      if (!isBlock(resource.values["tags"])) return []; // whether it has to have any, `effective-tags` says
      const wanted = tagsOf(resource, settled);
      if (wanted["Service"] === undefined) return [report.violation(resource, resource.id, "an id of which the tags were settled on")];
      return Object.entries(wanted).flatMap(([tag, value]) => {
        const found = textAt(resource.values, "tags", tag);
        return found === value ? [] : [report.violation(resource, `tag ${tag} ${show(found)}`, value)];
      });
    }),
);

function tagsOf({ type, id }: { readonly type: string; readonly id: string }, { common, beginnings, types }: SettledTags): Tags {
  const [longest] = Object.keys(beginnings)
    .filter((beginning) => id.startsWith(beginning))
    .toSorted((one, other) => other.length - one.length);
  return { ...common, ...(longest === undefined ? {} : beginnings[longest]), ...types[type] };
}
