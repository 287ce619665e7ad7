import { regionOf } from "../../arn";
import { stackContract } from "../../contract";
import type { Finding, Reporter } from "../../finding";
import {
  aliasesOf,
  certificateAt,
  coversHost,
  customOrigins,
  hostsOfRule,
  isHttps,
  loadBalancerOf,
  rulesOf,
  viewerNames,
} from "../../hosting";
import { duplicates } from "../../group-by";
import type { Element, StackModel } from "../../model";
import { referencesIn } from "../../reference";
import { regions } from "../../requirement";
import { at, listOf, show, textAt, type Value } from "../../value";

/** Minutes for which an apply may wait for a certificate. Once it hung for two hours. */
const patience = 30;

/**
 * Every name is served with a certificate that covers it, in the region where it is used, and after it is valid.
 *
 * CloudFront calls an origin by its name and holds it against the certificate of whatever answers there: the load balancer to which the name leads.
 *
 * @see https://docs.aws.amazon.com/acm/latest/userguide/acm-regions.html
 */
export const certificates = stackContract(
  "certificates",
  "every name is covered by the certificate that it is served with, valid and in the right region",
  (stack, report) => [
    ...stack
      .ofType("aws_lb_listener")
      .filter(isHttps)
      .flatMap((listener) => listenerFindings(stack, listener, report)),
    ...stack
      .ofType("aws_cloudfront_distribution")
      .flatMap((distribution) => [
        ...used(stack, distribution, viewerCertificate(distribution), { region: regions.edge, hosts: viewerNames(distribution) }, report),
        ...customOrigins(distribution).flatMap(({ host }) => originFindings(stack, distribution, host, report)),
      ]),
    ...stack.ofType("aws_acm_certificate_validation").flatMap((validation) => validationFindings(stack, validation, report)),
    ...recordFindings(stack, report),
  ],
);

function listenerFindings(stack: StackModel, listener: Element, report: Reporter): Finding[] {
  const hosts = rulesOf(stack, listener).flatMap(hostsOfRule);
  return used(stack, listener, listener.values["certificate_arn"], { region: regions.home, hosts }, report);
}

function used(
  stack: StackModel,
  user: Element,
  arn: Value | undefined,
  { region, hosts }: { readonly region: string; readonly hosts: readonly string[] },
  report: Reporter,
): Finding[] {
  const certificate = certificateAt(stack, arn);
  if (certificate === undefined) return [report.unresolved(user, arn, "the certificate of a validation of this stack")];
  const { names } = certificate;
  return [
    ...(certificate.region === region ? [] : [report.violation(user, `a certificate in ${certificate.region}`, `one in ${region}`)]),
    ...hosts
      .filter((host) => !coversHost(names, host))
      .map((host) => report.violation(user, `${host}, with a certificate for ${names.join(", ")}`, "a certificate that covers it")),
  ];
}

function originFindings(stack: StackModel, distribution: Element, host: string, report: Reporter): Finding[] {
  const answering = aliasesOf(stack, host, "A").flatMap(({ target }) => (target?.type === "aws_lb" ? [target] : []));
  const listeners = stack
    .ofType("aws_lb_listener")
    .filter((listener) => isHttps(listener) && answering.some((lb) => loadBalancerOf(stack, listener) === lb));
  if (listeners.length === 0) return [report.violation(distribution, `origin ${host}`, "a name that leads to a load balancer with TLS")];
  return listeners
    .filter((listener) => !coversHost(certificateAt(stack, listener.values["certificate_arn"])?.names ?? [], host))
    .map((listener) =>
      report.violation(
        distribution,
        `origin ${host}, which the certificate of ${listener.address} does not cover`,
        "a name that it covers",
      ),
    );
}

function validationFindings(stack: StackModel, validation: Element, report: Reporter): Finding[] {
  const certificate = stack.referent(validation.values["certificate_arn"], "aws_acm_certificate", "arn");
  if (certificate === undefined)
    return [report.unresolved(validation, validation.values["certificate_arn"], "the ARN of a certificate of this stack")];
  const fqdns = listOf(validation.values["validation_record_fqdns"]);
  const timeout = textAt(validation.values, "timeouts", "create");
  const minutes = Number(timeout?.match(/^(\d+)m$/)?.[1] ?? Number.NaN);
  return [
    ...(regionOf(validation) === regionOf(certificate)
      ? []
      : [report.violation(validation, `in ${regionOf(validation)}`, `where its certificate is: ${regionOf(certificate)}`)]),
    ...(fqdns.length > 0 && fqdns.every((fqdn) => stack.referent(fqdn, "aws_route53_record", "fqdn") !== undefined)
      ? []
      : [report.unresolved(validation, validation.values["validation_record_fqdns"], "the names of validation records of this stack")]),
    ...(minutes <= patience ? [] : [report.violation(validation, `waits ${show(timeout)}`, `at most ${patience}m`)]),
  ];
}

/** A domain has one validation record, the same for its wildcard and in every region. Two resources would take it from each other. */
function recordFindings(stack: StackModel, report: Reporter): Finding[] {
  const records = stack.ofType("aws_route53_record").flatMap((record) => {
    const [of] = referencesIn(show(at(record.values, "name"))).flatMap(({ address }) => stack.find(address) ?? []);
    return of?.type === "aws_acm_certificate" ? [{ record, domain: show(of.values["domain_name"]) }] : [];
  });
  return duplicates(records, ({ domain }) => domain).flatMap(([domain, [first, ...others]]) =>
    others.map(({ record }) =>
      report.violation(
        record,
        `validates ${domain}, as ${first?.record.address ?? "another"} does`,
        "one record for all certificates of a domain",
      ),
    ),
  );
}

function viewerCertificate({ values }: Element): Value | undefined {
  return at(listOf(values["viewer_certificate"])[0], "acm_certificate_arn");
}
