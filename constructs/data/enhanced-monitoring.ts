import { Construct } from "constructs";
import { nameOf } from "../foundation/names";
import { PlatformStack } from "../foundation/platform-stack";
import { tag } from "../foundation/tags";
import { ServiceRole } from "../security/service-role";

/** Log group of the whole account into which RDS writes what enhanced monitoring measures. */
export const enhancedMonitoringLogGroup = "RDSOSMetrics";

/**
 * The role by which RDS reports on the operating system of database instances.
 *
 * It is AWS's own `AmazonRDSEnhancedMonitoringRole`, held to the one log group that RDS really writes. That group is the account's, so
 * no environment makes it.
 *
 * @see https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_Monitoring.OS.Enabling.html
 */
export class EnhancedMonitoring extends Construct {
  public readonly role: ServiceRole;

  public constructor(scope: Construct, id: string) {
    super(scope, id);
    tag(this, { Service: "monitoring" });
    const { region, accountId } = PlatformStack.of(this);
    const group = `arn:aws:logs:${region}:${accountId}:log-group:${enhancedMonitoringLogGroup}*`;
    this.role = new ServiceRole(this, "role", {
      name: nameOf(this, "aws_iam_role", "rds-monitoring", "role"),
      description: "Lets RDS write enhanced monitoring to its log group",
      service: "monitoring.rds.amazonaws.com",
      grants: [
        { sid: "MakeLogGroup", actions: ["logs:CreateLogGroup", "logs:PutRetentionPolicy"], resources: [group] },
        {
          sid: "WriteMeasurements",
          actions: ["logs:CreateLogStream", "logs:DescribeLogStreams", "logs:GetLogEvents", "logs:PutLogEvents"],
          resources: [group],
        },
      ],
    });
  }
}
