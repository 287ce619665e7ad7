import { regionOf } from "../../arn";
import { stackContract } from "../../contract";
import type { Finding, Reporter } from "../../finding";
import type { Element, StackModel } from "../../model";
import { listOf, show, textAt } from "../../value";

/** What an alarm can make of periods without a measurement. Its default, `missing`, leaves nobody any the wiser. */
const missingData = ["breaching", "notBreaching", "ignore"];

/** A link to a section of the runbook, at the end of what is said. */
const runbookLink = /\shttps:\/\/\S+\/docs\/runbook\.md#([a-z0-9-]+)$/;

/**
 * Every alarm tells a topic of its own region when it begins and when it is over, has decided what silence means, and says what its limit is and
 * where the runbook speaks of it. So does every rule of EventBridge that tells a topic.
 *
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/AlarmThatSendsEmail.html
 */
export const alarms = stackContract(
  "alarms",
  "every alarm tells somebody, knows what silence means, and says where to read what to do",
  (stack, report) => [
    ...stack.ofType("aws_cloudwatch_metric_alarm").flatMap((alarm) => findingsOf(stack, alarm, report)),
    ...stack
      .ofType("aws_cloudwatch_event_target")
      .filter(({ values }) => stack.referent(values["arn"], "aws_sns_topic", "arn") !== undefined)
      .flatMap((target) => {
        const rule = stack.referent(target.values["rule"], "aws_cloudwatch_event_rule", "name");
        if (rule === undefined) return [report.unresolved(target, target.values["rule"], "the name of a rule of this stack")];
        return [
          ...linkOf(rule, "description", report),
          ...(runbookLink.test(` ${lastLine(target)}`)
            ? []
            : [report.violation(target, lastLine(target) || "the whole event", "a message that ends with a link to the runbook")]),
        ];
      }),
  ],
);

function findingsOf(stack: StackModel, alarm: Element, report: Reporter): Finding[] {
  const { actions_enabled: enabled, treat_missing_data: missing, evaluation_periods: periods, period } = alarm.values;
  return [
    ...["alarm_actions", "ok_actions"].flatMap((name) => actionFindings(stack, alarm, name, report)),
    ...(enabled === undefined || enabled === true ? [] : [report.violation(alarm, `actions_enabled ${show(enabled)}`, "true")]),
    ...(missingData.includes(show(missing))
      ? []
      : [report.violation(alarm, `treat_missing_data ${show(missing)}`, missingData.join(", "))]),
    ...(typeof periods === "number" && typeof period === "number" && period >= 60
      ? []
      : [report.violation(alarm, `${show(periods)} periods of ${show(period)} s`, "periods of 60 s and more")]),
    ...saidOf(alarm, report),
    ...linkOf(alarm, "alarm_description", report),
  ];
}

/** What is said begins with what the alarm looks at and where its limit is, so that neither is changed alone. */
function saidOf(alarm: Element, report: Reporter): Finding[] {
  const { metric_name: metric, statistic, extended_statistic: percentile, comparison_operator: operator, threshold } = alarm.values;
  const side = show(operator).startsWith("Greater") ? "above" : "below";
  const beginning = `${show(metric)} (${show(statistic ?? percentile)}) ${side} ${show(threshold)} `;
  const description = textAt(alarm.values, "alarm_description") ?? "";
  return description.startsWith(beginning)
    ? []
    : [report.violation(alarm, `alarm_description ${description}`, `one that begins with ${beginning}`)];
}

function actionFindings(stack: StackModel, alarm: Element, name: string, report: Reporter): Finding[] {
  const actions = listOf(alarm.values[name]);
  if (actions.length === 0) return [report.violation(alarm, `no ${name}`, "a topic")];
  return actions.flatMap((action) => {
    const topic = stack.referent(action, "aws_sns_topic", "arn");
    if (topic === undefined) return [report.unresolved(alarm, action, `${name}: the ARN of a topic of this stack`)];
    return regionOf(topic) === regionOf(alarm)
      ? []
      : [
          report.violation(
            alarm,
            `${name}: ${topic.address} in ${regionOf(topic)}`,
            `a topic in ${regionOf(alarm)}: CloudWatch tells no other`,
          ),
        ];
  });
}

function linkOf(element: Element, attribute: string, report: Reporter): Finding[] {
  const description = textAt(element.values, attribute) ?? "";
  return runbookLink.test(description)
    ? []
    : [report.violation(element, `${attribute} ${description}`, "one that ends with a link to the runbook")];
}

/** The last line of what a target tells, without the quotes that EventBridge wants around each. */
function lastLine({ values }: Element): string {
  const [transformer] = listOf(values["input_transformer"]);
  return (textAt(transformer, "input_template") ?? "").split("\n").at(-1)?.replaceAll('"', "") ?? "";
}
