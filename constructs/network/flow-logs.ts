import { FlowLog } from "@cdktf/provider-aws/lib/flow-log";
import { Construct } from "constructs";
import { nameOf } from "../foundation/names";
import { PlatformStack } from "../foundation/platform-stack";
import { LogGroup } from "../operations/log-group";
import { ServiceRole } from "../security/service-role";

export interface FlowLogsProps {
  readonly vpcId: string;
  /** ARN of the KMS key that encrypts the log. */
  readonly kmsKeyArn: string;
  /** Days for which the log is kept; one of CloudWatch's own numbers. */
  readonly retentionDays: number;
}

/**
 * A record of all traffic of a VPC, accepted and rejected, in CloudWatch Logs.
 *
 * AWS's example of the role also makes and describes log groups, of all of which it asks. This one is there before, and AWS's own CDK does without.
 *
 * @see https://docs.aws.amazon.com/vpc/latest/userguide/flow-logs-iam-role.html
 */
export class FlowLogs extends Construct {
  public constructor(scope: Construct, id: string, { vpcId, kmsKeyArn, retentionDays }: FlowLogsProps) {
    super(scope, id);
    const { namePrefix } = PlatformStack.of(this);
    const logGroup = new LogGroup(this, "log-group", { name: `/vpc/${namePrefix}/flow-logs`, kmsKeyArn, retentionDays });
    const role = new ServiceRole(this, "role", {
      name: nameOf(this, "aws_iam_role", "flow-logs", "role"),
      description: "Lets VPC flow logs write to their log group",
      service: "vpc-flow-logs.amazonaws.com",
      grants: [
        {
          sid: "WriteFlowLogs",
          actions: ["logs:CreateLogStream", "logs:DescribeLogStreams", "logs:PutLogEvents"],
          resources: [`${logGroup.arn}:*`],
        },
      ],
    });
    new FlowLog(this, "flow-log", {
      vpcId,
      trafficType: "ALL",
      logDestinationType: "cloud-watch-logs",
      logDestination: logGroup.arn,
      iamRoleArn: role.arn,
      maxAggregationInterval: 600,
      dependsOn: [role.policy],
      tags: { Name: nameOf(this, "aws_flow_log", "flow-log") },
    });
  }
}
