import { Alarm } from "../../../constructs/operations/alarm";
import { type AlarmRule, count, days, gib, percent, quarterHour, seconds, wholeDays } from "../../../constructs/operations/alarm-rule";
import { render, resources, tags, testStack, type Values } from "../../support/stack";
import { Refusal } from "../../../constructs/foundation/refusal";
import { tag } from "../../../constructs/foundation/tags";

const rule: AlarmRule = {
  kind: "service-cpu",
  meaning: "It is busy.",
  metric: { namespace: "AWS/ECS", name: "CPUUtilization", dimensions: { ServiceName: "web" } },
  statistic: "Average",
  limit: { above: percent(85) },
  ...quarterHour,
  missing: "notBreaching",
};

function alarmOf(changes: Partial<AlarmRule> = {}): Values | undefined {
  const stack = testStack();
  tag(stack, { Service: "monitoring" });
  const runbookUrl = "https://example.org/docs/runbook.md";
  new Alarm(stack, "alarm", { name: "web", rule: { ...rule, ...changes }, topicArn: "arn:topic", runbookUrl });
  return resources(render(stack), "aws_cloudwatch_metric_alarm")["alarm"];
}

describe("an alarm", () => {
  test("says what it looks at, when it sounds, whom it tells and where to read on", () => {
    expect(alarmOf()).toEqual({
      alarm_name: "ohi-test-web-service-cpu",
      alarm_description: "CPUUtilization (Average) above 85 % for 15 minutes. It is busy. https://example.org/docs/runbook.md#service-cpu",
      namespace: "AWS/ECS",
      metric_name: "CPUUtilization",
      dimensions: { ServiceName: "web" },
      statistic: "Average",
      comparison_operator: "GreaterThanThreshold",
      threshold: 85,
      period: 300,
      evaluation_periods: 3,
      datapoints_to_alarm: 3,
      treat_missing_data: "notBreaching",
      actions_enabled: true,
      alarm_actions: ["arn:topic"],
      ok_actions: ["arn:topic"],
      tags: tags({ Service: "monitoring", Name: "ohi-test-web-service-cpu" }),
    });
  });

  test("leaves a percentile of few samples as it is, and gives it in the argument of its own", () => {
    expect(alarmOf({ statistic: "p95" })).toMatchObject({ extended_statistic: "p95", evaluate_low_sample_count_percentiles: "ignore" });
    expect(alarmOf({ statistic: "p95" })).not.toHaveProperty("statistic");
  });

  test("is in us-east-1 for what is measured there", () => {
    expect(alarmOf({ region: "edge" })).toMatchObject({ provider: "aws.us-east-1" });
  });

  test.each([
    [
      "a limit below",
      { limit: { below: count(2) } },
      { comparison_operator: "LessThanThreshold", threshold: 2 },
      "below 2 for 15 minutes.",
    ],
    ["a disk in bytes", { limit: { below: gib(2) } }, { threshold: 2_147_483_648 }, "below 2147483648 bytes for 15 minutes."],
    ["seconds", { limit: { above: seconds(0.5) } }, { threshold: 0.5 }, "above 0.5 s for 15 minutes."],
    ["days", { limit: { below: days(30) }, ...wholeDays(2) }, { threshold: 30, period: 86_400 }, "below 30 days for 2 days."],
    ["all of it", { limit: { above: percent(100) } }, { threshold: 100 }, "above 100 % for 15 minutes."],
    ["a day in short periods", { periodSeconds: 300, periods: 288 }, { period: 300, evaluation_periods: 288 }, "above 85 % for 1 day."],
    ["an hour", { periodSeconds: 3600, periods: 1 }, { period: 3600 }, "above 85 % for 1 hour."],
    ["a week in hours", { periodSeconds: 3600, periods: 168 }, { period: 3600, evaluation_periods: 168 }, "above 85 % for 7 days."],
  ] satisfies [string, Partial<AlarmRule>, Values, string][])("takes %s", (_name, changes, values, words) => {
    const alarm = alarmOf(changes);

    expect(alarm).toMatchObject(values);
    expect(alarm?.["alarm_description"]).toContain(words);
  });

  test.each([
    ["more than all", { limit: { above: percent(101) } }, "limit 101 %; allowed are 0 and more, percent up to 100"],
    ["less than nothing", { limit: { below: count(-1) } }, "limit -1 ; allowed are 0 and more"],
    ["what is no number", { limit: { above: count(Number.NaN) } }, "limit NaN ; allowed are 0 and more"],
    ["what has no end", { limit: { above: count(Number.POSITIVE_INFINITY) } }, "limit Infinity ; allowed are 0 and more"],
    ["no time", { periodSeconds: 0 }, "periodSeconds 0; allowed are 60 and its multiples"],
    ["a minute backwards", { periodSeconds: -60 }, "periodSeconds -60; allowed are 60 and its multiples"],
    ["half a minute", { periodSeconds: 30 }, "periodSeconds 30; allowed are 60 and its multiples"],
    ["no period", { periods: 0 }, "periods 0; allowed are 1 and more"],
    ["half a period", { periods: 1.5 }, "periods 1.5; allowed are 1 and more"],
    ["more than a day in short periods", { periodSeconds: 300, periods: 289 }, "86700 seconds in all; allowed are 86400"],
    ["more than a day in periods just short of an hour", { periodSeconds: 3540, periods: 25 }, "88500 seconds in all; allowed are 86400"],
    ["more than a week", wholeDays(8), "691200 seconds in all; allowed are 604800"],
    ["a novel", { meaning: "x".repeat(1024) }, "allowed are 1024"],
  ] satisfies [string, Partial<AlarmRule>, string][])("refuses %s", (_name, changes, problem) => {
    expect(() => alarmOf(changes)).toThrow(problem);
  });

  test("is refused by its own path, with all of its problems at once", () => {
    expect(() => alarmOf({ limit: { below: count(-1) }, periods: 0 })).toThrow(
      new Refusal("ohi-test/alarm", ["limit -1 ; allowed are 0 and more, percent up to 100", "periods 0; allowed are 1 and more"]),
    );
  });
});
