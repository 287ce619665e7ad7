import { stackContract } from "../../contract";
import type { Finding, Reporter } from "../../finding";
import { behaviorsOf, customOrigins, isHttps } from "../../hosting";
import type { Element } from "../../model";
import { at, listOf, show, textAt } from "../../value";

/** Policies of load balancers with nothing older than TLS 1.2. @see https://docs.aws.amazon.com/elasticloadbalancing/latest/application/describe-ssl-policies.html */
const listenerPolicies = /^ELBSecurityPolicy-TLS13-1-[23](-(Res|Ext[12]))?(-FIPS)?-\d{4}-\d{2}$/;

/** Policies of CloudFront with nothing older than TLS 1.2. @see https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/secure-connections-supported-viewer-protocols-ciphers.html */
const viewerPolicies = ["TLSv1.2_2018", "TLSv1.2_2019", "TLSv1.2_2021", "TLSv1.2_2025", "TLSv1.3_2025"];

/** From a browser to a program, every connection is TLS 1.2 or newer, and one without only leads to one with. */
export const transport = stackContract(
  "transport",
  "viewers and origins speak TLS 1.2 or newer, and whoever does not is redirected",
  (stack, report) => [
    ...stack.ofType("aws_lb_listener").flatMap((listener) => listenerFindings(listener, report)),
    ...stack
      .ofType("aws_cloudfront_distribution")
      .flatMap((distribution) => [...viewerFindings(distribution, report), ...originFindings(distribution, report)]),
  ],
);

function listenerFindings(listener: Element, report: Reporter): Finding[] {
  if (isHttps(listener)) {
    const policy = textAt(listener.values, "ssl_policy");
    return listenerPolicies.test(policy ?? "") ? [] : [report.violation(listener, `ssl_policy ${show(policy)}`, "TLS 1.2 or newer")];
  }
  const [action] = listOf(listener.values["default_action"]);
  const [redirect] = listOf(at(action, "redirect"));
  const redirects =
    textAt(redirect, "protocol") === "HTTPS" && textAt(redirect, "port") === "443" && textAt(redirect, "status_code") === "HTTP_301";
  return redirects
    ? []
    : [
        report.violation(
          listener,
          `${show(listener.values["protocol"])} with ${show(listener.values["default_action"])}`,
          "a redirect 301 to TLS on port 443",
        ),
      ];
}

function viewerFindings(distribution: Element, report: Reporter): Finding[] {
  const [viewer] = listOf(distribution.values["viewer_certificate"]);
  const [policy, method] = [textAt(viewer, "minimum_protocol_version"), textAt(viewer, "ssl_support_method")];
  return [
    ...(viewerPolicies.includes(policy ?? "")
      ? []
      : [report.violation(distribution, `minimum_protocol_version ${show(policy)}`, viewerPolicies.join(", "))]),
    ...(method === "sni-only" ? [] : [report.violation(distribution, `ssl_support_method ${show(method)}`, "sni-only")]),
    ...behaviorsOf(distribution)
      .filter(({ behavior }) => !/^(redirect-to-https|https-only)$/.test(textAt(behavior, "viewer_protocol_policy") ?? ""))
      .map(({ pattern, behavior }) =>
        report.violation(distribution, `${show(at(behavior, "viewer_protocol_policy"))} on ${pattern}`, "TLS only"),
      ),
  ];
}

function originFindings(distribution: Element, report: Reporter): Finding[] {
  return customOrigins(distribution).flatMap(({ host, config }) => {
    const [policy, protocols] = [textAt(config, "origin_protocol_policy"), listOf(at(config, "origin_ssl_protocols"))];
    return [
      ...(policy === "https-only" ? [] : [report.violation(distribution, `origin ${host} by ${show(policy)}`, "https-only")]),
      ...(protocols.length > 0 && protocols.every((protocol) => protocol === "TLSv1.2")
        ? []
        : [
            report.violation(distribution, `origin ${host} by ${show(protocols)}`, "TLSv1.2, the newest that CloudFront speaks to origins"),
          ]),
    ];
  });
}
