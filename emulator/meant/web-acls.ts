import type { Environment } from "../../environments/schema";
import { webAcl } from "../../stacks/workload/web-acl";
import type { Things } from "../read-back/facts";
import { type WebAclFacts, webAclRuleName, type WebAclRuleFacts } from "../read-back/web-acls";

/** What the settings say of an environment's web ACLs: one for the public load balancer, one for CloudFront, or none. */
export function webAclsOf({ edge }: Environment, prefix: string): Things<WebAclFacts> {
  if (!edge.waf) return {};
  const facts = (scope: string, name: string): WebAclFacts => ({
    scope,
    otherwise: "allow",
    log: [`aws-waf-logs-${prefix}-${name}`],
    hidden: ["authorization", "cookie"],
  });
  return { [`${prefix}-alb-waf`]: facts("REGIONAL", "alb"), [`${prefix}-cdn-waf`]: facts("CLOUDFRONT", "cdn") };
}

/**
 * What the settings and the catalogue say of the rules of an environment's web ACLs.
 *
 * Those of the load balancer that judge by address leave requests from CloudFront to CloudFront's own web ACL.
 */
export function webAclRulesOf({ edge }: Environment, prefix: string): Things<WebAclRuleFacts> {
  if (!edge.waf) return {};
  const notByProxies = `not (by ${prefix}-alb-proxies)`;
  const limit = `above ${webAcl.rateLimit} in 300 s from one IP`;
  const elsewhere = `not (from ${webAcl.countries.toSorted().join(", ")})`;
  return {
    ...rulesOf(`${prefix}-alb-waf`, edge.wafCountOnly, {
      limit: `${limit}, ${notByProxies}`,
      elsewhere: `${elsewhere} and ${notByProxies}`,
    }),
    ...rulesOf(`${prefix}-cdn-waf`, edge.wafCountOnly, { limit, elsewhere }),
  };
}

/** The rules in the order in which they are tried. */
function rulesOf(
  name: string,
  countOnly: readonly string[],
  { limit, elsewhere }: { readonly limit: string; readonly elsewhere: string },
): Record<string, WebAclRuleFacts> {
  const inAll = (attack: string): string => ["AllQueryArguments", "UriPath", "Body"].map((field) => `${attack} in ${field}`).join(" or ");
  const rules = [
    ["ip-reputation", "AWS AWSManagedRulesAmazonIpReputationList"],
    ["rate-limit", limit],
    ["countries", elsewhere],
    ["known-bad-inputs", "AWS AWSManagedRulesKnownBadInputsRuleSet"],
    ["common", "AWS AWSManagedRulesCommonRuleSet"],
    ["sql-injection", inAll("SQL injection")],
    ["cross-site-scripting", inAll("cross-site scripting")],
  ] as const;
  return Object.fromEntries(
    rules.map(([rule, about], priority): [string, WebAclRuleFacts] => {
      const enforced = about.startsWith("AWS ") ? "none" : "block"; // a group's own rules say what they do
      const inside = countOnly.filter((entry) => entry.startsWith(`${rule}/`)).map((entry) => `, ${entry.slice(rule.length + 1)}: Count`);
      return [
        webAclRuleName(name, rule),
        { priority, action: countOnly.includes(rule) ? "count" : enforced, about: `${about}${inside.join("")}` },
      ];
    }),
  );
}
