import { stackContract } from "../../contract";
import type { Finding, Reporter } from "../../finding";
import { behaviorsOf, customOrigins, has } from "../../hosting";
import type { Element } from "../../model";
import { at, listOf, show, textAt, type Value } from "../../value";

/** The policy of AWS's own by which nothing is kept. */
const cachingDisabled = "4135ea2d-6df8-44a3-9df3-4b5a84be39ad";

/**
 * What a program answers reaches the viewer as it is: not rewritten, not kept, and not by way of a page.
 *
 * Custom error responses are of a whole distribution, whatever its behaviors say: with one, the API's 404 became the site's front page with 200.
 *
 * @see https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/GeneratingCustomErrorResponses.html
 */
export const errorRewriting = stackContract(
  "error-rewriting",
  "what a program answers by CloudFront is neither rewritten nor kept",
  (stack, report) => stack.ofType("aws_cloudfront_distribution").flatMap((distribution) => findingsOf(distribution, report)),
);

function findingsOf(distribution: Element, report: Reporter): Finding[] {
  const programs = new Set(customOrigins(distribution).map(({ id }) => id));
  const behaviors = behaviorsOf(distribution);
  const answered = behaviors.filter(({ behavior }) => programs.has(textAt(behavior, "target_origin_id") ?? ""));
  return [
    ...(programs.size > 0 && has(distribution.values, "custom_error_response")
      ? [
          report.violation(
            distribution,
            `custom_error_response ${show(distribution.values["custom_error_response"])}`,
            "none: it would rewrite programs' errors too",
          ),
        ]
      : []),
    ...[...programs]
      .filter((id) => !answered.some(({ behavior }) => textAt(behavior, "target_origin_id") === id))
      .map((id) => report.violation(distribution, `origin ${id}, to which no path leads`, "an origin that is used")),
    ...answered.flatMap(({ pattern, behavior }) => programFindings(distribution, pattern, behavior, report)),
    ...shadowed(distribution, behaviors, report),
  ];
}

function programFindings(distribution: Element, pattern: string, behavior: Value, report: Reporter): Finding[] {
  const functions = ["function_association", "lambda_function_association"].filter((name) => has(behavior, name));
  const cache = textAt(behavior, "cache_policy_id");
  const methods = listOf(at(behavior, "allowed_methods"));
  return [
    ...functions.map((name) => report.violation(distribution, `${name} on ${pattern}`, "none where a program answers")),
    ...(cache === cachingDisabled
      ? []
      : [report.violation(distribution, `cache policy ${show(cache)} on ${pattern}`, `${cachingDisabled}: nothing is kept`)]),
    ...(at(behavior, "origin_request_policy_id") === undefined
      ? [report.violation(distribution, `no origin request policy on ${pattern}`, "one that passes on what the viewer sent")]
      : []),
    ...(methods.includes("POST")
      ? []
      : [report.violation(distribution, `methods ${show(at(behavior, "allowed_methods"))} on ${pattern}`, "all methods")]),
    ...(textAt(behavior, "viewer_protocol_policy") === "https-only"
      ? []
      : [
          report.violation(
            distribution,
            `${show(at(behavior, "viewer_protocol_policy"))} on ${pattern}`,
            "https-only: a redirect repeats in TLS what was posted in clear",
          ),
        ]),
  ];
}

/** A pattern that an earlier one takes everything from. */
function shadowed(distribution: Element, behaviors: ReturnType<typeof behaviorsOf>, report: Reporter): Finding[] {
  return behaviors.flatMap(({ pattern }, index) =>
    behaviors
      .slice(0, index)
      .filter((earlier) => takes(earlier.pattern, pattern))
      .map((earlier) =>
        report.violation(distribution, `${pattern}, which ${earlier.pattern} takes before it`, "a pattern that no earlier one takes"),
      ),
  );
}

function takes(earlier: string, later: string): boolean {
  const pattern = earlier
    .replace(/[.+^${}()|[\]\\]/g, "\\$&")
    .replaceAll("*", ".*")
    .replaceAll("?", ".");
  return new RegExp(`^${pattern}$`).test(later);
}
