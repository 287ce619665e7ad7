import type { Element } from "./model";
import { prefix as platformPrefix } from "./requirement";
import { at, type Value } from "./value";

/** Beginning of the names in the account's stack. */
const shared = `${platformPrefix}-shared`;

/** How resources of a type are named. */
export interface NameRule {
  /** Path of the name among the attributes. */
  readonly attribute: readonly string[];
  /** Longest name, in characters, that AWS takes. */
  readonly max: number;
  /** The names of a stack, by the beginning that all of its names have. */
  readonly pattern: (prefix: string) => RegExp;
}

const anything = "[a-z0-9]+(-[a-z0-9]+)*";

const beginning =
  (words: string) =>
  (prefix: string): RegExp =>
    new RegExp(`^${prefix}-(${words})$`);

const own = (max: number, words = anything, attribute = "name"): NameRule => ({ attribute: [attribute], max, pattern: beginning(words) });

/** For kinds whose name in the console is their tag `Name`. @see https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/Using_Tags.html */
const inConsole = (words = anything): NameRule => ({ attribute: ["tags", "Name"], max: 255, pattern: beginning(words) });

/** AWS services put their logs under beginnings of their own; the environment follows as a whole word. */
const logGroup: NameRule = {
  attribute: ["name"],
  max: 512,
  pattern: (prefix) => new RegExp(`^((/[a-z0-9-]+)+/|aws-waf-logs-)${prefix}[/-]${anything}(/${anything})*$`),
};

/** The account's number at the end makes a bucket's name unique in the world. */
const bucket: NameRule = { attribute: ["bucket"], max: 63, pattern: (prefix) => new RegExp(`^${prefix}-${anything}-ACCOUNT$`) };

/** The account's stack also makes the roles by which environments are planned and deployed, and their policies: these are named after the environments. */
const withDelivery =
  (rule: NameRule, words: string): NameRule["pattern"] =>
  (prefix) =>
    prefix === shared
      ? new RegExp(`${rule.pattern(prefix).source}|^${platformPrefix}-[a-z]+-(plan|deploy)${words}$`)
      : rule.pattern(prefix);

const role = own(64, `${anything}-role`);
const policy = own(128);

/** Lengths are those of each service's API reference. */
const rules: Readonly<Record<string, NameRule>> = {
  aws_vpc: inConsole("vpc"),
  aws_subnet: inConsole("(public|private|database)-subnet-[abc]"),
  aws_internet_gateway: inConsole("igw"),
  aws_eip: inConsole("nat-[abc]"),
  aws_nat_gateway: inConsole("nat-[abc]"),
  aws_route_table: inConsole("public-rt|private-rt-[abc]|database-rt"),
  aws_flow_log: inConsole("flow-log"),
  aws_vpc_endpoint: inConsole(`${anything}-endpoint`),
  aws_default_security_group: inConsole("default-sg"),
  aws_security_group: own(255, `${anything}-sg`),
  aws_vpc_security_group_ingress_rule: inConsole(`${anything}-from-${anything}-\\d+`),
  aws_vpc_security_group_egress_rule: inConsole(`${anything}-to-${anything}-\\d+`),
  aws_iam_role: { ...role, pattern: withDelivery(role, "") },
  aws_iam_service_linked_role: inConsole(`${anything}-role`),
  aws_iam_openid_connect_provider: inConsole(),
  aws_iam_role_policy: own(128),
  aws_iam_policy: { ...policy, pattern: withDelivery(policy, "-[a-z]+") },
  aws_kms_key: inConsole(),
  aws_kms_alias: { attribute: ["name"], max: 256, pattern: (prefix) => new RegExp(`^alias/${prefix}-${anything}$`) },
  aws_cloudwatch_log_group: logGroup,
  aws_ecr_repository: own(256),
  aws_ecs_cluster: own(255, "cluster"),
  aws_ecs_service: own(255),
  aws_ecs_task_definition: own(255, anything, "family"),
  aws_service_discovery_private_dns_namespace: { attribute: ["name"], max: 1024, pattern: (prefix) => new RegExp(`^${prefix}\\.local$`) },
  aws_appautoscaling_policy: own(256),
  aws_appautoscaling_target: inConsole(),
  aws_instance: inConsole(),
  aws_iam_instance_profile: own(128, `${anything}-profile`),
  aws_ebs_volume: inConsole(),
  aws_efs_file_system: inConsole(),
  aws_efs_access_point: inConsole(),
  aws_service_discovery_service: inConsole(),
  aws_secretsmanager_secret: own(512),
  aws_cloudformation_stack: own(128),
  aws_serverlessapplicationrepository_cloudformation_stack: own(128),
  aws_db_instance: own(63, anything, "identifier"),
  aws_db_parameter_group: own(255),
  aws_db_subnet_group: own(255, "db-subnet-group"),
  aws_db_event_subscription: own(255),
  aws_elasticache_replication_group: own(40, anything, "replication_group_id"),
  aws_elasticache_parameter_group: own(255),
  aws_elasticache_subnet_group: own(255),
  aws_elasticache_user_group: own(40, anything, "user_group_id"),
  aws_backup_vault: own(50),
  aws_backup_plan: own(50),
  aws_backup_selection: own(50),
  aws_budgets_budget: own(100, "budget"),
  aws_cloudwatch_dashboard: own(255, anything, "dashboard_name"),
  aws_cloudwatch_log_metric_filter: own(512),
  aws_cloudwatch_metric_alarm: own(255, anything, "alarm_name"),
  aws_sns_topic: own(256),
  aws_sfn_state_machine: own(80),
  aws_cloudwatch_event_rule: own(64),
  aws_s3_bucket: bucket,
  aws_lb: own(32, "alb|internal-alb"),
  aws_lb_target_group: own(32, `${anything}-tg`),
  aws_lb_listener: inConsole(),
  aws_lb_listener_rule: inConsole(),
  aws_acm_certificate: inConsole(),
  aws_route53_zone: inConsole(),
  aws_route53_health_check: inConsole(),
  aws_wafv2_web_acl: own(128),
  aws_wafv2_ip_set: own(128),
  aws_cloudfront_distribution: inConsole(),
  aws_cloudfront_cache_policy: own(128),
  aws_cloudfront_function: own(64),
  aws_cloudfront_origin_access_control: own(64),
  aws_cloudfront_response_headers_policy: own(128),
  aws_cloudwatch_log_delivery: inConsole(),
  aws_cloudwatch_log_delivery_destination: own(60),
  aws_cloudwatch_log_delivery_source: own(60),
  aws_cloudtrail: own(128),
  aws_config_configuration_recorder: own(256),
  aws_config_delivery_channel: own(256),
  aws_config_config_rule: own(128),
  aws_guardduty_detector: inConsole(),
  aws_accessanalyzer_analyzer: own(255, anything, "analyzer_name"),
};

/** Types whose `name` is no name of a resource, but what it is about: the host of a record, the recorder that is switched on. */
export const namedAfterOthers: ReadonlySet<string> = new Set(["aws_route53_record", "aws_config_configuration_recorder_status"]);

/** How a type is named; nothing for one of which nobody has thought. */
export function nameRuleOf(type: string): NameRule | undefined {
  return rules[type];
}

/** The name that a resource has besides its tag `Name`. */
export function ownNameOf({ type, values }: Element): Value | undefined {
  const rule = nameRuleOf(type);
  return rule === undefined || rule.attribute[0] === "tags" ? undefined : at(values, ...rule.attribute);
}
