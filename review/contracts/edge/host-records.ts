import { stackContract } from "../../contract";
import type { Finding, Reporter } from "../../finding";
import { aliasesOf, customOrigins, hostsOfRule, loadBalancerOf, rulesOf, viewerNames } from "../../hosting";
import { duplicates } from "../../group-by";
import type { Element, StackModel } from "../../model";
import { domainOf, environmentOf } from "../../requirement";
import { listOf, at, show, textAt } from "../../value";

/**
 * Every name that is served has a record that leads to what serves it, in the environment's own zone; and no record leads anywhere else.
 *
 * @see https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/resource-record-sets-choosing-alias-non-alias.html
 */
export const hostRecords = stackContract(
  "host-records",
  "every name that is served leads to what serves it, by a record in the environment's own zone",
  (stack, report) => [
    ...stack
      .ofType("aws_lb_listener")
      .flatMap((listener) =>
        rulesOf(stack, listener).flatMap((rule) =>
          hostsOfRule(rule).flatMap((host) => leadsTo(stack, rule, host, loadBalancerOf(stack, listener), report)),
        ),
      ),
    ...stack
      .ofType("aws_cloudfront_distribution")
      .flatMap((distribution) => [
        ...viewerNames(distribution).flatMap((name) => [
          ...leadsTo(stack, distribution, name, distribution, report),
          ...ipv6(stack, distribution, name, report),
        ]),
        ...customOrigins(distribution).flatMap(({ host }) =>
          isServed(stack, host) ? [] : [report.violation(distribution, `origin ${host}`, "a host that a listener serves")],
        ),
      ]),
    ...stack.ofType("aws_route53_zone").flatMap((zone) => zoneFindings(stack, zone, report)),
    ...stack.ofType("aws_route53_record").flatMap((record) => recordFindings(stack, record, report)),
    ...delegatedAndAnswered(stack, report),
    ...duplicates(stack.ofType("aws_route53_record"), ({ values }) => `${show(values["name"])} ${show(values["type"])}`).flatMap(
      ([what, [first, ...others]]) =>
        others.map((record) =>
          report.violation(record, `${what}, which ${first?.address ?? "another"} has`, "one record of a name and type"),
        ),
    ),
  ],
);

function leadsTo(stack: StackModel, user: Element, host: string, server: Element | undefined, report: Reporter): Finding[] {
  const found = aliasesOf(stack, host, "A");
  if (found.length === 0) return [report.violation(user, `${host}, which has no A record`, "a record that leads to what serves it")];
  return found
    .filter(({ target }) => target === undefined || target !== server)
    .map(({ record, target }) =>
      report.violation(record, `${host} leads to ${target?.address ?? "nothing of this stack"}`, server?.address ?? "what serves it"),
    );
}

function ipv6(stack: StackModel, distribution: Element, name: string, report: Reporter): Finding[] {
  if (distribution.values["is_ipv6_enabled"] !== true) return [];
  const reached = aliasesOf(stack, name, "AAAA").some(({ target }) => target === distribution);
  return reached ? [] : [report.violation(distribution, `${name}, which IPv6 does not find`, "an AAAA record")];
}

function isServed(stack: StackModel, host: string): boolean {
  return stack.ofType("aws_lb_listener_rule").some((rule) => hostsOfRule(rule).includes(host));
}

function zoneFindings(stack: StackModel, zone: Element, report: Reporter): Finding[] {
  const isPrivate = listOf(zone.values["vpc"]).length > 0;
  const [name, domain] = [textAt(zone.values, "name"), domainOf(environmentOf(stack))];
  return isPrivate || name === domain ? [] : [report.violation(zone, `a zone for ${show(name)}`, domain)];
}

/** A record whose name is made by AWS, as a validation's is, belongs to the certificate that it names. */
function recordFindings(stack: StackModel, record: Element, report: Reporter): Finding[] {
  const { name, zone_id: zoneId, alias, type } = record.values;
  const zone = stack.referent(zoneId, "aws_route53_zone", "zone_id") ?? stack.referent(zoneId, "aws_route53_zone", "id");
  if (zone === undefined) return [report.unresolved(record, zoneId, "the id of a zone of this stack")];
  const domain = textAt(zone.values, "name") ?? "";
  if (typeof name !== "string" || name.includes("${")) return [];
  return [
    ...(name === domain || name.endsWith(`.${domain}`)
      ? []
      : [report.violation(record, `${name} in the zone of ${domain}`, `a name in ${domain}`)]),
    ...(doubled(name) ? [report.violation(record, name, "no word of the domain twice")] : []),
    ...listOf(alias).flatMap((block) =>
      stack.target(at(block, "name")) === undefined ? [report.unresolved(record, at(block, "name"), "a resource of this stack")] : [],
    ),
    ...(type === "A" && listOf(alias).length === 0 && !listOf(record.values["records"]).every(isAddress)
      ? [report.violation(record, show(record.values["records"]), "IPv4 addresses")]
      : []),
  ];
}

/** A name that another zone answers for has no record besides its name servers. @see https://www.rfc-editor.org/rfc/rfc1034#section-4.2.1 */
function delegatedAndAnswered(stack: StackModel, report: Reporter): Finding[] {
  const records = stack.ofType("aws_route53_record");
  const delegated = new Set(records.filter(({ values }) => values["type"] === "NS").map(({ values }) => values["name"]));
  return records
    .filter(({ values }) => values["type"] !== "NS" && delegated.has(values["name"] ?? ""))
    .map((record) => report.violation(record, `${show(record.values["name"])}, which is delegated`, "a name that this zone answers for"));
}

/** `staging.staging.example.com`: a domain that was put together from one that was whole already. */
function doubled(name: string): boolean {
  const words = name.split(".");
  return words.some((word, index) => word === words[index + 1]);
}

function isAddress(value: unknown): boolean {
  return typeof value === "string" && /^(\d{1,3}\.){3}\d{1,3}$/.test(value) && value.split(".").every((part) => Number(part) < 256);
}
