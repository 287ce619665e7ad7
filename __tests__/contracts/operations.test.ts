import type { Element } from "../../review/model";
import { at, isBlock, listOf, show, textAt, type Value } from "../../review/value";
import { alarmsOf, type ExpectedAlarm } from "./expected/alarms";
import { environments } from "./expected/environments";
import { stackNamed, statementsOf, valuesOf } from "./stacks";

const account = "${data.aws_caller_identity.current.account_id}";

function dimensionsOf(value: Value | undefined): Value[] {
  return isBlock(value) ? Object.entries(value).flat() : [];
}

function toldBy({ values }: Element): ExpectedAlarm {
  const sign = values["comparison_operator"] === "GreaterThanThreshold" ? ">" : "<";
  const statistic = show(values["statistic"] ?? values["extended_statistic"]);
  return {
    metric: `${show(values["namespace"])} ${show(values["metric_name"])}`,
    sounds: `${statistic} ${sign} ${show(values["threshold"])}`,
    during: `${show(values["evaluation_periods"])} × ${show(values["period"])} s`,
    missing: show(values["treat_missing_data"]),
    region: values["provider"] === "aws.us-east-1" ? "us-east-1" : "eu-west-1",
  };
}

describe.each(environments)("the operations of $name", (environment) => {
  const stack = stackNamed(environment.stack);
  const alarms = stack.ofType("aws_cloudwatch_metric_alarm");

  test("have exactly the alarms that its parts need, with their limits", () => {
    const found = alarms.map((alarm) => [show(alarm.values["alarm_name"]).replace(`${environment.stack}-`, ""), toldBy(alarm)]);

    expect(Object.fromEntries(found)).toEqual(alarmsOf(environment));
    expect(alarms).toHaveLength({ dev: 78, staging: 84, prod: 107 }[environment.name]);
  });

  test("wait for the very word with which ClickHouse's host reports a boot that failed", () => {
    const [filter] = stack.ofType("aws_cloudwatch_log_metric_filter");
    const word = show(filter?.values["pattern"]).replaceAll('"', "");

    expect(show(stack.find("aws_instance.clickhouse")?.values["user_data"])).toContain(`report "${word} with $`);
  });

  test("tell a topic of each region, encrypted with its key, when an alarm begins and when it is over", () => {
    const actions = alarms.map(({ values }) => [toldBy({ values } as Element).region, values["alarm_actions"], values["ok_actions"]]);
    const ways = new Set(actions.map((action) => JSON.stringify(action)));

    expect([...ways].toSorted()).toEqual([
      JSON.stringify(["eu-west-1", ["${aws_sns_topic.alarms-topic.arn}"], ["${aws_sns_topic.alarms-topic.arn}"]]),
      JSON.stringify(["us-east-1", ["${aws_sns_topic.edge-alarms-topic.arn}"], ["${aws_sns_topic.edge-alarms-topic.arn}"]]),
    ]);
    expect(valuesOf(stack, "aws_sns_topic")).toMatchObject({
      "alarms-topic": { name: `${environment.stack}-alarms`, kms_master_key_id: "${aws_kms_key.key.arn}" },
      "edge-alarms-topic": {
        provider: "aws.us-east-1",
        name: `${environment.stack}-edge-alarms`,
        kms_master_key_id: "${aws_kms_key.edge-key.arn}",
      },
    });
  });

  test("let alarms, budgets and rules publish in the home region, and alarms in us-east-1", () => {
    const publish = (sid: string, topic: string, identifiers: string[]): object => ({
      sid,
      effect: "Allow",
      actions: ["sns:Publish"],
      resources: [`\${aws_sns_topic.${topic}.arn}`],
      principals: [{ type: "Service", identifiers }],
    });
    const here = { condition: [{ test: "StringEquals", variable: "aws:SourceAccount", values: [account] }] };

    expect(statementsOf(stack, "alarms-topic_publishers")).toEqual([
      { ...publish("ServicesPublish", "alarms-topic", ["cloudwatch.amazonaws.com", "budgets.amazonaws.com"]), ...here },
      publish("RulesPublish", "alarms-topic", ["events.amazonaws.com"]),
    ]);
    expect(statementsOf(stack, "edge-alarms-topic_publishers")).toEqual([
      { ...publish("ServicesPublish", "edge-alarms-topic", ["cloudwatch.amazonaws.com"]), ...here },
    ]);
  });

  test("have a budget of their own", () => {
    const notification = (threshold: number): object => ({
      comparison_operator: "GREATER_THAN",
      threshold,
      threshold_type: "PERCENTAGE",
      notification_type: "ACTUAL",
      subscriber_sns_topic_arns: ["${aws_sns_topic.alarms-topic.arn}"],
    });

    expect(valuesOf(stack, "aws_budgets_budget")).toEqual({
      budget: {
        name: `${environment.stack}-budget`,
        budget_type: "COST",
        time_unit: "MONTHLY",
        time_period_start: "2026-02-01_00:00",
        limit_amount: { dev: "500", staging: "900", prod: "1600" }[environment.name],
        limit_unit: "USD",
        cost_filter: [{ name: "TagKeyValue", values: ["user:Project$open-health-initiative", `user:Environment$${environment.name}`] }],
        notification: [80, 100, 120].map(notification),
      },
    });
  });

  test("tell of tasks that end with an error, of deployments that fail and of rotations that fail", () => {
    const rules = Object.entries(valuesOf(stack, "aws_cloudwatch_event_rule")).filter(([id]) => !id.startsWith("redeployment_"));
    const patterns = rules.map(([id, rule]): [string, unknown] => [id, JSON.parse(show(rule["event_pattern"]))]);

    expect(Object.fromEntries(patterns)).toEqual({
      "task-stopped": {
        source: ["aws.ecs"],
        "detail-type": ["ECS Task State Change"],
        detail: {
          clusterArn: ["${aws_ecs_cluster.cluster.arn}"],
          lastStatus: ["STOPPED"],
          $or: [
            { stopCode: ["TaskFailedToStart"] },
            { stopCode: ["EssentialContainerExited"], containers: { exitCode: [{ "anything-but": [0] }] } },
          ],
        },
      },
      "deployment-failed": {
        source: ["aws.ecs"],
        "detail-type": ["ECS Deployment State Change"],
        resources: [{ prefix: `arn:aws:ecs:eu-west-1:${account}:service/${environment.stack}-cluster/` }],
        detail: { eventName: ["SERVICE_DEPLOYMENT_FAILED"] },
      },
      "rotation-failed": {
        source: ["aws.secretsmanager"],
        "detail-type": ["AWS Service Event via CloudTrail"],
        detail: {
          eventSource: ["secretsmanager.amazonaws.com"],
          eventName: ["RotationFailed", "RotationAbandoned"],
          additionalEventData: { SecretId: [{ prefix: `arn:aws:secretsmanager:eu-west-1:${account}:secret:${environment.stack}-` }] },
        },
      },
    });
  });

  test("show every alarm and everything that is watched on one dashboard", () => {
    const { dashboard } = valuesOf(stack, "aws_cloudwatch_dashboard");
    const widgets = listOf(at(JSON.parse(show(dashboard?.["dashboard_body"])) as Value, "widgets"));
    const shown = widgets.flatMap((widget) => listOf(at(widget, "properties", "alarms")).map(show));
    const lines = widgets.flatMap((widget) =>
      listOf(at(widget, "properties", "metrics")).map((line) => listOf(line).filter((part) => !isBlock(part))),
    );

    expect(shown.toSorted()).toEqual(alarms.map(({ address }) => `\${${address}.arn}`).toSorted());
    expect(lines.map((line) => line.map(show).toSorted().join()).toSorted()).toEqual(
      alarms
        .map(({ values }) =>
          [values["namespace"], values["metric_name"], ...dimensionsOf(values["dimensions"])].map(show).toSorted().join(),
        )
        .toSorted(),
    );
    expect(textAt(dashboard, "dashboard_name")).toBe(`${environment.stack}-overview`);
  });
});
