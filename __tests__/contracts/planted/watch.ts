import { show, type Value } from "../../../review/value";
import type { Draft } from "./draft";
import { bugsFor, type PlantedBug, type Row } from "./planted-bug";

const alarm = (id: string): string => `aws_cloudwatch_metric_alarm.alarms_${id}`;
const cpu = alarm("api-service-cpu");
const expiry = alarm("edge-certificate-expiry");
const topic = "aws_sns_topic.alarms-topic";
const budget = "aws_budgets_budget.budget";

/** Everything that is watched in `ohi-dev`, with an alarm on it: without the alarm it is not watched. */
const watchedBy: Readonly<Record<string, readonly string[]>> = {
  "aws_ecs_service.services_api": ["api-service-cpu", "api-service-memory", "api-service-tasks"],
  "aws_ecs_service.services_zookeeper-1": ["zookeeper-1-service-tasks"],
  "aws_lb.alb": ["alb-load-balancer-5xx"],
  "aws_lb_target_group.alb_api_targets": ["api-target-5xx", "api-target-latency", "api-target-unhealthy"],
  "aws_db_instance.postgres": [
    "postgres-primary-database-cpu",
    "postgres-primary-database-storage",
    "postgres-primary-database-connections",
  ],
  "aws_elasticache_replication_group.app-cache": ["app-cache-001-cache-cpu", "app-cache-001-cache-evictions"],
  "aws_elasticache_replication_group.blnk-cache": ["blnk-cache-001-cache-memory"],
  "aws_nat_gateway.network_nat_b": ["nat-b-port-errors"],
  "aws_acm_certificate.certificates_regional": ["regional-certificate-expiry"],
  "aws_acm_certificate.certificates_edge": ["edge-certificate-expiry"],
  "aws_cloudfront_distribution.cdn": ["cdn-distribution-5xx"],
  "aws_instance.clickhouse": ["clickhouse-host-status", "clickhouse-host-cpu"],
  "aws_cloudwatch_log_metric_filter.clickhouse-boot": ["clickhouse-boot-failed"],
  "aws_ebs_volume.clickhouse_data": ["clickhouse-disk-stalled"],
  "aws_efs_file_system.files": ["files-file-system-io"],
  "aws_sfn_state_machine.redeployment": ["passwords-redeployment-failed"],
  "aws_backup_vault.backup_vault": ["vault-backup-failed", "vault-backup-missing"],
  "aws_serverlessapplicationrepository_cloudformation_stack.postgres-rotation-function": ["postgres-primary-rotation-function-errors"],
  "aws_cloudformation_stack.app-cache-rotation-function": ["app-cache-rotation-function-errors"],
};

const unwatched = Object.entries(watchedBy).flatMap(([address, alarms]) =>
  alarms.map((id): Row => [`something without its alarm ${id}`, address, (draft) => draft.drop(alarm(id))]),
);

const replica = "aws_db_instance.postgres_replica-1";
const followed = { identifier: "ohi-dev-replica", replicate_source_db: "${aws_db_instance.postgres.identifier}" };

const withAction = (action: Value) => (draft: Draft) => draft.set(cpu, { alarm_actions: [action] });

const filter = (...values: readonly string[]): Value => [{ name: "TagKeyValue", values }];

/** Changes one notification of the budget. */
const notification =
  (index: string, changes: Readonly<Record<string, Value>>) =>
  (draft: Draft): Draft =>
    draft.setBlock(["resource", "aws_budgets_budget", "budget", "notification", index], changes);

const pattern =
  (rule: string, change: (text: string) => string) =>
  (draft: Draft): Draft => {
    const address = `aws_cloudwatch_event_rule.${rule}`;
    return draft.set(address, { event_pattern: change(show(draft.model().find(address)?.values["event_pattern"])) });
  };

