import type { SettledTargets } from "../../../../review/contracts/targets";

/** What a secret is for, what it is called where it is rotated, and what makes the function that rotates it. */
const rotated = [
  ["app-cache", "redis-cache", "app-cache_user_credential_secret", "aws_cloudformation_stack"],
  ["blnk-cache", "redis-blnk", "blnk-cache_user_credential_secret", "aws_cloudformation_stack"],
  ["blnk-postgres", "postgres-blnk", "blnk-postgres_credential_secret", "aws_serverlessapplicationrepository_cloudformation_stack"],
  ["postgres", "postgres-primary", "postgres_credential_secret", "aws_serverlessapplicationrepository_cloudformation_stack"],
] as const;

/** Where references lead that could as well lead to a neighbour: sections 3, 5, 6 and 7 of the requirement. */
export const settledTargets: SettledTargets = {
  ...Object.fromEntries(
    rotated.flatMap(([store, name, secret, maker]) => [
      [`aws_cloudwatch_event_rule.redeployment_${name}-rotated event_pattern`, `aws_secretsmanager_secret.${secret}`],
      [`aws_secretsmanager_secret_rotation.${store}-rotation rotation_lambda_arn`, `${maker}.${store}-rotation-function`],
    ]),
  ),
  "aws_cloudfront_distribution default_cache_behavior.cache_policy_id": "aws_cloudfront_cache_policy.cdn_pages-cache",
  "aws_cloudfront_distribution ordered_cache_behavior[].cache_policy_id": "aws_cloudfront_cache_policy.cdn_static-cache",
  "aws_cloudfront_distribution origin[].domain_name": "aws_s3_bucket.frontend",
  "aws_cloudwatch_log_delivery_destination delivery_destination_configuration[].destination_resource_arn": "aws_s3_bucket.access-logs",
  "aws_db_instance monitoring_role_arn": "aws_iam_role.database-monitoring_role",
  "aws_ecs_cluster configuration.execute_command_configuration.log_configuration.cloud_watch_log_group_name":
    "aws_cloudwatch_log_group.cluster_exec-log-group",
  "aws_efs_mount_target security_groups[]": "aws_security_group.security_efs",
  "aws_instance subnet_id": "aws_subnet.network_private_a",
  "aws_lb access_logs.bucket": "aws_s3_bucket.access-logs",
  "aws_s3_bucket_logging target_bucket": "aws_s3_bucket.access-logs",
  "aws_sfn_state_machine role_arn": "aws_iam_role.redeployment_role",
  "aws_wafv2_web_acl_association resource_arn": "aws_lb.alb",
};
