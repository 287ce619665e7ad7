import type { Element, StackModel } from "./model";
import { expressionsIn } from "./reference";
import { rememberedText } from "./remembered";
import { regions } from "./requirement";
import { textAt } from "./value";

/** Stands for the account that Terraform applies to. */
const account = "ACCOUNT";

/**
 * ARNs of resources, without `arn:aws:` and with as much as their own attributes tell: a secret ends in six characters that AWS makes up,
 * and a key's id is not known, so its address stands for it. A type that is missing here cannot be resolved.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference-arns.html
 */
const arns: Readonly<Record<string, ArnRule>> = {
  aws_cloudwatch_log_group: { attribute: "name", arn: (name, region) => `logs:${region}:${account}:log-group:${name}` },
  aws_ecr_repository: { attribute: "name", arn: (name, region) => `ecr:${region}:${account}:repository/${name}` },
  aws_efs_file_system: { arn: (address, region) => `elasticfilesystem:${region}:${account}:file-system/${address}` },
  aws_kms_key: { arn: (address, region) => `kms:${region}:${account}:key/${address}` },
  aws_s3_bucket: { attribute: "bucket", arn: (name) => `s3:::${name}` },
  aws_secretsmanager_secret: { attribute: "name", arn: (name, region) => `secretsmanager:${region}:${account}:secret:${name}-??????` },
  aws_sfn_state_machine: { attribute: "name", arn: (name, region) => `states:${region}:${account}:stateMachine:${name}` },
  aws_sns_topic: { attribute: "name", arn: (name, region) => `sns:${region}:${account}:${name}` },
};

interface ArnRule {
  /** Attribute with the resource's name. Default: none, and its address stands for what AWS makes up. */
  readonly attribute?: string;
  readonly arn: (name: string, region: string) => string;
}

/** Attributes that AWS makes up, and that mean nothing but the resource. */
const madeUp = new Set(["id", "resource_id", "unique_id"]);

/** A text with every expression in it replaced by what AWS will see, or nothing when one of them is not known before an apply. */
export function resolveArn(stack: StackModel, text: string): string | undefined {
  if (!text.includes("{")) return text;
  return expressionsIn(text).reduce<string | undefined>((resolved, expression) => {
    const value = valueOf(stack, `\${${expression}}`);
    return value === undefined ? undefined : resolved?.replace(`\${${expression}}`, value);
  }, text);
}

/**
 * Whether everything that one pattern of a policy matches is matched by another one as well.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_resource.html
 */
export function covers(outer: string, inner: string): boolean {
  return patternOf(outer).test(inner);
}

/** Whether some ARN matches both patterns. */
export function overlap(one: string, other: string): boolean {
  return overlaps(one).get(other);
}

/** What a pattern has in common with others, each asked once. */
const overlaps = rememberedText((one: string) => ({
  get: rememberedText((other: string): boolean => {
    const places = placesOf(other);
    return placesOf(one).every((place, index) => meet(place, places[index] ?? ""));
  }),
}));

/** Partition, service, region and account, and all that is behind them. */
const placesOf = rememberedText((arn: string): readonly string[] => {
  const words = arn.split(":");
  return [...words.slice(0, 5), words.slice(5).join(":")];
});

function meet(one: string, other: string): boolean {
  if (one === other || one === "*" || other === "*") return true;
  const [first, second] = [one[0], other[0]];
  if (first === "*") return meet(one.slice(1), other) || (second !== undefined && meet(one, other.slice(1)));
  if (second === "*") return meet(other, one);
  if (first === undefined || second === undefined) return false;
  return (first === second || first === "?" || second === "?") && meet(one.slice(1), other.slice(1));
}

const patternOf = rememberedText((text: string): RegExp => {
  const parts = text.split("*").map((part) => part.replace(/[.+^${}()|[\]\\]/g, "\\$&").replaceAll("?", "[^*]"));
  return new RegExp(`^${parts.join(".*")}$`);
});

/** The region that a resource is in, by its provider. */
export function regionOf({ values }: Element): string {
  return values["provider"] === `aws.${regions.edge}` ? regions.edge : regions.home;
}

function valueOf(stack: StackModel, expression: string): string | undefined {
  const target = stack.target(expression);
  if (target === undefined) return undefined;
  const { element, attribute } = target;
  if (element.mode === "data" && element.type === "aws_caller_identity" && attribute === "account_id") return account;

  if (element.mode === "resource" && madeUp.has(attribute)) return element.address;
  const rule = element.mode === "resource" && attribute === "arn" ? arns[element.type] : undefined;
  if (rule === undefined) return undefined;
  const name = rule.attribute === undefined ? element.address : textAt(element.values, rule.attribute);
  const resolved = name === undefined ? undefined : resolveArn(stack, name);
  return resolved === undefined ? undefined : `arn:aws:${rule.arn(resolved, regionOf(element))}`;
}
