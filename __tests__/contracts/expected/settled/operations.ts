import { described, message } from "./message";
import { by, byId, given, is, only, type SettledTable } from "./table";

const rotated = [
  "redeployment_postgres-blnk-rotated",
  "redeployment_postgres-primary-rotated",
  "redeployment_redis-blnk-rotated",
  "redeployment_redis-cache-rotated",
];
const readers = [
  "redeployment_postgres-blnk-readers",
  "redeployment_postgres-primary-readers",
  "redeployment_redis-blnk-readers",
  "redeployment_redis-cache-readers",
];
const told = ["deployment-failed_target", "rotation-failed_target", "task-stopped_target"];

/** What `dashboards` reads of each widget; its size is the only thing that may be anything. */
const drawn = [
  ...["type", "width", "height"],
  ...["alarms", "markdown", "metrics[][]", "metrics[][].label", "metrics[][].region", "period", "region", "stat", "title", "view"].map(
    (name) => `properties.${name}`,
  ),
  ...["value", "label"].map((name) => `properties.annotations.horizontal[].${name}`),
];

const meanings = {
  "deployment-failed": "New tasks of a service did not come up, and the ones from before run on.",
  "rotation-failed": "A password was not changed.",
  "task-stopped": "A task ended with an error, or did not start.",
};

