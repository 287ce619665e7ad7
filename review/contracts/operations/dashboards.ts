import { regionOf } from "../../arn";
import { stackContract } from "../../contract";
import type { Finding, Reporter } from "../../finding";
import type { Element, StackModel } from "../../model";
import { asBlock, at, type Block, isBlock, listOf, parsedJson, show, textAt, type Value } from "../../value";

/** Something wrong with a dashboard: what was found, and what was expected. */
type Flaw = readonly [found: string, expected: string];

/**
 * Where there are alarms, one dashboard shows the state of every alarm, and what each looks at as the alarm sees it: the same measurement in the same region, by the same
 * statistic and period, beside the others of its kind and their limit, where they have one in common, as their descriptions say it. Nothing else is on it but a link to the runbook.
 *
 * CloudWatch takes a line of which the dimensions are wrong, and draws nothing.
 *
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/CloudWatch-Dashboard-Body-Structure.html
 */
export const dashboards = stackContract("dashboards", "a dashboard shows every alarm, and what it looks at", (stack, report) => {
  const all = stack.ofType("aws_cloudwatch_dashboard");
  const alarms = stack.ofType("aws_cloudwatch_metric_alarm");
  if (alarms.length > 0 && all.length !== 1) return [report.violation("aws_cloudwatch_dashboard", `${all.length} dashboards`, "one")];
  return all.flatMap((dashboard) => findingsOf(stack, dashboard, alarms, report));
});

function findingsOf(stack: StackModel, dashboard: Element, alarms: readonly Element[], report: Reporter): Finding[] {
  const body = parsedJson(dashboard.values["dashboard_body"]);
  if (body === undefined) return [report.unresolved(dashboard, dashboard.values["dashboard_body"], "JSON")];
  const widgets = listOf(at(body, "widgets")).filter(isBlock);
  const ofType = (type: string): Block[] => widgets.filter((widget) => widget["type"] === type);
  const known = new Set(["text", "alarm", "metric"]);
  const states = ofType("alarm").flatMap((widget) => listOf(at(widget, "properties", "alarms")).map(show));
  const kinds = ofType("metric").map((widget) => kindIn(stack, widget, alarms));
  const shown = kinds.flatMap((kind) => kind.shown);
  const link = ofType("text").some((widget) => (textAt(at(widget, "properties"), "markdown") ?? "").endsWith("/docs/runbook.md"));
  const flaws: Flaw[] = [
    ...widgets.filter((widget) => !known.has(show(widget["type"]))).map((widget): Flaw => [show(widget["type"]), "a kind of widget"]),
    ...(link ? [] : [["no link to the runbook", "one"] satisfies Flaw]),
    ...difference(
      states,
      alarms.map(({ address }) => `\${${address}.arn}`),
    ).map((arn): Flaw => [`the state of ${arn}`, "the state of every alarm, once"]),
    ...difference(
      shown,
      alarms.map(({ address }) => address),
    ).map((address): Flaw => [`what ${address} looks at`, "a line for every alarm, once"]),
    ...kinds.flatMap((kind) => kind.flaws),
  ];
  return flaws.map(([found, expected]) => report.violation(dashboard, found, expected));
}

/** What a widget shows of the alarms of one kind, its title. */
function kindIn(stack: StackModel, widget: Block, all: readonly Element[]): { readonly shown: readonly string[]; readonly flaws: Flaw[] } {
  const properties = at(widget, "properties");
  const title = textAt(properties, "title") ?? "";
  const found = listOf(at(properties, "metrics")).map((line) => {
    const parts = listOf(line);
    const name = `${stack.name}-${textAt(parts.at(-1), "label") ?? ""}-${title}`;
    return { line: parts, name, alarm: all.find(({ values }) => values["alarm_name"] === name) };
  });
  const alarms = found.flatMap(({ alarm }) => alarm ?? []);
  const thresholds = new Set(alarms.map(({ values }) => values["threshold"]));
  const limits = listOf(at(properties, "annotations", "horizontal"));
  const isDrawn = (limit: Value): boolean => {
    const amount = /^limit (.+)$/.exec(textAt(limit, "label") ?? "")?.[1];
    return (
      thresholds.has(at(limit, "value")) &&
      alarms.every(({ values }) => show(values["alarm_description"]).includes(` ${amount ?? ""} for `))
    );
  };
  return {
    shown: alarms.map(({ address }) => address),
    flaws: [
      ...found.flatMap(({ line, name, alarm }): Flaw[] => {
        if (alarm === undefined) return [[`${title}: a line of ${name}`, "the name of an alarm"]];
        const [said, wanted] = [lineOf(properties, line), lineFor(alarm)];
        return said === wanted ? [] : [[`${title}: ${said}`, wanted]];
      }),
      ...(limits.length === (thresholds.size === 1 ? 1 : 0) && limits.every(isDrawn)
        ? []
        : [[`${title}: the limits ${limits.map(show).join()}`, "the one that its alarms have in common"] satisfies Flaw]),
      ...(alarms.some((alarm) => regionOf(alarm) === textAt(properties, "region"))
        ? []
        : [[`${title}: ${show(at(properties, "region"))}`, "the region of its alarms"] satisfies Flaw]),
      ...(textAt(properties, "view") === "timeSeries" ? [] : [[`${title}: ${show(at(properties, "view"))}`, "timeSeries"] satisfies Flaw]),
    ],
  };
}

/** What a line draws: the measurement, its dimensions by their names, its region, and how the widget reads it. */
function lineOf(properties: Value | undefined, line: readonly Value[]): string {
  const [namespace, metric, ...rest] = line.slice(0, -1).map(show);
  const dimensions = rest.flatMap((name, index) => (index % 2 === 0 ? [`${name}=${rest[index + 1] ?? ""}`] : []));
  return words(namespace, metric, dimensions, [at(line.at(-1), "region"), at(properties, "stat"), at(properties, "period")].map(show));
}

/** The same, of what an alarm looks at. */
function lineFor(alarm: Element): string {
  const { namespace, metric_name: metric, dimensions, statistic, extended_statistic: percentile, period } = alarm.values;
  const pairs = Object.entries(asBlock(dimensions)).map(([name, value]) => `${name}=${show(value)}`);
  return words(show(namespace), show(metric), pairs, [regionOf(alarm), show(statistic ?? percentile), show(period)]);
}

function words(namespace = "", metric = "", dimensions: readonly string[], rest: readonly string[]): string {
  return [namespace, metric, ...dimensions.toSorted(), ...rest].join(" ");
}

/** What is in one list and not in the other, or there twice. */
function difference(found: readonly string[], wanted: readonly string[]): string[] {
  return [
    ...found.filter((each, index) => !wanted.includes(each) || found.indexOf(each) !== index),
    ...wanted.filter((each) => !found.includes(each)),
  ];
}
