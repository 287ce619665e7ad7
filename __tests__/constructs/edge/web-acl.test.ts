import { WebAcl, type WebAclProps } from "../../../constructs/edge/web-acl";
import { dataSources, render, resources, type StackJson, tags, testStack, type Values } from "../../support/stack";

const props: WebAclProps = {
  name: "alb",
  scope: "REGIONAL",
  rateLimit: 2000,
  countries: ["NG", "GH"],
  countOnly: [],
  kmsKeyArn: "arn:key",
  retentionDays: 30,
};

function build(more: Partial<WebAclProps> = {}): StackJson {
  const stack = testStack();
  new WebAcl(stack, "waf", { ...props, ...more }).protect("arn:load-balancer");
  return render(stack);
}

function rulesOf(json: StackJson): Values[] {
  return resources(json, "aws_wafv2_web_acl")["waf"]?.["rule"] as Values[];
}

const visibility = (metric: string): Values => ({ cloudwatch_metrics_enabled: true, sampled_requests_enabled: true, metric_name: metric });
const managed = (name: string): Values => ({ managed_rule_group_statement: { vendor_name: "AWS", name } });
const text = (match: string): Values => ({
  or_statement: {
    statement: [{ all_query_arguments: {} }, { uri_path: {} }, { body: { oversize_handling: "CONTINUE" } }].map((field) => ({
      [match]: {
        field_to_match: field,
        text_transformation: [
          { priority: 0, type: "URL_DECODE" },
          { priority: 1, type: "HTML_ENTITY_DECODE" },
        ],
      },
    })),
  },
});

