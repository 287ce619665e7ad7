import { statefulTypes } from "../../../review/changes/losses";
import type { DangerName } from "../../../review/changes/danger";
import type { Value } from "../../../review/value";

/**
 * What has to be guarded: types, and values of each of their attributes, the safest first; each step to the next one is a loss. Written down a second
 * time from the documentation, so that a line which is lost in the tables of the review, or put into another order, is missed.
 *
 * @see https://registry.terraform.io/providers/hashicorp/aws/latest/docs
 */
export type Guarded = readonly (readonly [
  danger: DangerName,
  types: readonly string[],
  attributes: Readonly<Record<string, readonly (Value | undefined)[]>>,
])[];

const isOn = [true, false];
const isOff = [false, true];
const textOn = ["true", "false"];
const key = ["arn:aws:kms:eu-west-1:123456789012:key/one", undefined];
const cache = "aws_elasticache_replication_group";

export const guarded: Guarded = [
  ["store-exposed", ["aws_db_instance", "aws_rds_cluster_instance", "aws_redshift_cluster"], { publicly_accessible: isOff }],
  ["exposed", ["aws_instance"], { associate_public_ip_address: isOff }],
  ["exposed", ["aws_ecs_service"], { "network_configuration.assign_public_ip": isOff }],
  ["exposed", ["aws_subnet"], { map_public_ip_on_launch: isOff }],
  ["exposed", ["aws_lb"], { internal: isOn }],
  [
    "exposed",
    ["aws_s3_bucket_public_access_block", "aws_s3_account_public_access_block"],
    { block_public_acls: isOn, block_public_policy: isOn, ignore_public_acls: isOn, restrict_public_buckets: isOn },
  ],
  ["encryption-lost", ["aws_db_instance", "aws_rds_cluster"], { storage_encrypted: isOn, kms_key_id: key }],
  ["encryption-lost", ["aws_db_instance"], { performance_insights_kms_key_id: key }],
  ["encryption-lost", ["aws_ebs_volume", "aws_efs_file_system"], { encrypted: isOn, kms_key_id: key }],
  ["encryption-lost", ["aws_instance"], { "root_block_device.encrypted": isOn, "ebs_block_device.encrypted": isOn }],
  [
    "encryption-lost",
    [cache],
    {
      at_rest_encryption_enabled: textOn,
      transit_encryption_enabled: isOn,
      transit_encryption_mode: ["required", "preferred", undefined],
      kms_key_id: key,
    },
  ],
  ["encryption-lost", ["aws_backup_vault"], { kms_key_arn: key }],
  ["encryption-lost", ["aws_cloudwatch_log_group", "aws_secretsmanager_secret"], { kms_key_id: key }],
  ["encryption-lost", ["aws_sns_topic"], { kms_master_key_id: key }],
  ["encryption-lost", ["aws_sqs_queue"], { kms_master_key_id: key, sqs_managed_sse_enabled: isOn }],
  ["encryption-lost", ["aws_ecr_repository"], { "encryption_configuration.kms_key": key }],
  ["encryption-lost", ["aws_dynamodb_table"], { "server_side_encryption.kms_key_arn": key }],
  [
    "encryption-lost",
    ["aws_s3_bucket_server_side_encryption_configuration"],
    { "rule.apply_server_side_encryption_by_default.sse_algorithm": ["aws:kms:dsse", "aws:kms", "AES256", undefined] },
  ],
  ["encryption-lost", ["aws_ecs_task_definition"], { "volume.efs_volume_configuration.transit_encryption": ["ENABLED", "DISABLED"] }],
  [
    "encryption-lost",
    ["aws_lb_listener"],
    {
      protocol: ["HTTPS", "TLS", "HTTP"],
      ssl_policy: [
        "ELBSecurityPolicy-TLS13-1-3-2021-06",
        "ELBSecurityPolicy-TLS13-1-2-Res-2021-06",
        "ELBSecurityPolicy-TLS13-1-2-2021-06",
        "ELBSecurityPolicy-2016-08",
      ],
    },
  ],
  [
    "encryption-lost",
    ["aws_cloudfront_distribution"],
    {
      "default_cache_behavior.viewer_protocol_policy": ["https-only", "redirect-to-https", "allow-all"],
      "ordered_cache_behavior.viewer_protocol_policy": ["https-only", "redirect-to-https", "allow-all"],
      "viewer_certificate.minimum_protocol_version": [
        "TLSv1.3_2025",
        "TLSv1.2_2025",
        "TLSv1.2_2021",
        "TLSv1.2_2019",
        "TLSv1.2_2018",
        "TLSv1.1_2016",
      ],
      "origin.custom_origin_config.origin_protocol_policy": ["https-only", "match-viewer"],
    },
  ],
  ["encryption-lost", ["aws_kms_key"], { enable_key_rotation: isOn, is_enabled: isOn }],
  ["encryption-lost", ["aws_cloudtrail"], { enable_log_file_validation: isOn, kms_key_id: key }],
  ["protection-lost", ["aws_db_instance", "aws_kms_key", "aws_secretsmanager_secret"], { "lifecycle.prevent_destroy": isOn }],
  ["protection-lost", ["aws_db_instance", "aws_ebs_volume"], { "tags.BackupPolicy": ["daily", "weekly", "none"] }],
  [
    "protection-lost",
    ["aws_db_instance", "aws_rds_cluster"],
    {
      deletion_protection: isOn,
      backup_retention_period: [30, 7, 0],
      skip_final_snapshot: isOff,
      delete_automated_backups: isOff,
      copy_tags_to_snapshot: isOn,
    },
  ],
  [
    "protection-lost",
    ["aws_db_instance"],
    {
      multi_az: isOn,
      max_allocated_storage: [500, 100, undefined],
      iam_database_authentication_enabled: isOn,
      performance_insights_enabled: isOn,
    },
  ],
  ["protection-lost", ["aws_db_instance", "aws_rds_cluster"], { enabled_cloudwatch_logs_exports: [["postgresql"], []] }],
  ["protection-lost", ["aws_db_instance", "aws_rds_cluster", cache], { apply_immediately: isOff }],
  ["protection-lost", statefulTypes, { "lifecycle.replace_triggered_by": [undefined, ["aws_ecs_cluster.one"]] }],
  [
    "protection-lost",
    [cache],
    { automatic_failover_enabled: isOn, multi_az_enabled: isOn, num_cache_clusters: [3, 2, 1], snapshot_retention_limit: [30, 7, 0] },
  ],
  ["protection-lost", ["aws_secretsmanager_secret"], { recovery_window_in_days: [30, 7, 0] }],
  [
    "protection-lost",
    ["aws_secretsmanager_secret_rotation"],
    {
      "rotation_rules.schedule_expression": ["rate(8 hours)", "rate(1 day)", "rate(30 days)", "cron(0 4 1 * ? *)"],
      "rotation_rules.automatically_after_days": [7, 30, undefined],
    },
  ],
  ["protection-lost", ["aws_kms_key"], { deletion_window_in_days: [30, 7] }],
  ["protection-lost", ["aws_cloudwatch_log_group"], { retention_in_days: [0, 365, 30] }],
  ["protection-lost", ["aws_ebs_volume"], { final_snapshot: isOn }],
  ["protection-lost", ["aws_efs_backup_policy"], { "backup_policy.status": ["ENABLED", "DISABLED"] }],
  ["protection-lost", ["aws_s3_bucket", "aws_backup_vault"], { force_destroy: isOff }],
  [
    "protection-lost",
    ["aws_ecr_repository"],
    { force_delete: isOff, image_tag_mutability: ["IMMUTABLE", "MUTABLE"], "image_scanning_configuration.scan_on_push": isOn },
  ],
  ["protection-lost", ["aws_s3_bucket_versioning"], { "versioning_configuration.status": ["Enabled", "Suspended"] }],
  ["protection-lost", ["aws_backup_plan"], { "rule.lifecycle.delete_after": [365, 30] }],
  ["protection-lost", ["aws_lb"], { enable_deletion_protection: isOn, drop_invalid_header_fields: isOn, "access_logs.enabled": isOn }],
  ["protection-lost", ["aws_instance"], { disable_api_termination: isOn, "metadata_options.http_tokens": ["required", "optional"] }],
  [
    "protection-lost",
    ["aws_backup_selection"],
    { resources: [["arn:aws:rds:*:*:db:*", "arn:aws:ec2:*:*:volume/*"], ["arn:aws:ec2:*:*:volume/*"], []] },
  ],
  [
    "protection-lost",
    ["aws_cloudfront_distribution"],
    {
      web_acl_id: ["arn:aws:wafv2:us-east-1:123456789012:global/webacl/one", undefined],
      "default_cache_behavior.response_headers_policy_id": ["one", undefined],
      "ordered_cache_behavior.response_headers_policy_id": ["one", undefined],
    },
  ],
  [
    "protection-lost",
    ["aws_ecs_service"],
    {
      "deployment_circuit_breaker.enable": isOn,
      "deployment_circuit_breaker.rollback": isOn,
      deployment_minimum_healthy_percent: [undefined, 50, 0],
      enable_execute_command: isOff,
    },
  ],
  ["protection-lost", ["aws_appautoscaling_target"], { min_capacity: [3, 1, 0] }],
  [
    "protection-lost",
    ["aws_cloudwatch_metric_alarm"],
    { actions_enabled: [undefined, false], alarm_actions: [["one", "two"], ["one"], []] },
  ],
  ["protection-lost", ["aws_cloudwatch_event_rule"], { state: [undefined, "DISABLED"] }],
  ["protection-lost", ["aws_budgets_budget"], { "notification.threshold": [80, undefined] }],
  ["protection-lost", ["aws_flow_log"], { traffic_type: ["ALL", "REJECT"] }],
  [
    "protection-lost",
    ["aws_cloudtrail"],
    { enable_logging: [undefined, false], include_global_service_events: [undefined, false], is_multi_region_trail: isOn },
  ],
  ["protection-lost", ["aws_guardduty_detector"], { enable: [undefined, false] }],
  ["protection-lost", ["aws_config_configuration_recorder_status"], { is_enabled: isOn }],
  ["encryption-lost", ["aws_ebs_encryption_by_default"], { enabled: [undefined, false] }],
];

