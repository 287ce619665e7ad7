import { EcsCluster } from "@cdktf/provider-aws/lib/ecs-cluster";
import { EcsClusterCapacityProviders } from "@cdktf/provider-aws/lib/ecs-cluster-capacity-providers";
import type { ITerraformDependable } from "cdktf";
import { Construct } from "constructs";
import { nameOf } from "../foundation/names";
import { PlatformStack } from "../foundation/platform-stack";
import { tag } from "../foundation/tags";
import { LogGroup } from "../operations/log-group";

export interface ClusterProps {
  /** ARN of the KMS key that encrypts the cluster's logs. */
  readonly kmsKeyArn: string;
  /** Days for which they are kept; one of CloudWatch's own numbers. */
  readonly logRetentionDays: number;
}

/**
 * A cluster on Fargate, with Container Insights, where every command that somebody runs in a container is logged.
 *
 * A service can name a capacity provider only after it was associated with the cluster: whoever does waits for `capacityProviders`.
 *
 * @see https://docs.aws.amazon.com/AmazonECS/latest/developerguide/fargate-capacity-providers.html
 */
export class Cluster extends Construct {
  public readonly arn: string;
  public readonly name: string;
  public readonly capacityProviders: ITerraformDependable;
  /** Where the commands of ECS Exec are written. */
  public readonly execLogGroup: LogGroup;

  public constructor(scope: Construct, id: string, { kmsKeyArn, logRetentionDays: retentionDays }: ClusterProps) {
    super(scope, id);
    tag(this, { Service: "ecs" });
    this.name = nameOf(this, "aws_ecs_cluster", "cluster");
    this.execLogGroup = new LogGroup(this, "exec-log-group", {
      name: `/ecs/${PlatformStack.of(this).namePrefix}/exec`,
      kmsKeyArn,
      retentionDays,
    });
    // Container Insights would make it itself, without a key and for ever.
    const insights = new LogGroup(this, "insights-log-group", {
      name: `/aws/ecs/containerinsights/${this.name}/performance`,
      kmsKeyArn,
      retentionDays,
    });
    const cluster = new EcsCluster(this, "resource", {
      name: this.name,
      setting: [{ name: "containerInsights", value: "enabled" }],
      configuration: {
        executeCommandConfiguration: {
          logging: "OVERRIDE",
          logConfiguration: { cloudWatchEncryptionEnabled: true, cloudWatchLogGroupName: this.execLogGroup.resource.name },
        },
      },
      dependsOn: [insights.resource],
      tags: { Name: this.name },
    });
    this.arn = cluster.arn;
    this.capacityProviders = new EcsClusterCapacityProviders(this, "capacity-providers", {
      clusterName: cluster.name,
      capacityProviders: ["FARGATE", "FARGATE_SPOT"],
      defaultCapacityProviderStrategy: [{ capacityProvider: "FARGATE", weight: 1 }],
    });
  }
}