describe("a web ACL", () => {
  test("lets in what no rule blocks", () => {
    const { rule, ...rest } = resources(build(), "aws_wafv2_web_acl")["waf"] ?? {};

    expect(rule).toHaveLength(7);
    expect(rest).toEqual({
      name: "ohi-test-alb-waf",
      description: "Judges requests to alb",
      scope: "REGIONAL",
      default_action: { allow: {} },
      visibility_config: visibility("ohi-test-alb-waf"),
      tags: tags({ Service: "waf", Name: "ohi-test-alb-waf" }),
    });
  });

  test("blocks by reputation, rate, country, and by what a request carries", () => {
    const rule = (name: string, priority: number, values: Values): Values => ({
      name,
      priority,
      ...values,
      visibility_config: visibility(`ohi-test-alb-waf-${name}`),
    });
    const none = { override_action: { none: {} } };
    const block = { action: { block: {} } };

    expect(rulesOf(build())).toEqual([
      rule("ip-reputation", 0, { ...none, statement: managed("AWSManagedRulesAmazonIpReputationList") }),
      rule("rate-limit", 1, {
        ...block,
        statement: { rate_based_statement: { limit: 2000, evaluation_window_sec: 300, aggregate_key_type: "IP" } },
      }),
      rule("countries", 2, {
        ...block,
        statement: { not_statement: { statement: [{ geo_match_statement: { country_codes: ["NG", "GH"] } }] } },
      }),
      rule("known-bad-inputs", 3, { ...none, statement: managed("AWSManagedRulesKnownBadInputsRuleSet") }),
      rule("common", 4, { ...none, statement: managed("AWSManagedRulesCommonRuleSet") }),
      rule("sql-injection", 5, { ...block, statement: text("sqli_match_statement") }),
      rule("cross-site-scripting", 6, { ...block, statement: text("xss_match_statement") }),
    ]);
  });

  test("only counts what it was told to count, a whole rule or one inside a group", () => {
    const [, limit, , , common, ...others] = rulesOf(build({ countOnly: ["rate-limit", "common", "common/SizeRestrictions_BODY"] }));

    expect(limit?.["action"]).toEqual({ count: {} });
    expect(common?.["override_action"]).toEqual({ count: {} });
    expect(common?.["statement"]).toEqual({
      managed_rule_group_statement: {
        vendor_name: "AWS",
        name: "AWSManagedRulesCommonRuleSet",
        rule_action_override: [{ name: "SizeRestrictions_BODY", action_to_use: { count: {} } }],
      },
    });
    expect(others.map(({ action }) => action)).toEqual([{ block: {} }, { block: {} }]);
  });

  test("refuses to count by a rule that it does not have", () => {
    expect(() => build({ countOnly: ["commn", "countries/NG"] })).toThrow(
      [
        "ohi-test/waf: 2 problems",
        '  no rule "commn" to count only; there are ip-reputation, rate-limit, countries, known-bad-inputs, common, sql-injection, cross-site-scripting',
        '  no rules inside "countries"; there are in ip-reputation, known-bad-inputs, common',
      ].join("\n"),
    );
  });

  test("judges requests of proxies by all but their addresses", () => {
    const json = build({ proxies: ["192.0.2.0/24"] });
    const [, limit, countries] = rulesOf(json);
    const notFromProxy = { not_statement: { statement: [{ ip_set_reference_statement: { arn: "${aws_wafv2_ip_set.waf_proxies.arn}" } }] } };

    expect(resources(json, "aws_wafv2_ip_set")).toEqual({
      waf_proxies: {
        name: "ohi-test-alb-proxies",
        description: "Proxies that have already judged whom they call for",
        scope: "REGIONAL",
        ip_address_version: "IPV4",
        addresses: ["192.0.2.0/24"],
        tags: tags({ Service: "waf", Name: "ohi-test-alb-proxies" }),
      },
    });
    expect(limit?.["statement"]).toEqual({
      rate_based_statement: { limit: 2000, evaluation_window_sec: 300, aggregate_key_type: "IP", scope_down_statement: notFromProxy },
    });
    expect(countries?.["statement"]).toEqual({
      and_statement: {
        statement: [{ not_statement: { statement: [{ geo_match_statement: { country_codes: ["NG", "GH"] } }] } }, notFromProxy],
      },
    });
  });

  test("protects a load balancer", () => {
    expect(resources(build(), "aws_wafv2_web_acl_association")).toEqual({
      waf_association: { web_acl_arn: "${aws_wafv2_web_acl.waf.arn}", resource_arn: "arn:load-balancer", timeouts: { create: "20m" } },
    });
  });

  test.each([
    { scope: "REGIONAL" as const, provider: {}, region: "eu-west-1" },
    { scope: "CLOUDFRONT" as const, provider: { provider: "aws.us-east-1" }, region: "us-east-1" },
  ])("of scope $scope logs to $region, without credentials", ({ scope, provider, region }) => {
    const json = build({ scope });

    expect(resources(json, "aws_cloudwatch_log_group")).toEqual({
      "waf_log-group": {
        ...provider,
        name: "aws-waf-logs-ohi-test-alb",
        kms_key_id: "arn:key",
        retention_in_days: 30,
        tags: tags({ Service: "waf", DataClassification: "confidential", Name: "aws-waf-logs-ohi-test-alb" }),
      },
    });
    expect(resources(json, "aws_wafv2_web_acl_logging_configuration")).toEqual({
      waf_logging: {
        ...provider,
        resource_arn: "${aws_wafv2_web_acl.waf.arn}",
        log_destination_configs: ["${aws_cloudwatch_log_group.waf_log-group.arn}"],
        redacted_fields: [{ single_header: { name: "authorization" } }, { single_header: { name: "cookie" } }],
        depends_on: ["aws_cloudwatch_log_resource_policy.waf_log-policy"],
      },
    });
    const account = "${data.aws_caller_identity.current.account_id}";
    expect(dataSources(json, "aws_iam_policy_document")["waf_log-policy_statements"]?.["statement"]).toEqual([
      expect.objectContaining({
        principals: [{ type: "Service", identifiers: ["delivery.logs.amazonaws.com"] }],
        condition: [
          { test: "StringEquals", variable: "aws:SourceAccount", values: [account] },
          { test: "ArnLike", variable: "aws:SourceArn", values: [`arn:aws:logs:${region}:${account}:*`] },
        ],
      }),
    ]);
  });

  test.each([
    ...["aws_wafv2_web_acl", "aws_wafv2_ip_set", "aws_wafv2_web_acl_logging_configuration"],
    ...["aws_cloudwatch_log_group", "aws_cloudwatch_log_resource_policy"],
  ])("for CloudFront is in its region with all that belongs to it: %s", (type) => {
    const made = Object.values(resources(build({ scope: "CLOUDFRONT", proxies: ["198.51.100.0/24"] }), type));

    expect(made.map(({ provider }) => provider)).toEqual(["aws.us-east-1"]);
    expect(made.map(({ scope = "CLOUDFRONT" }) => scope)).toEqual(["CLOUDFRONT"]);
  });
});
