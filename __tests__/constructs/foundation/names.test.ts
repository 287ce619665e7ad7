import { Construct } from "constructs";
import { type NamedKind, nameOf } from "../../../constructs/foundation/names";
import { testStack } from "../../support/stack";

/** How many characters AWS takes, by its API reference. */
const limits: Readonly<Record<number, readonly NamedKind[]>> = {
  32: ["aws_lb", "aws_lb_target_group"],
  40: ["aws_elasticache_replication_group", "aws_elasticache_user", "aws_elasticache_user_group"],
  50: ["aws_backup_plan", "aws_backup_selection", "aws_backup_vault", "aws_s3_bucket"], // a bucket's is 63, and the account's id follows
  60: ["aws_cloudwatch_log_delivery_destination", "aws_cloudwatch_log_delivery_source"],
  63: ["aws_db_instance"],
  64: [
    ...(["aws_cloudfront_function", "aws_cloudfront_origin_access_control", "aws_cloudwatch_event_rule"] as const),
    ...(["aws_efs_access_point", "aws_efs_file_system", "aws_iam_role", "aws_iam_service_linked_role"] as const),
    ...(["aws_lambda_function", "aws_service_discovery_service"] as const),
  ],
  80: ["aws_sfn_state_machine"],
  100: ["aws_budgets_budget"],
  113: ["aws_serverlessapplicationrepository_cloudformation_stack"],
  128: [
    ...(["aws_cloudformation_stack", "aws_cloudfront_cache_policy", "aws_cloudfront_response_headers_policy", "aws_cloudtrail"] as const),
    ...(["aws_config_config_rule", "aws_iam_instance_profile", "aws_iam_policy", "aws_wafv2_ip_set", "aws_wafv2_web_acl"] as const),
  ],
  250: ["aws_kms_alias"], // an alias has 256, and "alias/" is before it
  255: [
    ...(["aws_accessanalyzer_analyzer", "aws_acm_certificate", "aws_cloudfront_distribution", "aws_cloudwatch_dashboard"] as const),
    ...(["aws_cloudwatch_log_delivery", "aws_cloudwatch_log_resource_policy", "aws_cloudwatch_metric_alarm"] as const),
    ...(["aws_db_event_subscription", "aws_db_parameter_group", "aws_db_subnet_group", "aws_ebs_volume", "aws_ecs_cluster"] as const),
    ...(["aws_ecs_service", "aws_ecs_task_definition", "aws_eip", "aws_elasticache_parameter_group"] as const),
    ...(["aws_elasticache_subnet_group", "aws_flow_log", "aws_guardduty_detector", "aws_iam_openid_connect_provider"] as const),
    ...(["aws_instance", "aws_internet_gateway", "aws_lb_listener", "aws_lb_listener_rule", "aws_nat_gateway"] as const),
    ...(["aws_route53_health_check", "aws_route53_zone", "aws_route_table", "aws_security_group", "aws_subnet", "aws_vpc"] as const),
    ...(["aws_vpc_endpoint", "aws_vpc_security_group_rule"] as const),
  ],
  256: [
    ...(["aws_appautoscaling_policy", "aws_appautoscaling_target", "aws_config_configuration_recorder"] as const),
    ...(["aws_config_delivery_channel", "aws_ecr_repository", "aws_sns_topic"] as const),
  ],
  512: ["aws_cloudwatch_log_metric_filter", "aws_secretsmanager_secret"],
};
const limited = Object.entries(limits).flatMap(([limit, kinds]) => kinds.map((kind) => [kind, Number(limit)] as const));

describe("a name", () => {
  test.each(limited)("of %s has at most %i characters", (kind, limit) => {
    const word = (length: number): string => "x".repeat(length - "ohi-test-".length);

    expect(nameOf(testStack(), kind, word(limit))).toHaveLength(limit);
    expect(() => nameOf(testStack(), kind, word(limit + 1))).toThrow(`has ${limit + 1} characters; allowed are ${limit}`);
  });

  test("is the stack's prefix and the given words", () => {
    const name = nameOf(new Construct(testStack(), "network"), "aws_nat_gateway", "nat", "a");

    expect(name).toBe("ohi-test-nat-a");
  });

  test("of one character more is refused with its length and the limit", () => {
    const scope = new Construct(testStack(), "role");

    expect(() => nameOf(scope, "aws_iam_role", "x".repeat(65 - "ohi-test-".length))).toThrow(
      /ohi-test\/role: 1 problem\n {2}name "ohi-test-x+" of aws_iam_role has 65 characters; allowed are 64/,
    );
  });

  test.each(["Upper", "under_score", "double--hyphen", "end-", "", "with space", "dot.ted"])(
    "with the word %j is refused with what is allowed",
    (word) => {
      expect(() => nameOf(testStack(), "aws_vpc", word)).toThrow(
        /allowed are lower-case letters, digits and single hyphens, beginning with a letter/,
      );
    },
  );

  test("with several problems is refused with all of them", () => {
    expect(() => nameOf(testStack(), "aws_iam_role", "X".repeat(80))).toThrow(/2 problems/);
  });

  test("outside a platform stack cannot be made", () => {
    expect(() => nameOf(new Construct(undefined as unknown as Construct, ""), "aws_vpc", "vpc")).toThrow("No stack could be identified");
  });
});