/** Events, messages and costs: sections 5 and 9 of the requirement. The alarms stand in `alarms.ts`. */
export const operations: SettledTable = {
  aws_cloudwatch_log_metric_filter: {
    log_group_name: is("-> aws_cloudwatch_log_group.name"),
    "metric_transformation.name": is("clickhouse-boot-failed"),
    "metric_transformation.namespace": is("{stack}"),
    "metric_transformation.unit": is("Count"),
    "metric_transformation.value": is("1"),
    name: is("{stack}-clickhouse-boot-failed"),
    pattern: is('"FAILED"'),
  },
  aws_budgets_budget: {
    budget_type: is("COST"),
    "cost_filter[].name": is(["TagKeyValue"]),
    // A list is read as a whole, so `{environment}` would have to be a word of its own.
    "cost_filter[].values": by({
      dev: [["user:Project$open-health-initiative", "user:Environment$dev"]],
      staging: [["user:Project$open-health-initiative", "user:Environment$staging"]],
      prod: [["user:Project$open-health-initiative", "user:Environment$prod"]],
    }),
    limit_amount: by({ dev: "500", staging: "900", prod: "1600" }),
    limit_unit: is("USD"),
    name: is("{stack}-budget"),
    "notification[].comparison_operator": is(["GREATER_THAN", "GREATER_THAN", "GREATER_THAN"]),
    "notification[].notification_type": is(["ACTUAL", "ACTUAL", "ACTUAL"]),
    "notification[].subscriber_sns_topic_arns": is([["-> aws_sns_topic.arn"], ["-> aws_sns_topic.arn"], ["-> aws_sns_topic.arn"]]),
    "notification[].threshold": is([80, 100, 120]),
    "notification[].threshold_type": is(["PERCENTAGE", "PERCENTAGE", "PERCENTAGE"]),
    time_period_start: is("2026-02-01_00:00"),
    time_unit: is("MONTHLY"),
  },
  aws_cloudwatch_event_rule: {
    description: byId({
      "redeployment_postgres-blnk-rotated": "A new value of postgres-blnk",
      "redeployment_postgres-primary-rotated": "A new value of postgres-primary",
      "redeployment_redis-blnk-rotated": "A new value of redis-blnk",
      "redeployment_redis-cache-rotated": "A new value of redis-cache",
      ...described(meanings),
    }),
    "event_pattern.source": byId({
      ...Object.fromEntries([...rotated, "rotation-failed"].map((id) => [id, ["aws.secretsmanager"]])),
      "deployment-failed": ["aws.ecs"],
      "task-stopped": ["aws.ecs"],
    }),
    "event_pattern.detail-type": byId({
      ...Object.fromEntries([...rotated, "rotation-failed"].map((id) => [id, ["AWS Service Event via CloudTrail"]])),
      "deployment-failed": ["ECS Deployment State Change"],
      "task-stopped": ["ECS Task State Change"],
    }),
    "event_pattern.detail.eventSource": only([...rotated, "rotation-failed"], ["secretsmanager.amazonaws.com"]),
    "event_pattern.detail.eventName": byId({
      ...Object.fromEntries(rotated.map((id) => [id, ["RotationSucceeded"]])),
      // Abandoned is what Secrets Manager calls a rotation that somebody stopped on the way.
      "rotation-failed": ["RotationFailed", "RotationAbandoned"],
      "deployment-failed": ["SERVICE_DEPLOYMENT_FAILED"],
    }),
    "event_pattern.detail.additionalEventData.SecretId": only(rotated, ["-> aws_secretsmanager_secret.arn"]),
    "event_pattern.detail.additionalEventData.SecretId[].prefix": only(
      ["rotation-failed"],
      ["arn:aws:secretsmanager:eu-west-1:{account}:secret:{stack}-"],
    ),
    "event_pattern.resources[].prefix": only(["deployment-failed"], ["arn:aws:ecs:eu-west-1:{account}:service/{stack}-cluster/"]),
    "event_pattern.detail.clusterArn": only(["task-stopped"], ["-> aws_ecs_cluster.arn"]),
    "event_pattern.detail.lastStatus": only(["task-stopped"], ["STOPPED"]),
    // A task that ECS stops, for a deployment, for scaling or for Spot, has another code; one that ends well has the code 0.
    "event_pattern.detail.$or[].stopCode": only(["task-stopped"], [["TaskFailedToStart"], ["EssentialContainerExited"]]),
    "event_pattern.detail.$or[].containers.exitCode[].anything-but": only(["task-stopped"], [[0]]),
    name: byId({
      "redeployment_postgres-blnk-rotated": "{stack}-postgres-blnk-rotated",
      "redeployment_postgres-primary-rotated": "{stack}-postgres-primary-rotated",
      "redeployment_redis-blnk-rotated": "{stack}-redis-blnk-rotated",
      "redeployment_redis-cache-rotated": "{stack}-redis-cache-rotated",
      ...Object.fromEntries(Object.keys(meanings).map((kind) => [kind, `{stack}-${kind}`])),
    }),
  },
  aws_cloudwatch_event_target: {
    depends_on: only(readers, ["aws_iam_role_policy"]),
    arn: byId({
      ...Object.fromEntries(readers.map((id) => [id, "-> aws_sfn_state_machine.arn"])),
      ...Object.fromEntries(told.map((id) => [id, "-> aws_sns_topic.arn"])),
    }),
    "input.services": byId({
      "redeployment_postgres-blnk-readers": ["{stack}-blnk-api", "{stack}-blnk-worker"],
      "redeployment_postgres-primary-readers": ["{stack}-api", "{stack}-graphql", "{stack}-reindexer"],
      "redeployment_redis-blnk-readers": ["{stack}-blnk-api", "{stack}-blnk-worker"],
      "redeployment_redis-cache-readers": ["{stack}-api", "{stack}-graphql", "{stack}-sse", "{stack}-provider-api"],
    }),
    "input_transformer.input_paths.code": only(["task-stopped_target"], "$.detail.stopCode"),
    "input_transformer.input_paths.event": only(["rotation-failed_target"], "$.detail.eventName"),
    "input_transformer.input_paths.group": only(["task-stopped_target"], "$.detail.group"),
    "input_transformer.input_paths.reason": byId({
      "deployment-failed_target": "$.detail.reason",
      "task-stopped_target": "$.detail.stoppedReason",
    }),
    "input_transformer.input_paths.secret": only(["rotation-failed_target"], "$.detail.additionalEventData.SecretId"),
    "input_transformer.input_paths.service": only(["deployment-failed_target"], "$.resources[0]"),
    "input_transformer.input_paths.task": only(["task-stopped_target"], "$.detail.taskArn"),
    "input_transformer.input_template": byId({
      "deployment-failed_target": message(
        "{stack}-deployment-failed",
        "deployment-failed",
        meanings["deployment-failed"],
        "service",
        "reason",
      ),
      "rotation-failed_target": message("{stack}-rotation-failed", "rotation-failed", meanings["rotation-failed"], "secret", "event"),
      "task-stopped_target": message("{stack}-task-stopped", "task-stopped", meanings["task-stopped"], "group", "code", "reason", "task"),
    }),
    role_arn: only(readers, "-> aws_iam_role.arn"),
    rule: is("-> aws_cloudwatch_event_rule.name"),
  },
  aws_cloudwatch_dashboard: {
    dashboard_name: is("{stack}-overview"),
    ...Object.fromEntries(drawn.map((place) => [`dashboard_body.widgets[].${place}`, given])),
  },
  aws_sns_topic: {
    name: byId({
      "alarms-topic": "{stack}-alarms",
      "cache-events": "{stack}-cache-events",
      "edge-alarms-topic": "{stack}-edge-alarms",
      events: "{stack}-events",
    }),
    // ElastiCache cannot publish to a topic that is encrypted.
    kms_master_key_id: only(["alarms-topic", "edge-alarms-topic", "events"], "-> aws_kms_key.arn"),
    provider: only(["edge-alarms-topic"], "aws.us-east-1"),
  },
  aws_sns_topic_policy: {
    arn: is("-> aws_sns_topic.arn"),
    policy: is("-> data.aws_iam_policy_document.json"),
    provider: only(["edge-alarms-topic_policy"], "aws.us-east-1"),
  },
};
