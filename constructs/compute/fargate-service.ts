import { EcsService, type EcsServiceCapacityProviderStrategy } from "@cdktf/provider-aws/lib/ecs-service";
import type { ITerraformDependable } from "cdktf";
import { Construct } from "constructs";
import { nameOf } from "../foundation/names";
import { refuse } from "../foundation/refusal";
import { watch } from "../operations/watch";
import type { Cluster } from "./cluster";
import { serviceAlarms } from "./service-alarms";
import { ServiceScaling } from "./service-scaling";
import type { TaskDefinition } from "./task-definition";

/** Where a load balancer finds the tasks of a service. */
export interface LoadBalancerTarget {
  readonly targetGroupArn: string;
  /** Port of the container to which requests go. */
  readonly port: number;
  /** The rule that sends requests to the target group: a service that is made before it is refused. */
  readonly listenerRule: ITerraformDependable;
}

export interface FargateServiceProps {
  /** Words of the name behind the stack's prefix, for example `api`. */
  readonly name: string;
  readonly cluster: Cluster;
  readonly taskDefinition: TaskDefinition;
  /** Tasks to begin with, and at the least. */
  readonly desiredCount: number;
  /** Tasks at the most, more than `desiredCount`. Default: no scaling. */
  readonly maxCapacity?: number | undefined;
  /** Where tasks run: on capacity that stays, or on Fargate Spot, which AWS may take back with two minutes' notice. */
  readonly capacity: "on-demand" | "spot";
  /** Starts new tasks before old ones stop; or after, for a program of which two may not run at once: it has one task and no scaling. */
  readonly deployment: "rolling" | "replace";
  /** Subnets in which tasks run, without public addresses. */
  readonly subnetIds: readonly string[];
  readonly securityGroupIds: readonly string[];
  /** Default: it is behind no load balancer. */
  readonly target?: LoadBalancerTarget | undefined;
  /** ARN of its entry in a private DNS namespace. Default: it has no name. */
  readonly registryArn?: string | undefined;
  /** People may open a shell in its containers. */
  readonly exec: boolean;
}

/** Seconds in which a new task may fail the load balancer's checks. */
const gracePeriod = 60;

/**
 * Tasks of one definition, kept running on Fargate.
 *
 * A deployment whose tasks do not come up is rolled back. Terraform does not wait for it: a new environment has to be applied before
 * anyone has set its secrets, and until then no task can start. ECS gives up by then, which is what `npm run restart` is for. The number of
 * tasks is ignored exactly where scaling owns it.
 *
 * @see https://docs.aws.amazon.com/AmazonECS/latest/developerguide/deployment-circuit-breaker.html
 */
export class FargateService extends Construct {
  public readonly name: string;

  /** @throws Refusal when the numbers contradict each other. */
  public constructor(scope: Construct, id: string, props: FargateServiceProps) {
    super(scope, id);
    const { cluster, taskDefinition, desiredCount, maxCapacity, target, registryArn } = props;
    refuse(this.node.path, problemsOf(props));
    this.name = nameOf(this, "aws_ecs_service", props.name);
    const service = new EcsService(this, "resource", {
      name: this.name,
      cluster: cluster.arn,
      taskDefinition: taskDefinition.arn,
      desiredCount,
      capacityProviderStrategy: strategy(props),
      forceNewDeployment: true, // without it, another capacity strategy would replace the service
      platformVersion: "LATEST",
      deploymentMinimumHealthyPercent: props.deployment === "rolling" ? 100 : 0,
      deploymentMaximumPercent: props.deployment === "rolling" ? 200 : 100,
      deploymentCircuitBreaker: { enable: true, rollback: true },
      availabilityZoneRebalancing: props.deployment === "rolling" ? "ENABLED" : "DISABLED",
      networkConfiguration: { subnets: [...props.subnetIds], securityGroups: [...props.securityGroupIds], assignPublicIp: false },
      ...(target === undefined
        ? {}
        : {
            loadBalancer: [
              { targetGroupArn: target.targetGroupArn, containerName: taskDefinition.containerName, containerPort: target.port },
            ],
            healthCheckGracePeriodSeconds: gracePeriod,
          }),
      ...(registryArn === undefined ? {} : { serviceRegistries: { registryArn } }),
      enableExecuteCommand: props.exec,
      enableEcsManagedTags: true,
      propagateTags: "SERVICE",
      waitForSteadyState: false,
      ...(maxCapacity === undefined ? {} : { lifecycle: { ignoreChanges: ["desired_count"] } }),
      dependsOn: [cluster.capacityProviders, ...taskDefinition.needs, ...(target === undefined ? [] : [target.listenerRule])],
      tags: { Name: this.name },
    });
    watch(this, props.name, serviceAlarms({ clusterName: cluster.name, serviceName: this.name, tasks: desiredCount }));
    if (maxCapacity !== undefined)
      new ServiceScaling(this, "scaling", {
        name: props.name,
        clusterName: cluster.name,
        serviceName: service.name,
        minCapacity: desiredCount,
        maxCapacity,
      });
  }
}

/** Spot tasks can be stopped at any time. Where there are several, one of them is not. */
function strategy({ capacity, desiredCount }: FargateServiceProps): EcsServiceCapacityProviderStrategy[] {
  if (capacity === "on-demand") return [{ capacityProvider: "FARGATE", base: 0, weight: 1 }];
  const spot = { capacityProvider: "FARGATE_SPOT", base: 0, weight: 1 };
  return desiredCount === 1 ? [spot] : [{ capacityProvider: "FARGATE", base: 1, weight: 0 }, spot];
}

function problemsOf({ desiredCount, maxCapacity, deployment }: FargateServiceProps): string[] {
  return [
    ...(desiredCount >= 1 ? [] : [`desiredCount ${desiredCount}; allowed is 1 or more`]),
    ...(maxCapacity === undefined || maxCapacity > desiredCount
      ? []
      : [`maxCapacity ${maxCapacity}; allowed is more than desiredCount, ${desiredCount}`]),
    ...(deployment === "replace" && desiredCount > 1 ? [`desiredCount ${desiredCount} of a service that is replaced; allowed is 1`] : []),
    ...(deployment === "replace" && maxCapacity !== undefined
      ? [`maxCapacity ${maxCapacity} of a service that is replaced; allowed is none`]
      : []),
  ];
}
