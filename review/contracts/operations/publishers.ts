import { covers, resolveArn } from "../../arn";
import { blocksOf } from "../../containers";
import { stackContract } from "../../contract";
import type { Finding, Reporter } from "../../finding";
import type { Element, StackModel } from "../../model";
import { policyAt, type Statement } from "../../policy";
import { listOf, type Value } from "../../value";

/** Somebody who tells a topic something. */
interface Publisher {
  readonly element: Element;
  /** AWS service that publishes for it. */
  readonly service: string;
  readonly topic: Value;
}

/** What a service has to be allowed with the key of a topic. */
const uses = ["kms:Decrypt", "kms:GenerateDataKey"];

const context = "kms:EncryptionContext:aws:sns:topicArn";

/**
 * Whoever publishes to a topic is let in by the topic's policy and, since topics are encrypted, by the policy of its key.
 *
 * Where either is missing nothing fails: the message is lost.
 *
 * @see https://docs.aws.amazon.com/sns/latest/dg/sns-key-management.html#compatibility-with-aws-services
 */
export const publishers = stackContract(
  "publishers",
  "every service that publishes to a topic is let in by the topic and by its key",
  (stack, report) => publishersIn(stack).flatMap((publisher) => findingsOf(stack, publisher, report)),
);

function publishersIn(stack: StackModel): Publisher[] {
  const of = (type: string, service: string, topicsOf: (values: Element["values"]) => readonly Value[]): Publisher[] =>
    stack.ofType(type).flatMap((element) => topicsOf(element.values).map((topic) => ({ element, service, topic })));
  return [
    ...of("aws_cloudwatch_metric_alarm", "cloudwatch.amazonaws.com", (values) => [
      ...new Set(["alarm_actions", "ok_actions", "insufficient_data_actions"].flatMap((name) => listOf(values[name]))),
    ]),
    ...of("aws_budgets_budget", "budgets.amazonaws.com", (values) => [
      ...new Set(blocksOf(values["notification"]).flatMap((notification) => listOf(notification["subscriber_sns_topic_arns"]))),
    ]),
    ...of("aws_db_event_subscription", "events.rds.amazonaws.com", (values) => listOf(values["sns_topic"])),
    ...of("aws_cloudwatch_event_target", "events.amazonaws.com", (values) =>
      listOf(values["arn"]).filter((arn) => stack.target(arn)?.element.type === "aws_sns_topic"),
    ),
  ];
}

function findingsOf(stack: StackModel, { element, service, topic: value }: Publisher, report: Reporter): Finding[] {
  const topic = stack.referent(value, "aws_sns_topic", "arn");
  const arn = topic === undefined ? undefined : resolveArn(stack, `\${${topic.address}.arn}`);
  if (topic === undefined || arn === undefined) return [report.unresolved(element, value, "the ARN of a topic of this stack")];
  const key = stack.referent(topic.values["kms_master_key_id"], "aws_kms_key", "arn");
  if (key === undefined)
    return [report.violation(element, `${topic.address} is not encrypted with a key of this stack`, "a topic that is")];

  const admitted = policiesOf(stack, topic).some(
    (statement) => lets(statement, service, ["sns:Publish"]) && statement.resources.some((resource) => resolveArn(stack, resource) === arn),
  );
  const keyed = (policyAt(stack, key, "policy")?.statements ?? []).some(
    (statement) => lets(statement, service, uses) && isFor(stack, statement, arn),
  );
  return [
    ...(admitted ? [] : [report.violation(element, `${topic.address} does not let ${service} publish`, "sns:Publish in its policy")]),
    ...(keyed
      ? []
      : [report.violation(element, `${key.address} does not let ${service} ${uses.join(" and ")} for ${arn}`, "a key that does")]),
  ];
}

function policiesOf(stack: StackModel, topic: Element): Statement[] {
  return stack
    .ofType("aws_sns_topic_policy")
    .filter(({ values }) => stack.referent(values["arn"], "aws_sns_topic", "arn") === topic)
    .flatMap((policy) => policyAt(stack, policy, "policy")?.statements ?? []);
}

function lets({ effect, actions, principals }: Statement, service: string, wanted: readonly string[]): boolean {
  const isNamed = principals.some(({ type, identifiers }) => type === "Service" && identifiers.includes(service));
  return effect === "Allow" && isNamed && wanted.every((action) => actions.includes(action));
}

function isFor(stack: StackModel, { conditions }: Statement, arn: string): boolean {
  return conditions
    .filter(({ variable }) => variable === context)
    .every(({ values }) => values.some((value) => covers(resolveArn(stack, value) ?? "", arn)));
}
