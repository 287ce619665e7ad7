import { CloudwatchDashboard } from "@cdktf/provider-aws/lib/cloudwatch-dashboard";
import { Construct } from "constructs";
import { nameOf } from "../foundation/names";
import { PlatformStack } from "../foundation/platform-stack";
import { boundOf } from "./alarm";
import type { AlarmRule } from "./alarm-rule";
import type { Watch } from "./watch";

export interface DashboardProps {
  readonly watches: readonly Watch[];
  /** ARNs of the alarms. */
  readonly alarmArns: readonly string[];
  /** Page that has a section for each kind of alarm. */
  readonly runbookUrl: string;
}

/** Alarms that one widget shows at the most. @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/CloudWatch-Dashboard-Body-Structure.html */
const alarmsInWidget = 100;

/** Width of a dashboard, and the size of a widget, in its own units. */
const grid = { width: 24, widget: { width: 8, height: 6 } };

/** The state of every alarm on top, and below it what they look at: a widget for each kind, a line for everything of that kind. */
export class Dashboard extends Construct {
  public constructor(scope: Construct, id: string, props: DashboardProps) {
    super(scope, id);
    new CloudwatchDashboard(this, "resource", {
      dashboardName: nameOf(this, "aws_cloudwatch_dashboard", "overview"),
      dashboardBody: JSON.stringify({ widgets: [...stateWidgets(props), ...this.metricWidgets(props.watches)] }),
    });
  }

  /** One widget for each kind of alarm, in the order in which the kinds first come up. */
  private metricWidgets(watches: readonly Watch[]): object[] {
    return [...new Set(watches.map(({ rule }) => rule.kind))].map((kind) => ({
      type: "metric",
      ...grid.widget,
      properties: { title: kind, view: "timeSeries", ...this.linesOf(watches.filter(({ rule }) => rule.kind === kind)) },
    }));
  }

  private linesOf(watches: readonly Watch[]): object {
    const { region, edgeRegion } = PlatformStack.of(this);
    const [first] = watches;
    if (first === undefined) return {};
    const { statistic, periodSeconds } = first.rule;
    return {
      region: first.rule.region === "edge" ? edgeRegion : region,
      stat: statistic,
      period: periodSeconds,
      metrics: watches.map(({ name, rule: { metric, region: place } }) => [
        metric.namespace,
        metric.name,
        ...Object.entries(metric.dimensions).flat(),
        { label: name, region: place === "edge" ? edgeRegion : region },
      ]),
      ...annotationsOf(watches.map(({ rule }) => rule)),
    };
  }
}

/** The limit as a line, where all have the same. */
function annotationsOf(rules: readonly AlarmRule[]): object {
  const bounds = new Map(rules.map(({ limit }) => boundOf(limit)).map(({ value, unit }) => [value, unit]));
  const [bound, ...others] = bounds;
  if (bound === undefined || others.length > 0) return {};
  const [value, unit] = bound;
  return { annotations: { horizontal: [{ value, label: `limit ${value} ${unit}`.trimEnd() }] } };
}

function stateWidgets({ alarmArns, runbookUrl }: DashboardProps): object[] {
  const text = {
    type: "text",
    width: grid.width,
    height: 1,
    properties: { markdown: `What each alarm means, and what to do: ${runbookUrl}` },
  };
  const pages = Array.from({ length: Math.ceil(alarmArns.length / alarmsInWidget) }, (_, page) =>
    alarmArns.slice(page * alarmsInWidget, (page + 1) * alarmsInWidget),
  );
  return [
    text,
    ...pages.map((alarms) => ({ type: "alarm", width: grid.width, height: grid.widget.height, properties: { title: "Alarms", alarms } })),
  ];
}
