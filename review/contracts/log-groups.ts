import { covers, regionOf, resolveArn } from "../arn";
import { stackContract } from "../contract";
import type { Finding, Reporter } from "../finding";
import type { Element, StackModel } from "../model";
import { policyAt } from "../policy";
import { namePrefixOf } from "../requirement";
import { at, listOf, show, textAt } from "../value";

/** Days for which CloudWatch Logs can keep a log. @see https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_PutRetentionPolicy.html */
const retentions = [1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653];

/** Condition by which a key's policy tells for which log group CloudWatch Logs uses it. */
const context = "kms:EncryptionContext:aws:logs:arn";

/**
 * Every log group is encrypted with a key of the stack that lets CloudWatch Logs use it for that group, and forgets in the end. A key admits
 * no other environment's. Each log of a cache has the group that is named for it.
 *
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/encrypt-log-data-kms.html
 */
export const logGroups = stackContract(
  "log-groups",
  "every log group is encrypted with a key that admits it and no other environment's, and has a retention",
  (stack, report) => {
    const own = new RegExp(`:log-group:\\S*(?<![a-z0-9])${namePrefixOf(stack)}[/-]`);
    const groups = stack.ofType("aws_cloudwatch_log_group").map((group) => ({ group, arn: resolveArn(stack, `\${${group.address}.arn}`) }));
    return [
      ...groups.flatMap(({ group, arn }) => [...encryption(stack, group, arn, report), ...memory(group, report)]),
      ...stack.ofType("aws_elasticache_replication_group").flatMap((cache) => ofCache(stack, cache, report)),
      ...stack.ofType("aws_kms_key").flatMap((key) =>
        patternsOf(stack, key, regionOf(key))
          .filter((pattern) => !own.test(pattern))
          .map((pattern) => report.violation(key, `admits ${pattern}`, `log groups of ${namePrefixOf(stack)} only`)),
      ),
    ];
  },
);

function encryption(stack: StackModel, group: Element, arn: string | undefined, report: Reporter): Finding[] {
  const key = stack.referent(group.values["kms_key_id"], "aws_kms_key", "arn");
  if (key === undefined) return [report.unresolved(group, group.values["kms_key_id"], "the ARN of a KMS key of this stack")];
  if (arn === undefined) return [report.unresolved(group, textAt(group.values, "name"), "a name that is known before an apply")];
  const patterns = patternsOf(stack, key, regionOf(group));
  const admitted = patterns.some((pattern) => covers(pattern, arn));
  return admitted ? [] : [report.violation(group, `${key.address} admits ${patterns.join(", ") || "none"}`, arn)];
}

function memory(group: Element, report: Reporter): Finding[] {
  const days = group.values["retention_in_days"];
  if (typeof days === "number" && retentions.includes(days)) return [];
  return [report.violation(group, `retention_in_days ${show(days)}`, `one of ${retentions.join(", ")}`)];
}

/** Groups of one cache differ in the kind of log alone. */
function ofCache(stack: StackModel, cache: Element, report: Reporter): Finding[] {
  return listOf(cache.values["log_delivery_configuration"]).flatMap((delivery) => {
    const [type, destination] = ["log_type", "destination"].map((attribute) => at(delivery, attribute));
    const group = stack.referent(destination, "aws_cloudwatch_log_group", "name");
    if (group === undefined) return [report.unresolved(cache, destination, "the name of a log group of this stack")];
    const name = textAt(group.values, "name") ?? "";
    return name.endsWith(`/${show(type)}`)
      ? []
      : [report.violation(cache, `${show(type)} in ${name}`, `a group of its own, named */${show(type)}`)];
  });
}

/** ARNs of the log groups of a region for which a key's policy admits CloudWatch Logs. */
function patternsOf(stack: StackModel, key: Element, region: string): string[] {
  const principal = `logs.${region}.amazonaws.com`;
  const statements = policyAt(stack, key, "policy")?.statements ?? [];
  return statements
    .filter(({ principals }) => principals.some(({ type, identifiers }) => type === "Service" && identifiers.includes(principal)))
    .flatMap(({ conditions }) => conditions.filter(({ test, variable }) => /^Arn(Like|Equals)$/.test(test) && variable === context))
    .flatMap(({ values }) => values.map((value) => resolveArn(stack, value) ?? value));
}
