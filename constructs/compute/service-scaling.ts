import { AppautoscalingPolicy } from "@cdktf/provider-aws/lib/appautoscaling-policy";
import { AppautoscalingTarget } from "@cdktf/provider-aws/lib/appautoscaling-target";
import { Construct } from "constructs";
import { nameOf } from "../foundation/names";

export interface ServiceScalingProps {
  /** Words of the names behind the stack's prefix, for example `api`. */
  readonly name: string;
  readonly clusterName: string;
  readonly serviceName: string;
  /** Tasks at the least. */
  readonly minCapacity: number;
  /** Tasks at the most. */
  readonly maxCapacity: number;
}

/** Percent of CPU and of memory, on average over the tasks, that scaling aims at. */
const goals = {
  cpu: { metric: "ECSServiceAverageCPUUtilization", percent: 70 },
  memory: { metric: "ECSServiceAverageMemoryUtilization", percent: 80 },
};

/**
 * Adds tasks to a service when they are busy, quickly, and takes them away when they are idle, slowly.
 *
 * @see https://docs.aws.amazon.com/autoscaling/application/userguide/application-auto-scaling-target-tracking.html
 */
export class ServiceScaling extends Construct {
  public constructor(scope: Construct, id: string, { name, clusterName, serviceName, minCapacity, maxCapacity }: ServiceScalingProps) {
    super(scope, id);
    const target = new AppautoscalingTarget(this, "target", {
      serviceNamespace: "ecs",
      scalableDimension: "ecs:service:DesiredCount",
      resourceId: `service/${clusterName}/${serviceName}`,
      minCapacity,
      maxCapacity,
      tags: { Name: nameOf(this, "aws_appautoscaling_target", name, "scaling") },
    });
    for (const [goal, { metric, percent }] of Object.entries(goals)) {
      new AppautoscalingPolicy(this, goal, {
        name: nameOf(this, "aws_appautoscaling_policy", name, goal, "scaling"),
        policyType: "TargetTrackingScaling",
        serviceNamespace: target.serviceNamespace,
        scalableDimension: target.scalableDimension,
        resourceId: target.resourceId,
        targetTrackingScalingPolicyConfiguration: {
          predefinedMetricSpecification: { predefinedMetricType: metric },
          targetValue: percent,
          scaleInCooldown: 300,
          scaleOutCooldown: 60,
        },
      });
    }
  }
}
