import { statefulTypes } from "../losses";
import { asOften, atLeast, byDefault, type Guard, off, on, onByDefault, oneOf, present } from "./guard";

const databases = ["aws_db_instance", "aws_rds_cluster"];
const cache = ["aws_elasticache_replication_group"];

const guard = (types: readonly string[], path: string, safe: Guard["safe"], lost: string): Guard => {
  return { types, path, safe, danger: "protection-lost", lost };
};

/** Attributes that keep something from being lost, or bring it back. */
export const protectionGuards: readonly Guard[] = [
  guard([], "lifecycle.prevent_destroy", on, "a plan that deletes it is not refused any more"),
  guard(
    statefulTypes,
    "lifecycle.replace_triggered_by",
    off,
    "it is replaced, with all that it holds, when something else is replaced or changed",
  ),
  guard(databases, "deletion_protection", on, "anybody who may delete databases can delete it with one call"),
  guard(databases, "backup_retention_period", atLeast(0), "it can be brought back only to a shorter past"),
  guard(databases, "skip_final_snapshot", off, "nothing of it remains when it is deleted"),
  guard(databases, "delete_automated_backups", oneOf("false"), "its backups go with it when it is deleted"),
  guard(databases, "copy_tags_to_snapshot", on, "its snapshots do not say what they are"),
  guard(["aws_db_instance"], "multi_az", on, "when its zone fails, so does the database"),
  guard(["aws_db_instance"], "max_allocated_storage", atLeast(0), "its disk grows less, and a full one stops the database"),
  guard(["aws_db_instance"], "iam_database_authentication_enabled", on, "programs that log in by their role are refused"),
  guard(["aws_db_instance"], "performance_insights_enabled", on, "nobody can tell which query was slow"),
  guard(databases, "enabled_cloudwatch_logs_exports", present, "nobody can read this log of it any more"),
  guard([...databases, ...cache], "apply_immediately", off, "a change that restarts it does so in the middle of the day"),
  guard(cache, "automatic_failover_enabled", on, "when its node fails, so does the cache"),
  guard(cache, "multi_az_enabled", on, "when its zone fails, so does the cache"),
  guard(cache, "num_cache_clusters", atLeast(1), "there are fewer nodes to take over"),
  guard(cache, "snapshot_retention_limit", atLeast(0), "it can be brought back only to a shorter past"),
  guard(["aws_secretsmanager_secret"], "recovery_window_in_days", atLeast(30), "a deleted secret can be brought back for a shorter time"),
  ...["schedule_expression", "automatically_after_days"].map((rule) =>
    guard(["aws_secretsmanager_secret_rotation"], `rotation_rules.${rule}`, asOften, "the credential stays the same for longer"),
  ),
  guard(["aws_kms_key"], "deletion_window_in_days", atLeast(30), "a deleted key can be brought back for a shorter time"),
  // Without a number of days, or with 0, events are kept for ever.
  guard(["aws_cloudwatch_log_group"], "retention_in_days", atLeast(Number.POSITIVE_INFINITY), "older events are deleted"),
  guard(["aws_ebs_volume"], "final_snapshot", on, "nothing of it remains when it is deleted"),
  guard(["aws_efs_backup_policy"], "backup_policy.status", oneOf("ENABLED"), "its files are not backed up every day"),
  guard(["aws_s3_bucket", "aws_backup_vault"], "force_destroy", off, "it is deleted with all that it holds"),
  guard(["aws_ecr_repository"], "force_delete", off, "it is deleted with all images that it holds"),
  guard(["aws_ecr_repository"], "image_tag_mutability", oneOf("IMMUTABLE"), "an image can change behind its tag"),
  guard(["aws_ecr_repository"], "image_scanning_configuration.scan_on_push", on, "nobody looks for known holes in an image"),
  guard(
    ["aws_s3_bucket_versioning"],
    "versioning_configuration.status",
    oneOf("Enabled"),
    "an object that is overwritten or deleted is gone",
  ),
  guard(["aws_backup_plan"], "rule.lifecycle.delete_after", atLeast(Number.POSITIVE_INFINITY), "copies are deleted sooner"),
  guard(["aws_backup_selection"], "resources", present, "there are kinds of resources that are not backed up any more"),
  guard(["aws_lb"], "enable_deletion_protection", on, "anybody who may delete load balancers can delete it with one call"),
  guard(["aws_lb"], "drop_invalid_header_fields", on, "malformed headers reach the programs"),
  guard(["aws_lb"], "access_logs.enabled", on, "nobody can tell who called"),
  guard(["aws_cloudfront_distribution"], "web_acl_id", present, "attacks reach what it stood before"),
  ...["default_cache_behavior", "ordered_cache_behavior"].map((behavior) =>
    guard(
      ["aws_cloudfront_distribution"],
      `${behavior}.response_headers_policy_id`,
      present,
      "browsers are not told any more what a page may do",
    ),
  ),
  guard(["aws_ecs_service"], "deployment_circuit_breaker.enable", on, "tasks that do not come up are started again and again"),
  guard(["aws_ecs_service"], "deployment_circuit_breaker.rollback", on, "after a release that fails nothing brings the one before back"),
  guard(["aws_ecs_service"], "deployment_minimum_healthy_percent", atLeast(100), "fewer tasks answer during a release"),
  guard(["aws_ecs_service"], "enable_execute_command", off, "whoever may run commands in tasks gets a shell in it"),
  guard(["aws_appautoscaling_target"], "min_capacity", atLeast(0), "there are fewer tasks to take over"),
  guard(["aws_cloudwatch_metric_alarm"], "actions_enabled", onByDefault, "nobody is told when it sounds"),
  guard(["aws_cloudwatch_metric_alarm"], "alarm_actions", present, "fewer are told when it sounds"),
  guard(["aws_cloudwatch_event_rule"], "state", byDefault("ENABLED"), "nobody is told, and nothing is done, when it happens"),
  guard(["aws_budgets_budget"], "notification.threshold", present, "nobody is told of what it costs"),
  guard(["aws_flow_log"], "traffic_type", oneOf("ALL"), "nobody can tell who connected to whom"),
  guard(["aws_cloudtrail"], "enable_logging", onByDefault, "nobody can tell who did what"),
  guard(["aws_cloudtrail"], "include_global_service_events", onByDefault, "nobody can tell who changed roles and users"),
  guard(["aws_cloudtrail"], "is_multi_region_trail", on, "nobody can tell who did what in other regions"),
  guard(["aws_guardduty_detector"], "enable", onByDefault, "nobody looks for intruders"),
  guard(["aws_config_configuration_recorder_status"], "is_enabled", on, "nobody records how the account was changed"),
  guard(["aws_instance"], "disable_api_termination", on, "anybody who may end hosts can end it with one call"),
  guard(
    ["aws_instance"],
    "metadata_options.http_tokens",
    oneOf("required"),
    "a program that can be made to call an address gives away the host's role",
  ),
  guard(
    [],
    "tags.BackupPolicy",
    oneOf("daily", "weekly"),
    "the backup plans select by this tag: it is backed up less often, or not at all",
  ),
];
