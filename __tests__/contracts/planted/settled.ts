import { bugsFor, type PlantedBug } from "./planted-bug";

const balancer = "aws_lb.alb";
const repository = "aws_ecr_lifecycle_policy.images_api_lifecycle";
const cpu = "aws_cloudwatch_metric_alarm.alarms_api-service-cpu";
const tasks = "aws_cloudwatch_metric_alarm.alarms_api-service-tasks";
const target = "aws_cloudwatch_event_target.task-stopped_target";
const group = "aws_cloudwatch_log_group.network_flow-logs_log-group";

/** Values that mean what nobody settled on. */
export const settledBugs: readonly PlantedBug[] = [
  ...bugsFor("settled-attributes", [
    ["headers that are not valid and pass", balancer, (draft) => draft.set(balancer, { drop_invalid_header_fields: false })],
    ["a protection that AWS's default would take away", balancer, (draft) => draft.set(balancer, { enable_http2: undefined })],
    ["an attribute of which nobody thought", balancer, (draft) => draft.set(balancer, { xff_header_processing_mode: "preserve" })],
    [
      "a load balancer that is open where the other one is",
      "aws_lb.internal-alb",
      (draft) => draft.set("aws_lb.internal-alb", { internal: false }),
    ],
    ["production's retention", group, (draft) => draft.set(group, { retention_in_days: 365 })],
    ["another kind of thing", group, (draft) => draft.set(group, { kms_key_id: "${aws_sns_topic.events.arn}" })],
    [
      "an allowed value in the place of a reference",
      "aws_sns_topic.cache-events",
      (draft) => draft.set("aws_sns_topic.cache-events", { kms_master_key_id: "alias/aws/sns" }),
    ],
    ["an alarm that sounds at another limit", cpu, (draft) => draft.set(cpu, { threshold: 86 })],
    ["an alarm that sounds later", cpu, (draft) => draft.set(cpu, { evaluation_periods: 4 })],
    ["an alarm that does not sound when nothing is measured", tasks, (draft) => draft.set(tasks, { treat_missing_data: "notBreaching" })],
    ["an alarm on the least of what runs", tasks, (draft) => draft.set(tasks, { statistic: "Minimum" })],
    ["an alarm that nobody asked for", "aws_cloudwatch_metric_alarm.alarms_another", (draft) => draft.copy(cpu, "alarms_another")],
    ["a message that says nothing of the reason", target, (draft) => draft.set(target, { input_transformer: { input_paths: {} } })],
    ["a number in a policy that is a text", repository, (draft) => draft.set(repository, { policy: '{"rules":[]}' })],
  ]),
  ...bugsFor("nearest-relatives", [
    [
      "a policy of another one's role",
      "aws_iam_role_policy.redeployment_role_policy",
      (draft) => draft.set("aws_iam_role_policy.redeployment_role_policy", { role: "${aws_iam_role.redeployment_starter.id}" }),
    ],
    [
      "a bucket with another one's policy",
      "aws_s3_bucket_policy.frontend_policy",
      (draft) => draft.set("aws_s3_bucket_policy.frontend_policy", { bucket: "${aws_s3_bucket.access-logs.id}" }),
    ],
    [
      "a service under another one's name",
      "aws_ecs_service.services_graphql",
      (draft) =>
        draft.set("aws_ecs_service.services_graphql", {
          service_registries: { registry_arn: "${aws_service_discovery_service.directory_api.arn}" },
        }),
    ],
  ]),
  ...bugsFor("companions", [
    [
      "images that are kept for ever",
      "aws_ecr_repository.images_api",
      (draft) => draft.drop("aws_ecr_lifecycle_policy.images_api_lifecycle"),
    ],
    [
      "a backup plan that selects nothing",
      "aws_backup_plan.backup_daily",
      (draft) => draft.drop("aws_backup_selection.backup_daily-selection"),
    ],
    [
      "a web ACL that no distribution has",
      "aws_wafv2_web_acl.cdn-waf",
      (draft) =>
        draft
          .add("aws_wafv2_web_acl.cdn-waf", { scope: "CLOUDFRONT" })
          .add("aws_wafv2_web_acl_logging_configuration.cdn-waf_logging", { resource_arn: "${aws_wafv2_web_acl.cdn-waf.arn}" }),
    ],
    [
      "a volume that no host has",
      "aws_ebs_volume.clickhouse_data",
      (draft) => draft.drop("aws_volume_attachment.clickhouse_data-attachment"),
    ],
    [
      "a rotation after which nothing happens",
      "aws_cloudwatch_event_rule.redeployment_redis-cache-rotated",
      (draft) => draft.drop("aws_cloudwatch_event_target.redeployment_redis-cache-readers"),
    ],
    [
      "files of which the backups are at AWS's choice",
      "aws_efs_file_system.files",
      (draft) => draft.drop("aws_efs_backup_policy.files_automatic-backup"),
    ],
    [
      "a bucket that never forgets",
      "aws_s3_bucket.frontend",
      (draft) => draft.drop("aws_s3_bucket_lifecycle_configuration.frontend_lifecycle"),
    ],
    [
      "a database of which nobody is told anything",
      "aws_db_instance.blnk-postgres",
      (draft) => draft.set("aws_db_event_subscription.database-events", { source_ids: ["${aws_db_instance.postgres.identifier}"] }),
    ],
    ["a port that no longer redirects", "aws_lb.alb", (draft) => draft.drop("aws_lb_listener.alb_http")],
    ["certificates from anybody", "aws_route53_zone.dns", (draft) => draft.drop("aws_route53_record.dns_caa")],
    ["a zone from which no directory can be reached", "aws_efs_file_system.files", (draft) => draft.drop("aws_efs_mount_target.files_c")],
    [
      "a log of queries that nobody writes",
      "aws_cloudwatch_log_group.query-log_log-group",
      (draft) => draft.add("aws_cloudwatch_log_group.query-log_log-group", { name: "/aws/route53/ohi-dev/queries" }),
    ],
    [
      "hosts that nobody asks, beside one that is asked",
      "aws_route53_record.dns_api-a",
      (draft) => draft.add("aws_route53_health_check.site", { fqdn: "dev.ohealth-ng.com" }),
    ],
  ]),
  ...bugsFor("settled-statements", [
    [
      "an action more",
      "data.aws_iam_policy_document.key_policy",
      (draft) => draft.setStatement("key_policy", "AccountAdministersKey", { actions: ["kms:*"] }),
    ],
    [
      "a condition less",
      "data.aws_iam_policy_document.cache-events_publishers",
      (draft) => draft.setStatement("cache-events_publishers", "ElastiCachePublishes", { condition: [] }),
    ],
    [
      "mail from any address, as a boundary lets it through",
      "data.aws_iam_policy_document.services_provider-api_task_roles_task_grants",
      (draft) => draft.setStatement("services_provider-api_task_roles_task_grants", "SendMail", { condition: [] }),
    ],
    [
      "a denial that is gone",
      "data.aws_iam_policy_document.frontend_statements",
      (draft) => draft.setStatement("frontend_statements", "TlsOnly", { sid: "DistributionReadsFiles" }),
    ],
    [
      "a policy that nobody has",
      "data.aws_iam_policy_document.redeployment_role_grants",
      (draft) => draft.drop("aws_iam_role_policy.redeployment_role_policy"),
    ],
  ]),
  ...bugsFor("targets", [
    [
      "a service in the group of another one",
      "aws_ecs_service.services_graphql",
      (draft) =>
        draft.setBlock(["resource", "aws_ecs_service", "services_graphql", "network_configuration"], {
          security_groups: ["${aws_security_group.security_api.id}", "${aws_security_group.security_ecs-tasks.id}"],
        }),
    ],
    [
      "a service in its own group and in another one's",
      "aws_ecs_service.services_graphql",
      (draft) =>
        draft.setBlock(["resource", "aws_ecs_service", "services_graphql", "network_configuration"], {
          security_groups: ["graphql", "ecs-tasks", "api"].map((name) => `\${aws_security_group.security_${name}.id}`),
        }),
    ],
    [
      "logs of a bucket in itself",
      "aws_s3_bucket_logging.frontend_access-log",
      (draft) => draft.set("aws_s3_bucket_logging.frontend_access-log", { target_bucket: "${aws_s3_bucket.frontend.id}" }),
    ],
    [
      "two subnets that are one",
      balancer,
      (draft) => draft.set(balancer, { subnets: ["${aws_subnet.network_public_a.id}", "${aws_subnet.network_public_a.id}"] }),
    ],
    [
      "a name of one load balancer with the zone of another one",
      "aws_route53_record.dns_api-a",
      (draft) =>
        draft.set("aws_route53_record.dns_api-a", {
          alias: { name: "${aws_lb.alb.dns_name}", zone_id: "${aws_lb.internal-alb.zone_id}", evaluate_target_health: true },
        }),
    ],
    [
      "a rotation by another database's function",
      "aws_secretsmanager_secret_rotation.postgres-rotation",
      (draft) =>
        draft.set("aws_secretsmanager_secret_rotation.postgres-rotation", {
          rotation_lambda_arn:
            '${aws_serverlessapplicationrepository_cloudformation_stack.blnk-postgres-rotation-function.outputs["RotationLambdaARN"]}',
        }),
    ],
    [
      "a key of another region",
      group,
      (draft) => draft.copy("aws_kms_key.key", "edge", { provider: "aws.us-east-1" }).set(group, { kms_key_id: "${aws_kms_key.edge.arn}" }),
    ],
  ]),
];
