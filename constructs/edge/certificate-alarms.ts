import { type AlarmRule, days, wholeDays } from "../operations/alarm-rule";

/**
 * When a certificate is about to expire. ACM renews one much earlier, and only cannot when its validation record is gone.
 *
 * It reports twice a day, and no more once the certificate has expired: then the alarm stays as it is.
 *
 * @see https://docs.aws.amazon.com/acm/latest/userguide/cloudwatch-metrics.html
 */
export function certificateAlarms(certificateArn: string, region: "home" | "edge"): AlarmRule[] {
  return [
    {
      kind: "certificate-expiry",
      meaning: "It has not been renewed: soon browsers refuse every host that it is for.",
      metric: { namespace: "AWS/CertificateManager", name: "DaysToExpiry", dimensions: { CertificateArn: certificateArn } },
      statistic: "Minimum",
      limit: { below: days(30) },
      ...wholeDays(1),
      missing: "ignore",
      ...(region === "edge" ? { region } : {}),
    },
  ];
}
