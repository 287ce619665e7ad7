import type { Value } from "../../../../review/value";
import { alarmsOf, type ExpectedAlarm } from "../alarms";
import type { ExpectedEnvironment } from "../environments";
import { byId, given, is, only, optional, type SettledTable } from "./table";

/** Everything by which AWS tells what is measured; `watched` judges which of it an alarm has, and what it says. */
const dimensions = [
  ...["BackupVaultName", "CacheClusterId", "CertificateArn", "ClusterName", "DBInstanceIdentifier", "DistributionId", "FileSystemId"],
  ...["FunctionName", "HealthCheckId", "InstanceId", "LoadBalancer", "NatGatewayId", "Region", "Rule", "ServiceName", "StateMachineArn"],
  ...["TargetGroup", "VolumeId", "WebACL"],
];

/**
 * What the alarms of an environment say, from the table of alarms: every limit is the alarm's own, so none can be settled for its type.
 */
export function alarms(environment: ExpectedEnvironment): SettledTable {
  const all = Object.entries(alarmsOf(environment)).map(([name, alarm]) => ({ name, id: `alarms_${name}`, ...partsOf(alarm) }));
  const each = (valueOf: (alarm: (typeof all)[number]) => Value): ReturnType<typeof byId> =>
    byId(Object.fromEntries(all.map((alarm) => [alarm.id, valueOf(alarm)])));
  const averages = all.filter(({ statistic }) => !isPercentile(statistic));
  const percentiles = all.filter(({ statistic }) => isPercentile(statistic));
  return {
    aws_cloudwatch_metric_alarm: {
      actions_enabled: is(true),
      alarm_actions: is(["-> aws_sns_topic.arn"]),
      alarm_description: given,
      alarm_name: each(({ name }) => `{stack}-${name}`),
      comparison_operator: each(({ operator }) => operator),
      datapoints_to_alarm: each(({ periods }) => periods),
      dimensions: only(["alarms_clickhouse-boot-failed"], {}), // a metric of our own
      ...Object.fromEntries(dimensions.map((dimension) => [`dimensions.${dimension}`, optional])),
      // A p95 of few requests says little: the alarm stays as it was.
      evaluate_low_sample_count_percentiles: only(
        percentiles.map(({ id }) => id),
        "ignore",
      ),
      evaluation_periods: each(({ periods }) => periods),
      extended_statistic: byId(Object.fromEntries(percentiles.map(({ id, statistic }) => [id, statistic]))),
      metric_name: each(({ metric }) => metric),
      namespace: each(({ namespace }) => namespace.replace(environment.stack, "{stack}")),
      ok_actions: is(["-> aws_sns_topic.arn"]),
      period: each(({ seconds }) => seconds),
      provider: only(
        all.filter(({ region }) => region === "us-east-1").map(({ id }) => id),
        "aws.us-east-1",
      ),
      statistic: byId(Object.fromEntries(averages.map(({ id, statistic }) => [id, statistic]))),
      threshold: each(({ threshold }) => threshold),
      treat_missing_data: each(({ missing }) => missing),
    },
  };
}

const isPercentile = (statistic: string): boolean => /^p\d/.test(statistic);

/** An alarm as CloudWatch is told of it. */
interface Parts extends Pick<ExpectedAlarm, "missing" | "region"> {
  readonly namespace: string;
  readonly metric: string;
  readonly statistic: string;
  readonly operator: string;
  readonly threshold: number;
  readonly periods: number;
  readonly seconds: number;
}

/** `AWS/RDS CPUUtilization`, `Average > 85` and `3 × 300 s` in their parts. */
function partsOf({ metric: measured, sounds, during, missing, region }: ExpectedAlarm): Parts {
  const [namespace = "", metric = ""] = measured.split(" ");
  const [statistic = "", sign = "", threshold = ""] = sounds.split(" ");
  const [periods = "", , seconds = ""] = during.split(" ");
  return {
    namespace,
    metric,
    statistic,
    operator: sign === ">" ? "GreaterThanThreshold" : "LessThanThreshold",
    threshold: Number(threshold),
    periods: Number(periods),
    seconds: Number(seconds),
    missing,
    region,
  };
}
