import { type AlarmRule, count, percent, quarterHour } from "../operations/alarm-rule";

export interface ServiceAlarmsProps {
  /** Whole names, as ECS has them. */
  readonly clusterName: string;
  readonly serviceName: string;
  /** Tasks that run at the least. */
  readonly tasks: number;
}

/**
 * When the tasks of a service are too busy, or too few.
 *
 * ECS reports CPU and memory as shares of what the service's tasks have. Where scaling aims at 70 and 80 %, more for a quarter of an hour
 * means that it has come to its end. The number of tasks comes from Container Insights, which says nothing of a service that has none.
 *
 * @see https://docs.aws.amazon.com/AmazonECS/latest/developerguide/available-metrics.html
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/Container-Insights-metrics-ECS.html
 */
export function serviceAlarms({ clusterName: ClusterName, serviceName: ServiceName, tasks }: ServiceAlarmsProps): AlarmRule[] {
  const dimensions = { ClusterName, ServiceName };
  return [
    {
      kind: "service-cpu",
      meaning: "Its tasks are busier than they can be for long, and answer late.",
      metric: { namespace: "AWS/ECS", name: "CPUUtilization", dimensions },
      statistic: "Average",
      limit: { above: percent(85) },
      ...quarterHour,
      missing: "notBreaching",
    },
    {
      kind: "service-memory",
      meaning: "A task that needs more than it has is killed.",
      metric: { namespace: "AWS/ECS", name: "MemoryUtilization", dimensions },
      statistic: "Average",
      limit: { above: percent(90) },
      ...quarterHour,
      missing: "notBreaching",
    },
    {
      kind: "service-tasks",
      meaning: "Fewer tasks run than have to, and ECS does not get them to run.",
      metric: { namespace: "ECS/ContainerInsights", name: "RunningTaskCount", dimensions },
      statistic: "Maximum",
      limit: { below: count(tasks) },
      ...quarterHour,
      missing: "breaching",
    },
  ];
}
