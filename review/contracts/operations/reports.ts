import { resolveArn } from "../../arn";
import type { StackModel } from "../../model";
import { at, listOf, parsedJson, show, textsOf, type Value } from "../../value";

/** A rule of EventBridge that tells a topic, by what it matches. */
export interface Report {
  readonly detailTypes: readonly string[];
  /** Every text of the pattern. */
  readonly texts: readonly string[];
  /** Beginnings of ARNs that it matches. */
  readonly beginnings: readonly string[];
  readonly pattern: Value;
}

/** What the rules of a stack tell its topics. */
export function reportsIn(stack: StackModel): Report[] {
  return stack.ofType("aws_cloudwatch_event_target").flatMap(({ values }) => {
    const rule = stack.referent(values["rule"], "aws_cloudwatch_event_rule", "name");
    const topic = stack.referent(values["arn"], "aws_sns_topic", "arn");
    const pattern = rule === undefined || topic === undefined ? undefined : parsedJson(rule.values["event_pattern"]);
    if (pattern === undefined) return [];
    const texts = textsOf(pattern);
    const beginnings = [at(pattern, "resources"), at(pattern, "detail", "additionalEventData", "SecretId")]
      .flatMap((matches) => listOf(matches).flatMap((match) => listOf(at(match, "prefix"))))
      .flatMap((prefix) => resolveArn(stack, show(prefix)) ?? []);
    return [{ detailTypes: listOf(at(pattern, "detail-type")).map(show), texts, beginnings, pattern }];
  });
}