/** Mistakes in what watches the platform. */
export const watchBugs: readonly PlantedBug[] = [
  ...bugsFor("watched", [
    ...unwatched,
    ["a replica that nobody has thought of", replica, (draft) => draft.copy("aws_db_instance.postgres", "postgres_replica-1", followed)],
    [
      "a second node of a cache without alarms",
      "aws_elasticache_replication_group.app-cache",
      (draft) => draft.set("aws_elasticache_replication_group.app-cache", { num_cache_clusters: 2 }),
    ],
    ["an alarm with one dimension too few", cpu, (draft) => draft.set(cpu, { dimensions: { ServiceName: "ohi-dev-api" } })],
    [
      "an alarm with one dimension too many",
      alarm("nat-a-port-errors"),
      (draft) =>
        draft.set(alarm("nat-a-port-errors"), { dimensions: { NatGatewayId: "${aws_nat_gateway.network_nat_a.id}", Zone: "eu-west-1a" } }),
    ],
    [
      "an alarm on a service that there is not",
      cpu,
      (draft) => draft.set(cpu, { dimensions: { ClusterName: "ohi-dev-cluster", ServiceName: "ohi-dev-gone" } }),
    ],
    [
      "a load balancer by its ARN",
      alarm("alb-load-balancer-5xx"),
      (draft) => draft.set(alarm("alb-load-balancer-5xx"), { dimensions: { LoadBalancer: "${aws_lb.alb.arn}" } }),
    ],
    ["a certificate of which one hears in its last days", expiry, (draft) => draft.set(expiry, { threshold: 13 })],
    ["a metric that there is not", cpu, (draft) => draft.set(cpu, { metric_name: "CpuUtilization" })],
    [
      "CloudFront watched from another region",
      alarm("cdn-distribution-5xx"),
      (draft) => draft.set(alarm("cdn-distribution-5xx"), { provider: "aws" }),
    ],
    [
      "a disk's limit in GiB",
      alarm("postgres-primary-database-storage"),
      (draft) => draft.set(alarm("postgres-primary-database-storage"), { threshold: 2 }),
    ],
    [
      "more connections than the server takes",
      alarm("postgres-primary-database-connections"),
      (draft) => draft.set(alarm("postgres-primary-database-connections"), { threshold: 100 }),
    ],
    ["an alarm when all is well", cpu, (draft) => draft.set(cpu, { comparison_operator: "LessThanThreshold" })],
    ["fewer tasks than have to run", alarm("api-service-tasks"), (draft) => draft.set(alarm("api-service-tasks"), { threshold: 0 })],
    [
      "a queue that nobody has thought of",
      "aws_sqs_queue.queue",
      (draft) => draft.add("aws_sqs_queue.queue", { name: "ohi-dev-queue" }),
      "unresolved",
    ],
    [
      "a target group that no load balancer leads to",
      "aws_lb_target_group.alb_api_targets",
      (draft) => draft.drop("aws_lb_listener_rule.alb_api_rule"),
      "unresolved",
    ],
    [
      "a server of which the connections are not known",
      "aws_db_instance.postgres",
      (draft) => draft.set("aws_db_instance.postgres", { parameter_group_name: "default.postgres15" }),
      "unresolved",
    ],
  ]),
  ...bugsFor("alarms", [
    ["an alarm that nobody hears", cpu, (draft) => draft.set(cpu, { alarm_actions: undefined })],
    ["an alarm whose end nobody hears of", cpu, (draft) => draft.set(cpu, { ok_actions: [] })],
    ["an alarm that is turned off", cpu, (draft) => draft.set(cpu, { actions_enabled: false })],
    ["a topic of somebody else", cpu, withAction("arn:aws:sns:eu-west-1:1:alarms"), "unresolved"],
    ["a topic in another region", cpu, withAction("${aws_sns_topic.edge-alarms-topic.arn}")],
    ["an alarm in us-east-1 that tells a topic at home", expiry, (draft) => draft.set(expiry, { ok_actions: [`\${${topic}.arn}`] })],
    ["silence that means nothing", cpu, (draft) => draft.set(cpu, { treat_missing_data: undefined })],
    ["silence that is only noted", cpu, (draft) => draft.set(cpu, { treat_missing_data: "missing" })],
    ["a limit that is said to be another one", cpu, (draft) => draft.set(cpu, { threshold: 84 })],
    ["no word of what to do", cpu, (draft) => draft.set(cpu, { alarm_description: "CPU is high" })],
    [
      "a link to the page and to no section",
      cpu,
      (draft) => draft.set(cpu, { alarm_description: "High. https://example.org/docs/runbook.md" }),
    ],
    ["periods in which a standard metric is not measured", cpu, (draft) => draft.set(cpu, { period: 30 })],
    ["no period", cpu, (draft) => draft.set(cpu, { period: undefined })],
    [
      "a rule without a link",
      "aws_cloudwatch_event_rule.task-stopped",
      (draft) => draft.set("aws_cloudwatch_event_rule.task-stopped", { description: "A task stopped" }),
    ],
    [
      "a whole event as the message",
      "aws_cloudwatch_event_target.task-stopped_target",
      (draft) => draft.set("aws_cloudwatch_event_target.task-stopped_target", { input_transformer: undefined }),
    ],
    [
      "a rule of somebody else",
      "aws_cloudwatch_event_target.task-stopped_target",
      (draft) => draft.set("aws_cloudwatch_event_target.task-stopped_target", { rule: "others" }),
      "unresolved",
    ],
  ]),
  ...bugsFor("publishers", [
    ["alarms that the topic does not let in", cpu, (draft) => draft.drop("aws_sns_topic_policy.alarms-topic_policy")],
    [
      "budgets that the topic does not let in",
      budget,
      (draft) =>
        draft.setStatement("alarms-topic_publishers", "ServicesPublish", {
          principals: [{ type: "Service", identifiers: ["cloudwatch.amazonaws.com"] }],
        }),
    ],
    [
      "rules that the key does not let in",
      "aws_cloudwatch_event_target.task-stopped_target",
      (draft) =>
        draft.setStatement("key_policy", "PublishersEncryptMessages", {
          principals: [{ type: "Service", identifiers: ["cloudwatch.amazonaws.com", "budgets.amazonaws.com", "events.rds.amazonaws.com"] }],
        }),
    ],
    [
      "a key that is for other topics",
      expiry,
      (draft) =>
        draft.setStatement("edge-key_policy", "PublishersEncryptMessages", {
          condition: [{ test: "ArnLike", variable: "kms:EncryptionContext:aws:sns:topicArn", values: ["arn:aws:sns:us-east-1:*:other-*"] }],
        }),
    ],
    [
      "a publisher that may not make data keys",
      cpu,
      (draft) => draft.setStatement("key_policy", "PublishersEncryptMessages", { actions: ["kms:Decrypt"] }),
    ],
    ["a topic that is not encrypted", cpu, (draft) => draft.set(topic, { kms_master_key_id: undefined })],
    ...["alarm_actions", "ok_actions", "insufficient_data_actions"].map((name): Row => [
      `a topic of somebody else among ${name}`,
      cpu,
      (draft) => draft.set(cpu, { [name]: ["arn:aws:sns:eu-west-1:1:alarms"] }),
      "unresolved",
    ]),
    [
      "databases that the topic does not let in",
      "aws_db_event_subscription.database-events",
      (draft) => draft.set("aws_db_event_subscription.database-events", { sns_topic: `\${${topic}.arn}` }),
    ],
  ]),
  ...bugsFor("reported-events", [
    ["tasks of which nobody hears", "aws_ecs_cluster.cluster", (draft) => draft.drop("aws_cloudwatch_event_target.task-stopped_target")],
    [
      "tasks that do not start, of which nobody hears",
      "aws_ecs_cluster.cluster",
      pattern("task-stopped", (text) => text.replace("TaskFailedToStart", "UserInitiated")),
    ],
    [
      "tasks of another cluster",
      "aws_ecs_cluster.cluster",
      pattern("task-stopped", (text) => text.replace("${aws_ecs_cluster.cluster.arn}", "arn:aws:ecs:eu-west-1:1:cluster/other")),
    ],
    ["a rule of which the pattern cannot be read", "aws_ecs_cluster.cluster", pattern("task-stopped", () => "{")],
    [
      "deployments of another cluster",
      "aws_ecs_service.services_api",
      pattern("deployment-failed", (text) => text.replace("ohi-dev-cluster", "other-cluster")),
    ],
    [
      "rotations of which nobody hears",
      "aws_secretsmanager_secret_rotation.postgres-rotation",
      (draft) => draft.drop("aws_cloudwatch_event_rule.rotation-failed"),
    ],
    [
      "rotations of somebody else's secrets",
      "aws_secretsmanager_secret_rotation.app-cache-rotation",
      pattern("rotation-failed", (text) => text.replace("secret:ohi-dev-", "secret:other-")),
    ],
  ]),
  ...bugsFor("budgets", [
    ["no budget", "aws_budgets_budget", (draft) => draft.drop(budget)],
    ["two budgets", "aws_budgets_budget", (draft) => draft.copy(budget, "second")],
    ["a budget for the whole account", budget, (draft) => draft.set(budget, { cost_filter: undefined })],
    ["a budget for whoever has such an environment", budget, (draft) => draft.set(budget, { cost_filter: filter("user:Environment$dev") })],
    [
      "a budget for another environment",
      budget,
      (draft) => draft.set(budget, { cost_filter: filter("user:Project$open-health-initiative", "user:Environment$prod") }),
    ],
    [
      "tags without their kind",
      budget,
      (draft) => draft.set(budget, { cost_filter: filter("Project$open-health-initiative", "Environment$dev") }),
    ],
    ["a budget for a year", budget, (draft) => draft.set(budget, { time_unit: "ANNUALLY" })],
    ["a budget of nothing", budget, (draft) => draft.set(budget, { limit_amount: "0" })],
    ["a budget of hours", budget, (draft) => draft.set(budget, { budget_type: "USAGE" })],
    ["nobody told at 80 %", budget, notification("0", { threshold: 90 })],
    ["a forecast in the place of costs", budget, notification("1", { notification_type: "FORECASTED" })],
    ["dollars in the place of percent", budget, notification("2", { threshold_type: "ABSOLUTE_VALUE" })],
    ["a notification that nobody hears", budget, notification("2", { subscriber_sns_topic_arns: [] })],
  ]),
];
