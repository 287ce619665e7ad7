import { Cluster } from "../../../constructs/compute/cluster";
import { resources, tags, testStack, render } from "../../support/stack";

const json = (() => {
  const stack = testStack();
  new Cluster(stack, "cluster", { kmsKeyArn: "arn:key", logRetentionDays: 30 });
  return render(stack);
})();

describe("a cluster", () => {
  test("has Container Insights and logs every command that is run in a container", () => {
    expect(resources(json, "aws_ecs_cluster")).toEqual({
      cluster: {
        name: "ohi-test-cluster",
        setting: [{ name: "containerInsights", value: "enabled" }],
        configuration: {
          execute_command_configuration: {
            logging: "OVERRIDE",
            log_configuration: {
              cloud_watch_encryption_enabled: true,
              cloud_watch_log_group_name: "${aws_cloudwatch_log_group.cluster_exec-log-group.name}",
            },
          },
        },
        depends_on: ["aws_cloudwatch_log_group.cluster_insights-log-group"],
        tags: tags({ Service: "ecs", Name: "ohi-test-cluster" }),
      },
    });
  });

  test("keeps its logs encrypted and for a time, those that AWS would make itself included", () => {
    const common = { kms_key_id: "arn:key", retention_in_days: 30 };

    expect(resources(json, "aws_cloudwatch_log_group")).toEqual({
      "cluster_exec-log-group": { ...common, name: "/ecs/ohi-test/exec", tags: tags({ Service: "ecs", Name: "/ecs/ohi-test/exec" }) },
      "cluster_insights-log-group": {
        ...common,
        name: "/aws/ecs/containerinsights/ohi-test-cluster/performance",
        tags: tags({ Service: "ecs", Name: "/aws/ecs/containerinsights/ohi-test-cluster/performance" }),
      },
    });
  });

  test("can be used with Fargate and Fargate Spot", () => {
    expect(resources(json, "aws_ecs_cluster_capacity_providers")).toEqual({
      "cluster_capacity-providers": {
        cluster_name: "${aws_ecs_cluster.cluster.name}",
        capacity_providers: ["FARGATE", "FARGATE_SPOT"],
        default_capacity_provider_strategy: [{ capacity_provider: "FARGATE", weight: 1 }],
      },
    });
  });
});
