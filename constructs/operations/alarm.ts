import { CloudwatchMetricAlarm } from "@cdktf/provider-aws/lib/cloudwatch-metric-alarm";
import { Construct } from "constructs";
import { nameOf } from "../foundation/names";
import { PlatformStack } from "../foundation/platform-stack";
import { refuse } from "../foundation/refusal";
import type { AlarmRule, Quantity } from "./alarm-rule";
import type { Watch } from "./watch";

export interface AlarmProps extends Watch {
  /** ARN of the topic that hears of it, in the alarm's own region: CloudWatch tells no other. */
  readonly topicArn: string;
  /** Page that has a section for each kind of alarm. */
  readonly runbookUrl: string;
}

/** Longest description that CloudWatch takes. @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutMetricAlarm.html */
const longestDescription = 1024;

/** Longest time, in seconds, that an alarm can look back on: a day, or a week in periods of an hour and more. @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutMetricAlarm.html */
const longestMemory = { short: 86_400, long: 604_800 };

/**
 * An alarm that tells a topic when it begins and when it is over, and says in its description what to do.
 *
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/AlarmThatSendsEmail.html
 */
export class Alarm extends Construct {
  public readonly arn: string;

  /** @throws Refusal when CloudWatch would not take it. */
  public constructor(scope: Construct, id: string, { name: words, rule, topicArn, runbookUrl }: AlarmProps) {
    super(scope, id);
    const name = nameOf(this, "aws_cloudwatch_metric_alarm", words, rule.kind);
    const { metric, statistic, limit, region } = rule;
    const alarmDescription = `${sentence(rule)} ${rule.meaning} ${runbookUrl}#${rule.kind}`;
    refuse(this.node.path, problemsOf(rule, alarmDescription));
    const percentile = statistic.startsWith("p");
    const alarm = new CloudwatchMetricAlarm(this, "resource", {
      alarmName: name,
      alarmDescription,
      namespace: metric.namespace,
      metricName: metric.name,
      dimensions: metric.dimensions,
      ...(percentile ? { extendedStatistic: statistic, evaluateLowSampleCountPercentiles: "ignore" } : { statistic }),
      comparisonOperator: "above" in limit ? "GreaterThanThreshold" : "LessThanThreshold",
      threshold: boundOf(limit).value,
      period: rule.periodSeconds,
      evaluationPeriods: rule.periods,
      datapointsToAlarm: rule.periods,
      treatMissingData: rule.missing,
      actionsEnabled: true,
      alarmActions: [topicArn],
      okActions: [topicArn],
      tags: { Name: name },
      ...(region === "edge" ? { provider: PlatformStack.of(this).edgeProvider } : {}),
    });
    this.arn = alarm.arn;
  }
}

/** The amount beyond which an alarm sounds. */
export function boundOf(limit: AlarmRule["limit"]): Quantity {
  return "above" in limit ? limit.above : limit.below;
}

function sentence({ metric, statistic, limit, periodSeconds, periods }: AlarmRule): string {
  const { value, unit } = boundOf(limit);
  const amount = [String(value), ...(unit === "" ? [] : [unit])].join(" ");
  return `${metric.name} (${statistic}) ${"above" in limit ? "above" : "below"} ${amount} for ${lengthOf(periodSeconds * periods)}.`;
}

/** Seconds in words, in the largest unit that holds them without a rest. */
function lengthOf(duration: number): string {
  const units = { day: 86_400, hour: 3600, minute: 60 };
  const [unit, size] = Object.entries(units).find(([, each]) => duration % each === 0) ?? ["second", 1];
  const number = duration / size;
  return `${number} ${unit}${number === 1 ? "" : "s"}`;
}

function problemsOf({ limit, periodSeconds, periods }: AlarmRule, description: string): string[] {
  const { value, unit } = boundOf(limit);
  const memory = periodSeconds >= 3600 ? longestMemory.long : longestMemory.short;
  return [
    ...(Number.isFinite(value) && value >= 0 && (unit !== "%" || value <= 100)
      ? []
      : [`limit ${value} ${unit}; allowed are 0 and more, percent up to 100`]),
    ...(Number.isInteger(periodSeconds / 60) && periodSeconds > 0
      ? []
      : [`periodSeconds ${periodSeconds}; allowed are 60 and its multiples`]),
    ...(Number.isInteger(periods) && periods >= 1 ? [] : [`periods ${periods}; allowed are 1 and more`]),
    ...(periodSeconds * periods <= memory ? [] : [`${periodSeconds * periods} seconds in all; allowed are ${memory}`]),
    ...(description.length <= longestDescription
      ? []
      : [`description of ${description.length} characters; allowed are ${longestDescription}`]),
  ];
}
