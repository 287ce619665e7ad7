import { regionOf } from "../../arn";
import { stackContract } from "../../contract";
import type { Finding, Reporter } from "../../finding";
import type { Element, StackModel } from "../../model";
import { at, isBlock, show } from "../../value";
import { type Demand, type Measured, measuredIn, type SensibleLimit } from "./measured";

/** Types that AWS measures as well, and for which nobody has said what is to be watched. */
const withoutRules = [
  ...["aws_rds_cluster", "aws_elasticache_cluster", "aws_elasticache_serverless_cache", "aws_dynamodb_table", "aws_opensearch_domain"],
  ...["aws_sqs_queue", "aws_kinesis_stream", "aws_msk_cluster", "aws_mq_broker", "aws_autoscaling_group", "aws_api_gateway_rest_api"],
  ...["aws_apigatewayv2_api", "aws_fsx_lustre_file_system", "aws_redshift_cluster", "aws_docdb_cluster"],
];

const sides: Readonly<Record<string, SensibleLimit["side"]>> = {
  GreaterThanThreshold: "above",
  GreaterThanOrEqualToThreshold: "above",
  LessThanThreshold: "below",
  LessThanOrEqualToThreshold: "below",
};

/**
 * Everything that AWS measures and that can fail has its alarms, in the region in which it is measured, under exactly the dimensions under
 * which it is; their limits make sense in the metric's unit; and no alarm is about something that the stack does not have.
 *
 * CloudWatch takes an alarm on anything. One with a wrong dimension never sounds.
 *
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/cloudwatch_concepts.html#Dimension
 */
export const watched = stackContract(
  "watched",
  "everything that can fail has its alarms, and every alarm watches something that there is",
  (stack, report) => {
    const alarms = stack.ofType("aws_cloudwatch_metric_alarm");
    const all = measuredIn(stack);
    return [
      ...all.flatMap((measured) => measured.demands.flatMap((demand) => demanded(measured, demand, alarms, report))),
      ...alarms
        .filter((alarm) => !all.some((measured) => measured.demands.some((demand) => isAbout(alarm, measured, demand))))
        .map((alarm) => report.violation(alarm, metricOf(alarm), "something that this stack has, in its region and by its dimensions")),
      ...unmeasuredGroups(stack, all, report),
      ...stack.ofType(...withoutRules).map((element) => report.unresolved(element, element.type, "a type with a rule for what is watched")),
    ];
  },
);

function demanded(measured: Measured, demand: Demand, alarms: readonly Element[], report: Reporter): Finding[] {
  const { element, dimensions } = measured;
  const [alarm] = alarms.filter((each) => isAbout(each, measured, demand));
  const what = `${demand.namespace} ${demand.metric} by ${Object.keys(dimensions).join(", ")}`;
  if (alarm === undefined) return [report.violation(element, "not watched", `an alarm on ${what}`)];
  if (demand.limit === undefined) return [report.unresolved(element, undefined, `a limit for ${what}`)];
  const { side, from, to } = demand.limit;
  const { comparison_operator: operator, threshold } = alarm.values;
  const sensible = sides[show(operator)] === side && typeof threshold === "number" && threshold >= from && threshold <= to;
  return sensible ? [] : [report.violation(alarm, `${show(operator)} ${show(threshold)}`, `${side} something from ${from} to ${to}`)];
}

function isAbout(alarm: Element, { dimensions, region }: Measured, { namespace, metric }: Demand): boolean {
  const { namespace: foundNamespace, metric_name: foundMetric, dimensions: found } = alarm.values;
  if (foundNamespace !== namespace || foundMetric !== metric) return false;
  const wanted = Object.entries(dimensions);
  return (
    regionOf(alarm) === region &&
    isBlock(found) &&
    Object.keys(found).length === wanted.length &&
    wanted.every(([name, allowed]) => allowed.includes(show(at(found, name))))
  );
}

function metricOf({ values }: Element): string {
  return `${show(values["namespace"])} ${show(values["metric_name"])} ${show(values["dimensions"])}`;
}

/** A target group that no load balancer leads to is not measured at all. */
function unmeasuredGroups(stack: StackModel, all: readonly Measured[], report: Reporter): Finding[] {
  return stack
    .ofType("aws_lb_target_group")
    .filter((group) => !all.some(({ element }) => element === group))
    .map((group) => report.unresolved(group, undefined, "a load balancer that leads to it, under which it is measured"));
}
