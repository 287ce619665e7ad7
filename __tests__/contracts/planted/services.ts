import { type Block, listOf, show } from "../../../review/value";
import type { Changes, Draft } from "./draft";
import { container, jwt, setting, task, withSecret } from "./containers";
import { bugsFor, type PlantedBug, type Row } from "./planted-bug";

const service = (name: string): string => `aws_ecs_service.services_${name}`;
const execution = (name: string): string => `aws_iam_role.services_${name}_task_roles_execution`;
const grantsOf = (name: string, kind: "execution" | "task"): string => `services_${name}_task_roles_${kind}_grants`;
const apiTargets = "aws_lb_target_group.alb_api_targets";

/** Takes some of what a service waits for away. */
function impatient(draft: Draft, name: string, what: string): Draft {
  const waits = listOf(draft.model().find(service(name))?.values["depends_on"]).filter((item) => !show(item).includes(what));
  return draft.set(service(name), { depends_on: waits });
}

const balanced = (changes: Block): Changes => ({
  load_balancer: [{ container_name: "api", container_port: 8080, target_group_arn: `\${${apiTargets}.arn}`, ...changes }],
});

/** Mistakes in what runs. */
export const serviceBugs: readonly PlantedBug[] = [
  ...bugsFor("task-definitions", [
    ["memory that Fargate does not pair with the CPU", task("api"), (draft) => draft.set(task("api"), { memory: "4096" })],
    ["CPU that Fargate does not have", task("api"), (draft) => draft.set(task("api"), { cpu: "300" })],
    [
      "a container that takes the machine's memory for its own",
      task("api"),
      (draft) => container(draft, task("api"), { memory: undefined }),
    ],
    ["a container with less memory than its task", task("api"), (draft) => container(draft, task("api"), { memory: 256 })],
    ["a task with more memory than its container knows", task("api"), (draft) => draft.set(task("api"), { memory: "1024" })],
    ["a bridge", task("api"), (draft) => draft.set(task("api"), { network_mode: "bridge" })],
    [
      "a variable with two values",
      task("api"),
      (draft) => container(draft, task("api"), { environment: ["a", "b"].map((value) => ({ name: "ENV", value })) }),
    ],
    ["a variable with a value and a secret", task("sse"), (draft) => withSecret(draft, task("sse"), "ENV", jwt)],
    ["two definitions of one family", task("graphql"), (draft) => draft.set(task("graphql"), { family: "ohi-dev-api" })],
    ["containers that cannot be read", task("api"), (draft) => draft.set(task("api"), { container_definitions: "${var.x}" }), "unresolved"],
    ["a service of somebody else's task", service("api"), (draft) => draft.set(service("api"), { task_definition: "api:1" }), "unresolved"],
  ]),
  ...bugsFor("task-roles", [
    [
      "a role that may not read a secret of its task",
      execution("sse"),
      (draft) => draft.setStatement(grantsOf("sse", "execution"), "ReadSecrets", { resources: [jwt] }),
    ],
    [
      "a role that may read another one's secret",
      execution("reindexer"),
      (draft) =>
        withSecret(draft, task("api"), "X", jwt).setStatement(grantsOf("reindexer", "execution"), "ReadSecrets", { resources: [jwt] }),
    ],
    [
      "a role that may pull another one's image",
      execution("api"),
      (draft) => draft.setStatement(grantsOf("api", "execution"), "PullImage", { resources: ["${aws_ecr_repository.images_graphql.arn}"] }),
    ],
    [
      "a role that may write any log",
      execution("api"),
      (draft) =>
        draft.setStatement(grantsOf("api", "execution"), "WriteLog", {
          resources: ["${aws_cloudwatch_log_group.services_sse_task_log-group.arn}:*"],
        }),
    ],
    ...["secretsmanager:GetSecretValue", "ecr:BatchGetImage", "kms:Decrypt", "iam:PassRole", "sts:AssumeRole"].map((action): Row => [
      `a program that may ${action} by itself`,
      "aws_iam_role.services_api_task_roles_task",
      (draft) => draft.setStatement(grantsOf("api", "task"), "LogInToDatabase", { actions: ["rds-db:connect", action] }),
    ]),
    ...["secretsmanager:GetSecretValue*", "secretsmanager:Get*", "secretsmanager:*"].map((action): Row => [
      `a role that may read another one's secret by the pattern ${action}`,
      execution("api"),
      (draft) =>
        draft.setStatement(grantsOf("api", "execution"), "WriteLog", {
          actions: [action],
          resources: [`\${aws_secretsmanager_secret.secrets_typesense-api-key.arn}`],
        }),
    ]),
    [
      "a program that may not log in to its database",
      "aws_iam_role.services_graphql_task_roles_task",
      (draft) => draft.setStatement(grantsOf("graphql", "task"), "LogInToDatabase", { resources: ["*"] }),
    ],
    [
      "a program that may log in to another one's database, too",
      "aws_iam_role.services_api_task_roles_task",
      (draft) =>
        draft.setStatement(grantsOf("api", "task"), "LogInToDatabase", {
          resources: ["postgres", "blnk-postgres"].map(
            (id) => `arn:aws:rds-db:eu-west-1:123456789012:dbuser:\${aws_db_instance.${id}.resource_id}/ohiadmin`,
          ),
        }),
    ],
    [
      "one role for the task and for what starts it",
      execution("api"),
      (draft) => draft.set(task("api"), { task_role_arn: `\${${execution("api")}.arn}` }),
    ],
    [
      "a role that is shared by two tasks",
      execution("api"),
      (draft) => draft.set(task("sse"), { execution_role_arn: `\${${execution("api")}.arn}` }),
    ],
    ["a task without a role", task("api"), (draft) => draft.set(task("api"), { task_role_arn: undefined }), "unresolved"],
  ]),
  ...bugsFor("port-chain", [
    ["a target group on another port", apiTargets, (draft) => draft.set(apiTargets, { port: 8081 })],
    ["a service on another port", service("api"), (draft) => draft.set(service("api"), balanced({ container_port: 8081 }))],
    ["a container of another name", service("api"), (draft) => draft.set(service("api"), balanced({ container_name: "graphql" }))],
    [
      "a container that listens elsewhere",
      service("api"),
      (draft) => container(draft, task("api"), { portMappings: [{ containerPort: 8081 }] }),
    ],
    ["a program that is told another port", task("api"), (draft) => setting(draft, task("api"), "SERVER_PORT", "3000")],
    [
      "a health check of another port",
      task("api"),
      (draft) => container(draft, task("api"), { healthCheck: { command: ["CMD-SHELL", "wget http://127.0.0.1:9/health"] } }),
    ],
    [
      "a security group that does not let the load balancer in",
      service("api"),
      (draft) => draft.drop("aws_vpc_security_group_ingress_rule.security_api-from-alb-8080"),
    ],
    ["a target group that no rule leads to", apiTargets, (draft) => draft.drop("aws_lb_listener_rule.alb_api_rule")],
    [
      "a target group that two rules lead to",
      apiTargets,
      (draft) => draft.copy("aws_lb_listener_rule.alb_api_rule", "more", { priority: 101 }),
    ],
    ["a target group that no service uses", apiTargets, (draft) => draft.set(service("api"), { load_balancer: undefined })],
    ["a target group of instances", apiTargets, (draft) => draft.set(apiTargets, { target_type: "instance" })],
  ]),
  ...bugsFor("service-names", [
    ["a host that nobody registers", task("api"), (draft) => setting(draft, task("api"), "OTEL_ENDPOINT", "collector.ohi-dev.local:4317")],
    [
      "ZooKeeper off by one",
      task("zookeeper-1"),
      (draft) => setting(draft, task("zookeeper-1"), "ZOO_SERVERS", "server.0=zookeeper-0.ohi-dev.local:2888:3888;2181"),
    ],
    [
      "a port on which nobody listens",
      task("api"),
      (draft) => setting(draft, task("api"), "PROVIDER_API_BASE_URL", "http://provider-api.ohi-dev.local:8080/api/v1"),
    ],
    [
      "a scheme where gRPC wants none",
      task("api"),
      (draft) => setting(draft, task("api"), "OTEL_ENDPOINT", "http://otel-collector.ohi-dev.local:4317"),
    ],
    [
      "HTTP for a program that knows only gRPC",
      task("graphql"),
      (draft) => setting(draft, task("graphql"), "OTEL_ENDPOINT", "http://otel-collector.ohi-dev.local:4318"),
    ],
    [
      "gRPC for a program that knows only HTTP",
      task("provider-api"),
      (draft) => setting(draft, task("provider-api"), "OTEL_ENDPOINT", "otel-collector.ohi-dev.local:4317"),
    ],
    [
      "no scheme where HTTP wants one",
      task("provider-api"),
      (draft) => setting(draft, task("provider-api"), "OTEL_ENDPOINT", "otel-collector.ohi-dev.local:4318"),
    ],
    [
      "ClickHouse without a name",
      task("signoz-query"),
      (draft) => draft.drop("aws_service_discovery_instance.directory_clickhouse-address"),
    ],
    [
      "a name that no task takes",
      "aws_service_discovery_service.directory_blnk-api",
      (draft) => draft.set(service("blnk-api"), { service_registries: undefined }),
    ],
    [
      "a zone of another name",
      "aws_service_discovery_private_dns_namespace.directory",
      (draft) => draft.set("aws_service_discovery_private_dns_namespace.directory", { name: "ohi.local" }),
    ],
  ]),
  ...bugsFor("service-order", [
    ["a service before its listener rule", service("api"), (draft) => impatient(draft, "api", "aws_lb_listener_rule")],
    ["a service before its log group", service("sse"), (draft) => impatient(draft, "sse", "aws_cloudwatch_log_group")],
    ["a service before its tasks can start", service("api"), (draft) => impatient(draft, "api", "task_roles_execution_policy")],
    ["a service before its program may do anything", service("api"), (draft) => impatient(draft, "api", "task_roles_task_policy")],
    ["a service before the capacity providers", service("reindexer"), (draft) => impatient(draft, "reindexer", "capacity_providers")],
    [
      "a service before its file system has an address",
      service("zookeeper-1"),
      (draft) => impatient(draft, "zookeeper-1", "aws_efs_mount_target"),
    ],
    [
      "a host before its packages can be fetched",
      "aws_instance.clickhouse",
      (draft) => draft.set("aws_instance.clickhouse", { depends_on: ["aws_route.network_private_internet-route-b"] }),
    ],
    ["a log that is nobody's", task("sse"), (draft) => draft.drop("aws_cloudwatch_log_group.services_sse_task_log-group")],
  ]),
  ...bugsFor("images", [
    ["an image from the internet", task("zookeeper-1"), (draft) => container(draft, task("zookeeper-1"), { image: "zookeeper:3.8.4" })],
    [
      "the newest image, whichever that is",
      task("api"),
      (draft) => container(draft, task("api"), { image: "${aws_ecr_repository.images_api.repository_url}:latest" }),
    ],
    [
      "an image without a tag",
      task("api"),
      (draft) => container(draft, task("api"), { image: "${aws_ecr_repository.images_api.repository_url}" }),
    ],
    [
      "an image by half a digest",
      task("api"),
      (draft) => container(draft, task("api"), { image: `\${aws_ecr_repository.images_api.repository_url}@sha256:${"a".repeat(63)}` }),
    ],
    [
      "a repository that nobody uses",
      "aws_ecr_repository.images_unused",
      (draft) => draft.copy("aws_ecr_repository.images_api", "images_unused"),
    ],
  ]),
  ...bugsFor("ownership", [
    ["a number of tasks that each apply resets", service("api"), (draft) => draft.set(service("api"), { lifecycle: undefined })],
    [
      "a number that nobody owns",
      service("blnk-api"),
      (draft) => draft.set(service("blnk-api"), { lifecycle: { ignore_changes: ["desired_count"] } }),
    ],
    [
      "releases that Terraform does not see",
      service("api"),
      (draft) => draft.set(service("api"), { lifecycle: { ignore_changes: ["desired_count", "task_definition"] } }),
    ],
    ["scaling that is gone", service("api"), (draft) => draft.drop("aws_appautoscaling_target.services_api_scaling_target")],
  ]),
  ...bugsFor("capacity", [
    [
      "event streams on Spot",
      service("sse"),
      (draft) => draft.set(service("sse"), { capacity_provider_strategy: [{ capacity_provider: "FARGATE_SPOT", weight: 1 }] }),
    ],
    [
      "an interruptible service at the full price",
      service("api"),
      (draft) => draft.set(service("api"), { capacity_provider_strategy: [{ capacity_provider: "FARGATE", weight: 1 }] }),
    ],
    [
      "Spot without the cluster's capacity provider",
      service("api"),
      (draft) => draft.set("aws_ecs_cluster_capacity_providers.cluster_capacity-providers", { capacity_providers: ["FARGATE"] }),
    ],
    ["a launch type beside capacity providers", service("api"), (draft) => draft.set(service("api"), { launch_type: "FARGATE" })],
  ]),
];
