import type { IConstruct } from "constructs";
import { PlatformStack } from "./platform-stack";
import { Refusal } from "./refusal";

interface Rule {
  /** Longest name, in characters, that AWS takes. */
  readonly max: number;
  readonly pattern: RegExp;
  /** The pattern, as a person would say it. */
  readonly allowed: string;
}

const hyphenated: Omit<Rule, "max"> = {
  pattern: /^[a-z][a-z0-9]*(-[a-z0-9]+)*$/,
  allowed: "lower-case letters, digits and single hyphens, beginning with a letter",
};

/** What AWS takes as a name, by the resource's own type. Sources: the API reference of each service. */
const rules = {
  aws_vpc: { max: 255, ...hyphenated },
  aws_subnet: { max: 255, ...hyphenated },
  aws_route_table: { max: 255, ...hyphenated },
  aws_internet_gateway: { max: 255, ...hyphenated },
  aws_nat_gateway: { max: 255, ...hyphenated },
  aws_eip: { max: 255, ...hyphenated },
  aws_flow_log: { max: 255, ...hyphenated },
  aws_vpc_endpoint: { max: 255, ...hyphenated },
  aws_security_group: { max: 255, ...hyphenated },
  aws_vpc_security_group_rule: { max: 255, ...hyphenated },
  aws_iam_role: { max: 64, ...hyphenated },
  aws_iam_service_linked_role: { max: 64, ...hyphenated },
  aws_iam_openid_connect_provider: { max: 255, ...hyphenated },
  aws_iam_policy: { max: 128, ...hyphenated },
  aws_kms_alias: { max: 250, ...hyphenated },
  aws_iam_instance_profile: { max: 128, ...hyphenated },
  aws_ecs_cluster: { max: 255, ...hyphenated },
  aws_ecs_service: { max: 255, ...hyphenated },
  aws_ecs_task_definition: { max: 255, ...hyphenated },
  aws_ecr_repository: { max: 256, ...hyphenated },
  aws_appautoscaling_target: { max: 256, ...hyphenated },
  aws_appautoscaling_policy: { max: 256, ...hyphenated },
  aws_service_discovery_service: { max: 64, ...hyphenated },
  aws_efs_file_system: { max: 64, ...hyphenated },
  aws_efs_access_point: { max: 64, ...hyphenated },
  aws_instance: { max: 255, ...hyphenated },
  aws_ebs_volume: { max: 255, ...hyphenated },
  aws_cloudwatch_log_metric_filter: { max: 512, ...hyphenated },
  aws_cloudwatch_event_rule: { max: 64, ...hyphenated },
  aws_sfn_state_machine: { max: 80, ...hyphenated },
  aws_secretsmanager_secret: { max: 512, ...hyphenated },
  aws_db_instance: { max: 63, ...hyphenated },
  aws_db_subnet_group: { max: 255, ...hyphenated },
  aws_db_parameter_group: { max: 255, ...hyphenated },
  aws_db_event_subscription: { max: 255, ...hyphenated },
  aws_elasticache_replication_group: { max: 40, ...hyphenated },
  aws_elasticache_subnet_group: { max: 255, ...hyphenated },
  aws_elasticache_parameter_group: { max: 255, ...hyphenated },
  aws_elasticache_user: { max: 40, ...hyphenated },
  aws_elasticache_user_group: { max: 40, ...hyphenated },
  aws_cloudformation_stack: { max: 128, ...hyphenated },
  aws_serverlessapplicationrepository_cloudformation_stack: { max: 128 - "serverlessrepo-".length, ...hyphenated }, // AWS puts this before it
  aws_lambda_function: { max: 64, ...hyphenated },
  aws_sns_topic: { max: 256, ...hyphenated },
  aws_backup_vault: { max: 50, ...hyphenated },
  aws_backup_plan: { max: 50, ...hyphenated },
  aws_backup_selection: { max: 50, ...hyphenated },
  aws_budgets_budget: { max: 100, ...hyphenated },
  aws_cloudwatch_dashboard: { max: 255, ...hyphenated },
  aws_cloudwatch_metric_alarm: { max: 255, ...hyphenated },
  aws_lb: { max: 32, ...hyphenated },
  aws_lb_target_group: { max: 32, ...hyphenated },
  aws_lb_listener: { max: 255, ...hyphenated },
  aws_lb_listener_rule: { max: 255, ...hyphenated },
  aws_s3_bucket: { max: 63 - "-123456789012".length, ...hyphenated }, // the account's id follows, see `bucketNameOf`
  aws_wafv2_web_acl: { max: 128, ...hyphenated },
  aws_wafv2_ip_set: { max: 128, ...hyphenated },
  aws_cloudfront_distribution: { max: 255, ...hyphenated },
  aws_cloudfront_origin_access_control: { max: 64, ...hyphenated },
  aws_cloudfront_cache_policy: { max: 128, ...hyphenated },
  aws_cloudfront_response_headers_policy: { max: 128, ...hyphenated },
  aws_cloudfront_function: { max: 64, ...hyphenated },
  aws_cloudwatch_log_delivery_source: { max: 60, ...hyphenated },
  aws_cloudwatch_log_delivery_destination: { max: 60, ...hyphenated },
  aws_cloudwatch_log_delivery: { max: 255, ...hyphenated },
  aws_cloudwatch_log_resource_policy: { max: 255, ...hyphenated },
  aws_route53_zone: { max: 255, ...hyphenated },
  aws_route53_health_check: { max: 255, ...hyphenated },
  aws_acm_certificate: { max: 255, ...hyphenated },
  aws_cloudtrail: { max: 128, ...hyphenated },
  aws_config_configuration_recorder: { max: 256, ...hyphenated },
  aws_config_delivery_channel: { max: 256, ...hyphenated },
  aws_config_config_rule: { max: 128, ...hyphenated },
  aws_guardduty_detector: { max: 255, ...hyphenated },
  aws_accessanalyzer_analyzer: { max: 255, ...hyphenated },
} as const satisfies Record<string, Rule>;

/** A kind of AWS resource that has a name. */
export type NamedKind = keyof typeof rules;

/**
 * The name of a resource: the stack's prefix, then the given words, with hyphens between: `ohi-dev-nat-a`.
 *
 * @param scope any construct in the stack.
 * @throws Refusal naming the construct, the name and what AWS allows for its kind.
 */
export function nameOf(scope: IConstruct, kind: NamedKind, ...words: readonly string[]): string {
  const name = [PlatformStack.of(scope).namePrefix, ...words].join("-");
  const { max, pattern, allowed }: Rule = rules[kind];
  const problems = [
    ...(name.length > max ? [`name "${name}" of ${kind} has ${name.length} characters; allowed are ${max}`] : []),
    ...(pattern.test(name) ? [] : [`name "${name}" of ${kind}; allowed are ${allowed}`]),
  ];
  if (problems.length > 0) throw new Refusal(scope.node.path, problems);
  return name;
}

/**
 * The name of a bucket: as `nameOf`, with the account's id behind it, since no two buckets of the world may share one.
 *
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucketnamingrules.html
 */
export function bucketNameOf(scope: IConstruct, ...words: readonly string[]): string {
  return `${nameOf(scope, "aws_s3_bucket", ...words)}-${PlatformStack.of(scope).accountId}`;
}
