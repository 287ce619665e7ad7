import { Route53QueryLog } from "@cdktf/provider-aws/lib/route53-query-log";
import { Construct } from "constructs";
import { PlatformStack } from "../foundation/platform-stack";
import { tag } from "../foundation/tags";
import { LogDeliveryPolicy } from "../operations/log-delivery-policy";
import { LogGroup } from "../operations/log-group";
import type { HostedZone } from "./hosted-zone";

export interface QueryLogProps {
  readonly zone: HostedZone;
  /** ARN of a KMS key in us-east-1. */
  readonly kmsKeyArn: string;
  /** Days for which the log is kept; one of CloudWatch's own numbers. */
  readonly retentionDays: number;
}

/**
 * A log of the DNS queries that a zone answers. Route 53 writes it in us-east-1 and nowhere else.
 *
 * @see https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/query-logs.html
 */
export class QueryLog extends Construct {
  public constructor(scope: Construct, id: string, { zone, kmsKeyArn, retentionDays }: QueryLogProps) {
    super(scope, id);
    tag(this, { Service: "dns", DataClassification: "confidential" });
    const { edgeProvider: provider, namePrefix } = PlatformStack.of(this);
    const logGroup = new LogGroup(this, "log-group", { name: `/aws/route53/${namePrefix}/queries`, kmsKeyArn, retentionDays, provider });
    const { resource: policy } = new LogDeliveryPolicy(this, "policy", {
      name: "query-log",
      writer: "route53.amazonaws.com",
      logGroupArn: logGroup.arn,
      sources: [zone.resource.arn],
      provider,
    });
    new Route53QueryLog(this, "resource", { zoneId: zone.zoneId, cloudwatchLogGroupArn: logGroup.arn, dependsOn: [policy], provider });
  }
}
