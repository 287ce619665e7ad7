import { CloudwatchLogDelivery } from "@cdktf/provider-aws/lib/cloudwatch-log-delivery";
import { CloudwatchLogDeliveryDestination } from "@cdktf/provider-aws/lib/cloudwatch-log-delivery-destination";
import { CloudwatchLogDeliverySource } from "@cdktf/provider-aws/lib/cloudwatch-log-delivery-source";
import { Construct } from "constructs";
import type { PrivateBucket } from "../data/private-bucket";
import { nameOf } from "../foundation/names";
import { PlatformStack } from "../foundation/platform-stack";

export interface DistributionLogProps {
  readonly distributionArn: string;
  /** Bucket that keeps the log, in any region. */
  readonly bucket: PrivateBucket;
}

/** What is logged of a request: everything that standard logging has but cookies, which are as good as passwords. */
const fields = [
  "date",
  "time",
  "x-edge-location",
  "sc-bytes",
  "c-ip",
  "cs-method",
  "cs(Host)",
  "cs-uri-stem",
  "sc-status",
  "cs(Referer)",
  "cs(User-Agent)",
  "cs-uri-query",
  "x-edge-result-type",
  "x-edge-request-id",
  "x-host-header",
  "cs-protocol",
  "cs-bytes",
  "time-taken",
  "x-forwarded-for",
  "ssl-protocol",
  "ssl-cipher",
  "x-edge-response-result-type",
  "cs-protocol-version",
  "c-port",
  "time-to-first-byte",
  "x-edge-detailed-result-type",
  "sc-content-type",
  "sc-content-len",
  "sc-range-start",
  "sc-range-end",
];

/**
 * The access log of a distribution, in a bucket: standard logging in its second version, which needs no ACLs on the bucket as the first does.
 *
 * The deliveries are set up in us-east-1. Objects lie under `AWSLogs/{account}/CloudFront/`; a path of our own behind it is left out,
 * since version 5 of the provider loses this beginning when such a path changes.
 *
 * @see https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/standard-logging.html
 */
export class DistributionLog extends Construct {
  public constructor(scope: Construct, id: string, { distributionArn, bucket }: DistributionLogProps) {
    super(scope, id);
    const { edgeProvider: provider } = PlatformStack.of(this);
    const sourceName = nameOf(this, "aws_cloudwatch_log_delivery_source", "cdn-access-log");
    const source = new CloudwatchLogDeliverySource(this, "source", {
      provider,
      name: sourceName,
      logType: "ACCESS_LOGS",
      resourceArn: distributionArn,
      tags: { Name: sourceName },
    });
    const destinationName = nameOf(this, "aws_cloudwatch_log_delivery_destination", "cdn-access-log");
    const destination = new CloudwatchLogDeliveryDestination(this, "destination", {
      provider,
      name: destinationName,
      outputFormat: "json",
      deliveryDestinationConfiguration: [{ destinationResourceArn: bucket.arn }],
      tags: { Name: destinationName },
    });
    new CloudwatchLogDelivery(this, "delivery", {
      provider,
      deliverySourceName: source.name,
      deliveryDestinationArn: destination.arn,
      recordFields: fields,
      dependsOn: [bucket.policy],
      tags: { Name: nameOf(this, "aws_cloudwatch_log_delivery", "cdn-access-log") },
    });
  }
}
