import type { Wafv2WebAclRule } from "@cdktf/provider-aws/lib/wafv2-web-acl";

/** Keys of the rules, in the order in which they are tried. */
export const webAclRuleKeys = [
  "ip-reputation",
  "rate-limit",
  "countries",
  "known-bad-inputs",
  "common",
  "sql-injection",
  "cross-site-scripting",
] as const;

/** Key of a rule. */
export type WebAclRuleKey = (typeof webAclRuleKeys)[number];

/** Rules that are groups of AWS's own, with their names there. @see https://docs.aws.amazon.com/waf/latest/developerguide/aws-managed-rule-groups-list.html */
export const managedGroups = {
  "ip-reputation": "AWSManagedRulesAmazonIpReputationList",
  "known-bad-inputs": "AWSManagedRulesKnownBadInputsRuleSet",
  common: "AWSManagedRulesCommonRuleSet",
} as const satisfies Partial<Record<WebAclRuleKey, string>>;

export interface WebAclRulesProps {
  /** Beginning of the names of the rules' metrics. */
  readonly metricPrefix: string;
  /** Requests from one address in five minutes. */
  readonly rateLimit: number;
  /** Countries from which requests may come, by their codes in ISO 3166. */
  readonly countries: readonly string[];
  /** Rules that count what they would block: rules of ours by their key, or rules inside a group of AWS's, as `common/SizeRestrictions_BODY`. */
  readonly countOnly: readonly string[];
  /** ARN of a set of addresses of proxies that have already judged whom they call for. Default: none. */
  readonly proxiesArn?: string | undefined;
}

/** A statement as the provider takes it; the bindings do not know its shape. */
type Statement = Readonly<Record<string, unknown>>;

/** Where an attack by text can be. Of a body WAF sees the beginning, and judges by that. */
const inspected: readonly Statement[] = [{ all_query_arguments: {} }, { uri_path: {} }, { body: { oversize_handling: "CONTINUE" } }];

const decoded = [
  { priority: 0, type: "URL_DECODE" },
  { priority: 1, type: "HTML_ENTITY_DECODE" },
];

/**
 * The rules of a web ACL. With all of AWS's groups they take about 1250 of the 1500 units that one has.
 *
 * @see https://docs.aws.amazon.com/waf/latest/developerguide/aws-waf-capacity-units.html
 */
export function webAclRules(props: WebAclRulesProps): Wafv2WebAclRule[] {
  const own: Readonly<Record<Exclude<WebAclRuleKey, keyof typeof managedGroups>, Statement>> = {
    "rate-limit": rateLimit(props),
    countries: countries(props),
    "sql-injection": { or_statement: { statement: inspected.map((field) => ({ sqli_match_statement: match(field) })) } },
    "cross-site-scripting": { or_statement: { statement: inspected.map((field) => ({ xss_match_statement: match(field) })) } },
  };
  return webAclRuleKeys.map((key, priority): Wafv2WebAclRule => {
    const counts = props.countOnly.includes(key);
    return {
      name: key,
      priority,
      ...(isManaged(key)
        ? { overrideAction: counts ? { count: {} } : { none: {} }, statement: managed(key, props.countOnly) }
        : { action: counts ? { count: {} } : { block: {} }, statement: own[key] }),
      visibilityConfig: { cloudwatchMetricsEnabled: true, sampledRequestsEnabled: true, metricName: `${props.metricPrefix}-${key}` },
    };
  });
}

/** What is wrong with a list of rules that are to count only. */
export function problemsOfCountOnly(countOnly: readonly string[]): string[] {
  const known: readonly string[] = webAclRuleKeys;
  return countOnly.flatMap((entry) => {
    const [key = "", ...inside] = entry.split("/");
    if (!known.includes(key)) return [`no rule "${key}" to count only; there are ${known.join(", ")}`];
    return inside.length > 0 && !(key in managedGroups)
      ? [`no rules inside "${key}"; there are in ${Object.keys(managedGroups).join(", ")}`]
      : [];
  });
}

function isManaged(key: WebAclRuleKey): key is keyof typeof managedGroups {
  return key in managedGroups;
}

function managed(key: keyof typeof managedGroups, countOnly: readonly string[]): Statement {
  const counted = countOnly.filter((rule) => rule.startsWith(`${key}/`)).map((rule) => rule.slice(key.length + 1));
  return {
    managed_rule_group_statement: {
      vendor_name: "AWS",
      name: managedGroups[key],
      ...(counted.length === 0 ? {} : { rule_action_override: counted.map((name) => ({ name, action_to_use: { count: {} } })) }),
    },
  };
}

function rateLimit({ rateLimit: limit, proxiesArn }: WebAclRulesProps): Statement {
  const scope = proxiesArn === undefined ? {} : { scope_down_statement: notFrom(proxiesArn) };
  return { rate_based_statement: { limit, evaluation_window_sec: 300, aggregate_key_type: "IP", ...scope } };
}

function countries({ countries: allowed, proxiesArn }: WebAclRulesProps): Statement {
  const elsewhere = { not_statement: { statement: [{ geo_match_statement: { country_codes: [...allowed] } }] } };
  return proxiesArn === undefined ? elsewhere : { and_statement: { statement: [elsewhere, notFrom(proxiesArn)] } };
}

function notFrom(setArn: string): Statement {
  return { not_statement: { statement: [{ ip_set_reference_statement: { arn: setArn } }] } };
}

function match(field: Statement): Statement {
  return { field_to_match: field, text_transformation: decoded };
}
