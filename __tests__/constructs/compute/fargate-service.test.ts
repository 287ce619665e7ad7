import { LbListenerRule } from "@cdktf/provider-aws/lib/lb-listener-rule";
import { FargateService, type FargateServiceProps } from "../../../constructs/compute/fargate-service";
import { Refusal } from "../../../constructs/foundation/refusal";
import { render, resources, type StackJson, tags } from "../../support/stack";
import { runnable, taskStack } from "../../support/tasks";

const props: Omit<FargateServiceProps, "cluster" | "taskDefinition"> = {
  name: "web",
  desiredCount: 1,
  capacity: "on-demand",
  deployment: "rolling",
  subnetIds: ["subnet-1", "subnet-2"],
  securityGroupIds: ["sg-1", "sg-2"],
  exec: false,
};

function synthesize(changes: Partial<FargateServiceProps> = {}): StackJson {
  const stack = taskStack();
  new FargateService(stack, "service", { ...props, ...runnable(stack), ...changes });
  return render(stack);
}

const service = (changes: Partial<FargateServiceProps> = {}): Readonly<Record<string, unknown>> =>
  resources(synthesize(changes), "aws_ecs_service")["service"] ?? {};

const needs = [
  "aws_ecs_cluster_capacity_providers.cluster_capacity-providers",
  "aws_cloudwatch_log_group.task_log-group",
  "aws_iam_role_policy.task_roles_execution_policy",
  "aws_iam_role_policy.task_roles_task_policy",
];

describe("a Fargate service", () => {
  test("keeps tasks running in private subnets, rolls back what does not come up, and tags its tasks", () => {
    expect(service()).toEqual({
      name: "ohi-test-web",
      cluster: "${aws_ecs_cluster.cluster.arn}",
      task_definition: "${aws_ecs_task_definition.task.arn}",
      desired_count: 1,
      capacity_provider_strategy: [{ capacity_provider: "FARGATE", base: 0, weight: 1 }],
      force_new_deployment: true,
      platform_version: "LATEST",
      deployment_minimum_healthy_percent: 100,
      deployment_maximum_percent: 200,
      deployment_circuit_breaker: { enable: true, rollback: true },
      availability_zone_rebalancing: "ENABLED",
      network_configuration: { subnets: ["subnet-1", "subnet-2"], security_groups: ["sg-1", "sg-2"], assign_public_ip: false },
      enable_execute_command: false,
      enable_ecs_managed_tags: true,
      propagate_tags: "SERVICE",
      wait_for_steady_state: false,
      depends_on: needs,
      tags: tags({ Service: "web", Name: "ohi-test-web" }),
    });
  });

  test("waits for the listener's rule before it registers with a load balancer, and gives its tasks a minute", () => {
    const stack = taskStack();
    const listenerRule = new LbListenerRule(stack, "rule", { listenerArn: "arn:listener", action: [], condition: [] });
    new FargateService(stack, "service", {
      ...props,
      ...runnable(stack),
      target: { targetGroupArn: "arn:targets", port: 8080, listenerRule },
    });

    const made = resources(stack, "aws_ecs_service")["service"];
    expect(made).toMatchObject({
      load_balancer: [{ target_group_arn: "arn:targets", container_name: "web", container_port: 8080 }],
      health_check_grace_period_seconds: 60,
      depends_on: [...needs, "aws_lb_listener_rule.rule"],
    });
  });

  test("registers its tasks in a directory, and lets people in, where that is wanted", () => {
    expect(service({ registryArn: "arn:entry", exec: true })).toMatchObject({
      service_registries: { registry_arn: "arn:entry" },
      enable_execute_command: true,
    });
  });

  test("stops the old task before it starts the new one where two may not run at once", () => {
    expect(service({ deployment: "replace" })).toMatchObject({
      deployment_minimum_healthy_percent: 0,
      deployment_maximum_percent: 100,
      availability_zone_rebalancing: "DISABLED",
    });
  });

  test("runs on Spot, but for one of several tasks", () => {
    const spot = { capacity_provider: "FARGATE_SPOT", base: 0, weight: 1 };

    expect(service({ capacity: "spot" })["capacity_provider_strategy"]).toEqual([spot]);
    expect(service({ capacity: "spot", desiredCount: 2 })["capacity_provider_strategy"]).toEqual([
      { capacity_provider: "FARGATE", base: 1, weight: 0 },
      spot,
    ]);
  });

  test("is refused no task, and a ceiling that is no higher than the floor", () => {
    expect(() => service({ desiredCount: 0 })).toThrow("ohi-test/service: 1 problem\n  desiredCount 0; allowed is 1 or more");
    expect(() => service({ desiredCount: 2, maxCapacity: 2 })).toThrow("  maxCapacity 2; allowed is more than desiredCount, 2");
  });
});

describe("a service of which two tasks may not run at once", () => {
  test("is refused a second task, and scaling", () => {
    expect(() => service({ deployment: "replace", desiredCount: 2, maxCapacity: 3 })).toThrow(
      new Refusal("ohi-test/service", [
        "desiredCount 2 of a service that is replaced; allowed is 1",
        "maxCapacity 3 of a service that is replaced; allowed is none",
      ]),
    );
  });
});

describe("the scaling of a service", () => {
  const json = synthesize({ desiredCount: 2, maxCapacity: 5 });
  const common = { service_namespace: "ecs", scalable_dimension: "ecs:service:DesiredCount" };

  test("owns the number of tasks, which Terraform then ignores, and only then", () => {
    expect(resources(json, "aws_ecs_service")["service"]).toMatchObject({ lifecycle: { ignore_changes: ["desired_count"] } });
    expect(service()["lifecycle"]).toBeUndefined();
    expect(Object.keys(resources(synthesize(), "aws_appautoscaling_target"))).toEqual([]);
  });

  test("goes from the first number to the ceiling", () => {
    expect(resources(json, "aws_appautoscaling_target")).toEqual({
      service_scaling_target: {
        ...common,
        resource_id: "service/ohi-test-cluster/${aws_ecs_service.service.name}",
        min_capacity: 2,
        max_capacity: 5,
        tags: tags({ Service: "web", Name: "ohi-test-web-scaling" }),
      },
    });
  });

  test("follows CPU and memory, out within a minute and in within five", () => {
    const target = "aws_appautoscaling_target.service_scaling_target";
    const policy = (goal: string, metric: string, percent: number): object => ({
      name: `ohi-test-web-${goal}-scaling`,
      policy_type: "TargetTrackingScaling",
      service_namespace: `\${${target}.service_namespace}`,
      scalable_dimension: `\${${target}.scalable_dimension}`,
      resource_id: `\${${target}.resource_id}`,
      target_tracking_scaling_policy_configuration: {
        predefined_metric_specification: { predefined_metric_type: metric },
        target_value: percent,
        scale_in_cooldown: 300,
        scale_out_cooldown: 60,
      },
    });
    expect(resources(json, "aws_appautoscaling_policy")).toEqual({
      service_scaling_cpu: policy("cpu", "ECSServiceAverageCPUUtilization", 70),
      service_scaling_memory: policy("memory", "ECSServiceAverageMemoryUtilization", 80),
    });
  });
});
