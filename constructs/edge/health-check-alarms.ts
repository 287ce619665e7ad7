import { type AlarmRule, count, during } from "../operations/alarm-rule";

/**
 * When a host is not well, seen from the internet.
 *
 * @see https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/monitoring-health-checks.html
 */
export function healthCheckAlarms(healthCheckId: string): AlarmRule[] {
  return [
    {
      kind: "health-check",
      meaning: "From outside it cannot be reached, or does not answer that it is well.",
      metric: { namespace: "AWS/Route53", name: "HealthCheckStatus", dimensions: { HealthCheckId: healthCheckId } },
      statistic: "Minimum",
      limit: { below: count(1) },
      ...during(60, 5),
      missing: "breaching",
      region: "edge",
    },
  ];
}
