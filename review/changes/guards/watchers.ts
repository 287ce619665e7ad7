import { type Change, changeOf } from "../change";
import { type Comparison, resourcePairs } from "../comparison";
import type { DangerName } from "../danger";

interface Watcher {
  readonly danger: DangerName;
  /** What is lost with it, as a sentence without a full stop. */
  readonly lost: string;
}

const protection = (lost: string): Watcher => ({ danger: "protection-lost", lost });

/** Resources that hold nothing themselves, and protect or watch another one. */
export const watchers: Readonly<Record<string, Watcher>> = {
  aws_s3_bucket_public_access_block: { danger: "exposed", lost: "a policy or an access list can open the bucket to everybody" },
  aws_s3_account_public_access_block: { danger: "exposed", lost: "a policy or an access list can open any bucket to everybody" },
  aws_s3_bucket_server_side_encryption_configuration: { danger: "encryption-lost", lost: "objects are encrypted with a key of AWS" },
  aws_ebs_encryption_by_default: { danger: "encryption-lost", lost: "a new disk is encrypted only when somebody asks for it" },
  aws_s3_bucket_versioning: protection("an object that is overwritten or deleted is gone"),
  aws_s3_bucket_policy: protection("the bucket takes calls without TLS, and whatever else the policy denied"),
  aws_secretsmanager_secret_policy: protection("nobody is denied the secret by it any more"),
  aws_secretsmanager_secret_rotation: protection("the credential stays the same for ever"),
  aws_efs_backup_policy: protection("files are not backed up every day"),
  aws_efs_file_system_policy: protection("the file system takes calls without TLS, and whatever else the policy denied"),
  aws_s3_bucket_logging: protection("nobody can tell who asked for what"),
  aws_backup_plan: protection("what it selected is not backed up any more"),
  aws_backup_selection: protection("what it selected is not backed up any more"),
  aws_wafv2_web_acl: protection("attacks reach what it stood before"),
  aws_wafv2_web_acl_association: protection("attacks reach what it stood before"),
  aws_wafv2_web_acl_logging_configuration: protection("nobody can tell what was blocked"),
  aws_flow_log: protection("nobody can tell who connected to whom"),
  aws_cloudtrail: protection("nobody can tell who did what"),
  aws_guardduty_detector: protection("nobody looks for intruders"),
  aws_config_configuration_recorder: protection("nobody records how the account was changed"),
  aws_config_configuration_recorder_status: protection("nobody records how the account was changed"),
  aws_config_delivery_channel: protection("nobody can read how the account was changed"),
  aws_config_config_rule: protection("nobody checks what the rule checked"),
  aws_accessanalyzer_analyzer: protection("nobody looks for what strangers may use"),
  aws_cloudwatch_metric_alarm: protection("nobody is told when it would have sounded"),
  aws_cloudwatch_composite_alarm: protection("nobody is told when it would have sounded"),
  aws_cloudwatch_log_metric_filter: protection("alarms do not see any more what it counted"),
  aws_cloudwatch_event_rule: protection("nobody is told, and nothing is done, when it happens"),
  aws_cloudwatch_event_target: protection("one less is told, or does something, when it happens"),
  aws_cloudwatch_log_delivery: protection("nobody can tell who called"),
  aws_db_event_subscription: protection("nobody is told what happens to databases"),
  aws_sns_topic_subscription: protection("one less is told of alarms"),
  aws_budgets_budget: protection("nobody is told of what it costs"),
  aws_route53_health_check: protection("nobody is told when the name does not answer"),
  aws_route53_query_log: protection("nobody can tell who asked for which name"),
};

/** What protected or watched another resource, and is deleted while that stays. */
export function lostWatchers(comparison: Comparison): Change[] {
  return resourcePairs(comparison).flatMap(({ type, fate, address }) => {
    const watcher = fate === "deleted" ? watchers[type] : undefined;
    return watcher === undefined
      ? []
      : [changeOf(comparison, { danger: watcher.danger, address, what: `${address} is deleted`, why: watcher.lost })];
  });
}
