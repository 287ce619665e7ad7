import { CloudwatchLogResourcePolicy } from "@cdktf/provider-aws/lib/cloudwatch-log-resource-policy";
import type { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import { Construct } from "constructs";
import { nameOf } from "../foundation/names";
import { PlatformStack } from "../foundation/platform-stack";
import { policyDocument } from "../security/policy-document";

export interface LogDeliveryPolicyProps {
  /** Words of its name, for example `alb-waf-logs`. */
  readonly name: string;
  /** Principal of the AWS service that writes, for example `route53.amazonaws.com`. */
  readonly writer: string;
  /** ARN of the log group that it writes to, without `:*`. */
  readonly logGroupArn: string;
  /** ARNs on whose behalf it may write; may end in a wildcard. */
  readonly sources: readonly string[];
  /** Provider of the log group's region. Default: the stack's own region. */
  readonly provider?: AwsProvider;
}

/**
 * Lets an AWS service write to a log group, on behalf of this account only.
 *
 * Without one, AWS writes a policy of its own beside Terraform. A region of an account has ten of them.
 *
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/AWS-logs-and-resource-policy.html
 */
export class LogDeliveryPolicy extends Construct {
  public readonly resource: CloudwatchLogResourcePolicy;

  public constructor(scope: Construct, id: string, { name, writer, logGroupArn, sources, provider }: LogDeliveryPolicyProps) {
    super(scope, id);
    this.resource = new CloudwatchLogResourcePolicy(this, "resource", {
      policyName: nameOf(this, "aws_cloudwatch_log_resource_policy", name),
      policyDocument: policyDocument(this, "statements", [
        {
          sid: "ServiceWritesLog",
          actions: ["logs:CreateLogStream", "logs:PutLogEvents"],
          resources: [`${logGroupArn}:*`],
          principals: { type: "Service", identifiers: [writer] },
          conditions: [
            { test: "StringEquals", variable: "aws:SourceAccount", values: [PlatformStack.of(this).accountId] },
            { test: "ArnLike", variable: "aws:SourceArn", values: sources },
          ],
        },
      ]),
      ...(provider === undefined ? {} : { provider }),
    });
  }
}
