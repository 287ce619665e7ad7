import { Construct } from "constructs";
import { Alarms } from "../../../constructs/operations/alarms";
import { type AlarmRule, count, during } from "../../../constructs/operations/alarm-rule";
import { Dashboard } from "../../../constructs/operations/dashboard";
import { watch, watchesIn } from "../../../constructs/operations/watch";
import { render, resources, testStack } from "../../support/stack";

const rule = (kind: string, region?: "edge"): AlarmRule => ({
  kind,
  meaning: "Something is wrong.",
  metric: { namespace: "AWS/Test", name: "Errors", dimensions: { Name: kind } },
  statistic: "Sum",
  limit: { above: count(0) },
  ...during(60, 5),
  missing: "notBreaching",
  ...(region === undefined ? {} : { region }),
});

describe("what constructs say of themselves", () => {
  test("is found in everything below a construct, and nowhere else", () => {
    const stack = testStack();
    const [inner, outer] = [new Construct(new Construct(stack, "a"), "b"), new Construct(stack, "c")];
    watch(inner, "one", [rule("errors")]);
    watch(inner, "two", [rule("errors"), rule("lag")]);
    watch(outer, "three", [rule("errors")]);

    expect(watchesIn(stack).map(({ name, rule: { kind } }) => `${name} ${kind}`)).toEqual([
      "one errors",
      "two errors",
      "two lag",
      "three errors",
    ]);
    expect(watchesIn(outer)).toHaveLength(1);
  });
});

describe("the alarms of a stack", () => {
  test("are one for each rule, and tell the topic of their region", () => {
    const stack = testStack();
    const watches = [
      { name: "web", rule: rule("errors") },
      { name: "web", rule: rule("lag", "edge") },
    ];

    const { arns } = new Alarms(stack, "alarms", { watches, topicArns: { home: "arn:home", edge: "arn:edge" }, runbookUrl: "https://r" });
    const alarms = resources(render(stack), "aws_cloudwatch_metric_alarm");

    expect(Object.entries(alarms).map(([id, alarm]) => [id, alarm["alarm_actions"], alarm["ok_actions"]])).toEqual([
      ["alarms_web-errors", ["arn:home"], ["arn:home"]],
      ["alarms_web-lag", ["arn:edge"], ["arn:edge"]],
    ]);
    expect(arns).toHaveLength(2);
  });

  test("cannot be two of one kind on one thing", () => {
    const watches = [rule("errors"), rule("errors")].map((each) => ({ name: "web", rule: each }));

    expect(() => new Alarms(testStack(), "alarms", { watches, topicArns: { home: "h", edge: "e" }, runbookUrl: "r" })).toThrow(
      "web-errors",
    );
  });
});

describe("the dashboard", () => {
  const stack = testStack();
  const watches = ["web", "store"].flatMap((name) => [
    { name, rule: { ...rule("errors"), limit: { above: count(name === "web" ? 0 : 5) } } },
    { name, rule: rule("lag", name === "web" ? undefined : "edge") },
  ]);
  const alarmArns = Array.from({ length: 101 }, (_, index) => `arn:${index}`);
  new Dashboard(stack, "dashboard", { watches, alarmArns, runbookUrl: "https://example.org/runbook" });
  const { dashboard } = resources(render(stack), "aws_cloudwatch_dashboard");
  const { widgets } = JSON.parse(String(dashboard?.["dashboard_body"])) as {
    widgets: { type: string; properties: Record<string, unknown> }[];
  };

  test("has a name, and links to the runbook", () => {
    expect(dashboard?.["dashboard_name"]).toBe("ohi-test-overview");
    expect(widgets[0]).toMatchObject({
      type: "text",
      properties: { markdown: expect.stringContaining("https://example.org/runbook") as string },
    });
  });

  test("shows the state of all alarms, at most a hundred in a widget", () => {
    const states = widgets.filter(({ type }) => type === "alarm").map(({ properties }) => properties["alarms"] as string[]);

    expect(states.map(({ length }) => length)).toEqual([100, 1]);
    expect(states.flat()).toEqual(alarmArns);
  });

  test("shows what each kind looks at, a line for each thing, in its region", () => {
    const line = (kind: string, label: string, region: string): unknown[] => ["AWS/Test", "Errors", "Name", kind, { label, region }];

    expect(widgets.filter(({ type }) => type === "metric").map(({ properties }) => properties)).toEqual([
      {
        title: "errors",
        view: "timeSeries",
        region: "eu-west-1",
        stat: "Sum",
        period: 60,
        metrics: [line("errors", "web", "eu-west-1"), line("errors", "store", "eu-west-1")],
      },
      {
        title: "lag",
        view: "timeSeries",
        region: "eu-west-1",
        stat: "Sum",
        period: 60,
        metrics: [line("lag", "web", "eu-west-1"), line("lag", "store", "us-east-1")],
        annotations: { horizontal: [{ value: 0, label: "limit 0" }] },
      },
    ]);
  });
});