/** Resources that hold nothing themselves, and what is lost when they go while the resource stays for which they are there. */
export const watching: readonly (readonly [type: string, danger: DangerName])[] = [
  ["aws_s3_bucket_public_access_block", "exposed"],
  ["aws_s3_account_public_access_block", "exposed"],
  ["aws_s3_bucket_server_side_encryption_configuration", "encryption-lost"],
  ["aws_ebs_encryption_by_default", "encryption-lost"],
  ["aws_s3_bucket_versioning", "protection-lost"],
  ["aws_s3_bucket_policy", "protection-lost"],
  ["aws_secretsmanager_secret_policy", "protection-lost"],
  ["aws_secretsmanager_secret_rotation", "protection-lost"],
  ["aws_efs_backup_policy", "protection-lost"],
  ["aws_efs_file_system_policy", "protection-lost"],
  ["aws_s3_bucket_logging", "protection-lost"],
  ["aws_backup_plan", "protection-lost"],
  ["aws_backup_selection", "protection-lost"],
  ["aws_wafv2_web_acl", "protection-lost"],
  ["aws_wafv2_web_acl_association", "protection-lost"],
  ["aws_wafv2_web_acl_logging_configuration", "protection-lost"],
  ["aws_flow_log", "protection-lost"],
  ["aws_cloudtrail", "protection-lost"],
  ["aws_guardduty_detector", "protection-lost"],
  ["aws_config_configuration_recorder", "protection-lost"],
  ["aws_config_configuration_recorder_status", "protection-lost"],
  ["aws_config_delivery_channel", "protection-lost"],
  ["aws_config_config_rule", "protection-lost"],
  ["aws_accessanalyzer_analyzer", "protection-lost"],
  ["aws_cloudwatch_metric_alarm", "protection-lost"],
  ["aws_cloudwatch_composite_alarm", "protection-lost"],
  ["aws_cloudwatch_log_metric_filter", "protection-lost"],
  ["aws_cloudwatch_event_rule", "protection-lost"],
  ["aws_cloudwatch_event_target", "protection-lost"],
  ["aws_cloudwatch_log_delivery", "protection-lost"],
  ["aws_db_event_subscription", "protection-lost"],
  ["aws_sns_topic_subscription", "protection-lost"],
  ["aws_budgets_budget", "protection-lost"],
  ["aws_route53_health_check", "protection-lost"],
  ["aws_route53_query_log", "protection-lost"],
];
