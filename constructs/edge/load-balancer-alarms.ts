import { type AlarmRule, count, during, quarterHour, seconds } from "../operations/alarm-rule";

/** The last part of a load balancer's ARN, and of a target group's, by which CloudWatch knows them. */
export interface TargetAlarmsProps {
  readonly loadBalancer: string;
  readonly targetGroup: string;
}

/**
 * When a load balancer itself fails: no target answers, or none in time.
 *
 * @see https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-cloudwatch-metrics.html
 */
export function loadBalancerAlarms(loadBalancer: string): AlarmRule[] {
  return [
    {
      kind: "load-balancer-5xx",
      meaning: "It answers errors of its own: a target is not there, hangs up, or takes too long.",
      metric: { namespace: "AWS/ApplicationELB", name: "HTTPCode_ELB_5XX_Count", dimensions: { LoadBalancer: loadBalancer } },
      statistic: "Sum",
      limit: { above: count(10) },
      ...during(300, 2),
      missing: "notBreaching",
    },
  ];
}

/**
 * When the service behind a host fails, is late, or has tasks that do not answer.
 *
 * The time is that until the first byte of an answer, so a stream that stays open is not slow. Of few requests, one is not a percentile:
 * then the alarm stays as it is.
 */
export function targetAlarms({ loadBalancer: LoadBalancer, targetGroup: TargetGroup }: TargetAlarmsProps): AlarmRule[] {
  const metric = (name: string): AlarmRule["metric"] => ({
    namespace: "AWS/ApplicationELB",
    name,
    dimensions: { LoadBalancer, TargetGroup },
  });
  return [
    {
      kind: "target-5xx",
      meaning: "The program answers errors.",
      metric: metric("HTTPCode_Target_5XX_Count"),
      statistic: "Sum",
      limit: { above: count(10) },
      ...during(300, 2),
      missing: "notBreaching",
    },
    {
      kind: "target-latency",
      meaning: "One request in twenty waits longer than people do.",
      metric: metric("TargetResponseTime"),
      statistic: "p95",
      limit: { above: seconds(3) },
      ...quarterHour,
      missing: "notBreaching",
    },
    {
      kind: "target-unhealthy",
      meaning: "Tasks run, but do not answer that they are well.",
      metric: metric("UnHealthyHostCount"),
      statistic: "Maximum",
      limit: { above: count(0) },
      ...during(60, 10),
      missing: "notBreaching",
    },
  ];
}
