import { show } from "../../../review/value";
import type { Draft } from "./draft";
import { bugsFor, type PlantedBug } from "./planted-bug";

const dashboard = "aws_cloudwatch_dashboard.dashboard";
const cpu = "aws_cloudwatch_metric_alarm.alarms_api-service-cpu";

/** A dashboard of which the text is another one. */
const drawn =
  (from: string, to: string) =>
  (draft: Draft): Draft =>
    draft.set(dashboard, { dashboard_body: show(draft.model().find(dashboard)?.values["dashboard_body"]).replace(from, to) });

/** Dashboards that look right, and show what is not so. */
export const dashboardBugs: readonly PlantedBug[] = [
  ...bugsFor("dashboards", [
    ["alarms that nothing shows", "aws_cloudwatch_dashboard", (draft) => draft.drop(dashboard)],
    ["a dashboard too many", "aws_cloudwatch_dashboard", (draft) => draft.copy(dashboard, "other")],
    ["an alarm of which the state is not shown", dashboard, (draft) => draft.copy(cpu, "alarms_another")],
    ["an alarm that is shown twice", dashboard, drawn("alarms_clickhouse-host-cpu.arn", "alarms_clickhouse-host-status.arn")],
    [
      "an alarm that is shown once more",
      dashboard,
      drawn(
        '"${aws_cloudwatch_metric_alarm.alarms_clickhouse-host-cpu.arn}"',
        '"${aws_cloudwatch_metric_alarm.alarms_clickhouse-host-cpu.arn}","${aws_cloudwatch_metric_alarm.alarms_clickhouse-host-cpu.arn}"',
      ),
    ],
    ["an alarm that there is not", dashboard, drawn("alarms_clickhouse-host-cpu.arn", "alarms_gone.arn")],
    ["another host's line", dashboard, drawn('"InstanceId","${aws_instance.clickhouse.id}"', '"InstanceId","${aws_instance.other.id}"')],
    ["a line under another name", dashboard, drawn('"label":"nat-a"', '"label":"nat-b"')],
    ["a line of another region", dashboard, drawn('"label":"nat-a","region":"eu-west-1"', '"label":"nat-a","region":"us-east-1"')],
    ["another statistic than the alarm's", dashboard, drawn('"stat":"p95"', '"stat":"Average"')],
    ["another period than the alarm's", dashboard, drawn('"period":86400', '"period":60')],
    ["a limit that is none", dashboard, drawn('"value":85,"label":"limit 85 %"', '"value":58,"label":"limit 58 %"')],
    ["a limit that says another number", dashboard, drawn('"label":"limit 85 %"', '"label":"limit 8 %"')],
    ["a limit of alarms that have none in common", dashboard, (draft) => draft.set(cpu, { threshold: 60 })],
    ["no limit where alarms have one", dashboard, drawn('"horizontal":[{"value":85,"label":"limit 85 %"}]', '"horizontal":[]')],
    [
      "a widget of another region than its alarms",
      dashboard,
      drawn('"view":"timeSeries","region":"eu-west-1"', '"view":"timeSeries","region":"eu-west-2"'),
    ],
    ["a number in the place of a line", dashboard, drawn('"view":"timeSeries"', '"view":"singleValue"')],
    ["a widget that CloudWatch does not know", dashboard, drawn('"type":"metric"', '"type":"metrics"')],
    ["nowhere to read what to do", dashboard, drawn("docs/runbook.md", "docs/proof.md")],
    ["a text that is not JSON", dashboard, drawn('{"widgets"', "{widgets"), "unresolved"],
  ]),
];
