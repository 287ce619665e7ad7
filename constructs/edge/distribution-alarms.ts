import { type AlarmRule, percent, quarterHour } from "../operations/alarm-rule";

/**
 * When CloudFront answers errors, its own or its origins'.
 *
 * @see https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/programming-cloudwatch-metrics.html
 */
export function distributionAlarms(distributionId: string): AlarmRule[] {
  return [
    {
      kind: "distribution-5xx",
      meaning: "People see errors instead of the site, or the site cannot reach the API.",
      metric: { namespace: "AWS/CloudFront", name: "5xxErrorRate", dimensions: { DistributionId: distributionId, Region: "Global" } },
      statistic: "Average",
      limit: { above: percent(5) },
      ...quarterHour,
      missing: "notBreaching",
      region: "edge",
    },
  ];
}
