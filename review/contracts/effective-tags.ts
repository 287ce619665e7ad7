import { resolveArn } from "../arn";
import { stackContract } from "../contract";
import type { Finding, Reporter } from "../finding";
import type { Element, StackModel } from "../model";
import { ownNameOf } from "../naming";
import { providerSchema } from "../provider-schema";
import { environmentOf } from "../requirement";
import { at, isBlock, show } from "../value";

const services = [
  ...[
    "api",
    "graphql",
    "sse",
    "provider-api",
    "reindexer",
    "blnk-api",
    "blnk-worker",
    "frontend",
    "postgres-primary",
    "postgres-read-replica",
  ],
  ...["postgres-blnk", "redis-cache", "redis-blnk", "clickhouse", "zookeeper", "otel-collector", "signoz-query", "signoz-frontend", "alb"],
  ...["internal-alb", "cdn", "waf", "dns", "vpc", "nat-gateway", "ecs", "ecr", "secrets", "rotation", "migrations", "efs", "kms", "backup"],
  ...["monitoring", "governance", "state", "delivery"],
];

/** Values that a tag may take, in words and as a check. */
interface Allowed {
  readonly words: string;
  readonly holds: (value: string) => boolean;
}

const anyValue: Allowed = { words: "a value", holds: (value) => value.trim() !== "" };

/** Tags of single kinds of resource, beside those that all have. */
const extraTags: Readonly<Record<string, Readonly<Record<string, Allowed>>>> = {
  aws_subnet: { Tier: oneOf(["public", "private", "database"]) },
  aws_route_table: { Tier: oneOf(["public", "private", "database"]) },
};

/**
 * Every resource that the provider can tag carries all tags with allowed values, and nothing else carries any.
 *
 * @see https://docs.aws.amazon.com/tag-editor/latest/userguide/tagging.html
 */
export const effectiveTags = stackContract(
  "effective-tags",
  "every taggable resource has all eleven tags and its name, with allowed values",
  (stack, report) => {
    const common: Readonly<Record<string, Allowed>> = {
      Project: only("open-health-initiative"),
      Environment: only(environmentOf(stack)),
      Owner: only("platform-team"),
      CostCenter: only("ohi-infrastructure"),
      Service: oneOf(services),
      ManagedBy: only("cdktf"),
      CreatedBy: only("cdktf"),
      CreatedDate: { words: "a day as YYYY-MM-DD", holds: isDay },
      DataClassification: oneOf(["public", "internal", "confidential", "pii", "phi"]),
      BackupPolicy: oneOf(["daily", "weekly", "none"]),
      Compliance: oneOf(["hipaa", "gdpr", "none"]),
      Name: anyValue,
    };
    return stack.resources.flatMap((resource) => {
      const { type, values } = resource;
      const { source, version, isKnown, isTaggable } = providerSchema;
      if (!isKnown(type)) return [report.unresolved(resource, type, `a resource type of ${source} ${version}`)];
      if (isTaggable(type)) return problemsOf(stack, resource, { ...common, ...extraTags[type] }, report);
      return values["tags"] === undefined ? [] : [report.violation(resource, "tags", "none: the provider cannot tag this type")];
    });
  },
);

function problemsOf(stack: StackModel, resource: Element, wanted: Readonly<Record<string, Allowed>>, report: Reporter): Finding[] {
  const { tags } = resource.values;
  if (tags === undefined) return [report.violation(resource, "no tags", Object.keys(wanted).join(", "))];
  if (!isBlock(tags)) return [report.unresolved(resource, tags, "tags written out")];

  const name = ownNameOf(resource);
  const extra = Object.keys(tags).filter((key) => !(key in wanted));
  return [
    ...Object.entries(wanted).flatMap(([key, allowed]) => problemOf(stack, resource, key, allowed, report)),
    ...extra.flatMap((key) => problemOf(stack, resource, key, anyValue, report)),
    ...(name === undefined || tags["Name"] === name ? [] : [report.violation(resource, `tag Name ${show(tags["Name"])}`, show(name))]),
  ];
}

function problemOf(stack: StackModel, resource: Element, key: string, { words, holds }: Allowed, report: Reporter): Finding[] {
  const found = at(resource.values, "tags", key);
  if (found === undefined) return [report.violation(resource, `no tag ${key}`, words)];
  const value = typeof found === "string" ? resolveArn(stack, found) : undefined;
  if (value === undefined) return [report.unresolved(resource, found, `tag ${key}: ${words}`)];
  return holds(value) ? [] : [report.violation(resource, `tag ${key} ${JSON.stringify(value)}`, words)];
}

function only(value: string): Allowed {
  return oneOf([value]);
}

function oneOf(values: readonly string[]): Allowed {
  return { words: values.join(", "), holds: (value) => values.includes(value) };
}

function isDay(text: string): boolean {
  const day = new Date(text);
  return /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(day.getTime()) && day.toISOString().startsWith(text);
}
