import { type AlarmRule, count, quarterHour } from "../operations/alarm-rule";

export interface WebAclAlarmsProps {
  /** Name under which the web ACL is measured. */
  readonly metricName: string;
  /** Region of a web ACL for load balancers. Default: it is for CloudFront, and its metrics name none. */
  readonly region?: string;
}

/**
 * When so much is blocked that somebody should look: an attack, or a rule that blocks people.
 *
 * @see https://docs.aws.amazon.com/waf/latest/developerguide/waf-metrics.html
 */
export function webAclAlarms({ metricName, region }: WebAclAlarmsProps): AlarmRule[] {
  return [
    {
      kind: "web-acl-blocked",
      meaning: "Many requests are blocked: somebody attacks, or a rule takes people for attackers.",
      metric: {
        namespace: "AWS/WAFV2",
        name: "BlockedRequests",
        dimensions: { WebACL: metricName, Rule: "ALL", ...(region === undefined ? {} : { Region: region }) },
      },
      statistic: "Sum",
      limit: { above: count(2000) },
      ...quarterHour,
      missing: "notBreaching",
      ...(region === undefined ? { region: "edge" } : {}),
    },
  ];
}
