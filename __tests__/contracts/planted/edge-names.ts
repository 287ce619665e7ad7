import { bugsFor, type PlantedBug } from "./planted-bug";

const https = "aws_lb_listener.alb_https";
const api = "aws_lb_listener_rule.alb_api_rule";
const sse = "aws_lb_listener_rule.alb_sse_rule";
const apiTargets = "aws_lb_target_group.alb_api_targets";
const distribution = "aws_cloudfront_distribution.cdn";
const zone = "aws_route53_zone.dns";
const apiRecord = "aws_route53_record.dns_api-a";
const siteRecord = "aws_route53_record.dns_apex-a";
const validationRecord = "aws_route53_record.certificates_validation-record";
const regional = "aws_acm_certificate.certificates_regional";
const edge = "aws_acm_certificate.certificates_edge";
const regionalValidation = "aws_acm_certificate_validation.certificates_regional-validation";
const edgeValidation = "aws_acm_certificate_validation.certificates_edge-validation";
const host = (
  ...values: readonly string[]
): { readonly condition: readonly { readonly host_header: { readonly values: readonly string[] } }[] } => ({
  condition: [{ host_header: { values } }],
});

/** Mistakes in hosts, their records and their certificates. */
export const edgeNameBugs: readonly PlantedBug[] = [
  ...bugsFor("certificates", [
    ["a certificate without the wildcard", https, (draft) => draft.set(regional, { subject_alternative_names: [] })],
    ["a host two words before the domain", https, (draft) => draft.set(api, host("v1.api.dev.ohealth-ng.com"))],
    [
      "a certificate for another environment",
      https,
      (draft) => draft.set(regional, { domain_name: "staging.ohealth-ng.com", subject_alternative_names: ["*.staging.ohealth-ng.com"] }),
    ],
    [
      "a certificate that is not known to be valid",
      https,
      (draft) => draft.set(https, { certificate_arn: `\${${regional}.arn}` }),
      "unresolved",
    ],
    ["a listener without a certificate", https, (draft) => draft.set(https, { certificate_arn: undefined }), "unresolved"],
    [
      "a certificate from us-east-1 on a load balancer",
      https,
      (draft) => draft.set(https, { certificate_arn: `\${${edgeValidation}.certificate_arn}` }),
    ],
    [
      "a regional certificate on CloudFront",
      distribution,
      (draft) =>
        draft.setBlock(["resource", "aws_cloudfront_distribution", "cdn", "viewer_certificate"], {
          acm_certificate_arn: `\${${regionalValidation}.certificate_arn}`,
        }),
    ],
    ["CloudFront's certificate made in the home region", distribution, (draft) => draft.set(edge, { provider: undefined })],
    [
      "an alias that the certificate does not cover",
      distribution,
      (draft) => draft.set(distribution, { aliases: ["dev.ohealth-ng.com", "ohealth-ng.com"] }),
    ],
    [
      "a certificate that covers the alias by a wildcard only",
      distribution,
      (draft) => draft.set(edge, { domain_name: "*.dev.ohealth-ng.com", subject_alternative_names: [] }),
    ],
    [
      "CloudFront that calls the load balancer by AWS's own name",
      distribution,
      (draft) =>
        draft.setBlock(["resource", "aws_cloudfront_distribution", "cdn", "origin", "1"], { domain_name: "${aws_lb.alb.dns_name}" }),
    ],
    [
      "CloudFront that calls the API by a name that leads nowhere",
      distribution,
      (draft) =>
        draft.setBlock(["resource", "aws_cloudfront_distribution", "cdn", "origin", "1"], { domain_name: "origin.dev.ohealth-ng.com" }),
    ],
    [
      "an origin whose load balancer has a certificate for something else",
      distribution,
      (draft) => draft.set(regional, { domain_name: "ohealth-ng.com", subject_alternative_names: [] }),
    ],
    ["a wait without an end", regionalValidation, (draft) => draft.set(regionalValidation, { timeouts: undefined })],
    ["a wait of two hours", edgeValidation, (draft) => draft.set(edgeValidation, { timeouts: { create: "120m" } })],
    ["a wait of a minute too long", edgeValidation, (draft) => draft.set(edgeValidation, { timeouts: { create: "31m" } })],
    ["a validation in the wrong region", edgeValidation, (draft) => draft.set(edgeValidation, { provider: undefined })],
    [
      "a validation that waits for no record",
      edgeValidation,
      (draft) => draft.set(edgeValidation, { validation_record_fqdns: undefined }),
      "unresolved",
    ],
    [
      "a validation by a record of somebody else",
      edgeValidation,
      (draft) => draft.set(edgeValidation, { validation_record_fqdns: ["_x.dev.ohealth-ng.com"] }),
      "unresolved",
    ],
    [
      "a validation of a certificate from elsewhere",
      edgeValidation,
      (draft) => draft.set(edgeValidation, { certificate_arn: "arn:aws:acm:us-east-1:1:certificate/1" }),
      "unresolved",
    ],
    [
      "a validation record for each region",
      "aws_route53_record.certificates_edge-record",
      (draft) =>
        draft.copy(validationRecord, "certificates_edge-record", {
          name: `\${tolist(${edge}.domain_validation_options)[0].resource_record_name}`,
        }),
    ],
  ]),
  ...bugsFor("host-records", [
    ["a host without a record", api, (draft) => draft.drop(apiRecord)],
    ["an alias without a record", distribution, (draft) => draft.drop(siteRecord)],
    ["an alias that IPv6 does not find", distribution, (draft) => draft.drop("aws_route53_record.dns_apex-aaaa")],
    [
      "a host that leads to the other load balancer",
      apiRecord,
      (draft) =>
        draft.set(apiRecord, {
          alias: { name: "${aws_lb.internal-alb.dns_name}", zone_id: "${aws_lb.internal-alb.zone_id}", evaluate_target_health: true },
        }),
    ],
    [
      "the site's name on the load balancer",
      siteRecord,
      (draft) =>
        draft.set(siteRecord, {
          alias: { name: "${aws_lb.alb.dns_name}", zone_id: "${aws_lb.alb.zone_id}", evaluate_target_health: true },
        }),
    ],
    [
      "a host that leads out of the stack",
      apiRecord,
      (draft) => draft.set(apiRecord, { alias: { name: "lb.example.com", zone_id: "Z1", evaluate_target_health: true } }),
      "unresolved",
    ],
    ["a doubled domain", apiRecord, (draft) => draft.set(apiRecord, { name: "api.dev.dev.ohealth-ng.com" })],
    ["a record in somebody else's domain", apiRecord, (draft) => draft.set(apiRecord, { name: "api.example.com" })],
    ["a record in another zone", apiRecord, (draft) => draft.set(apiRecord, { zone_id: "Z1" }), "unresolved"],
    ["a zone for another domain", zone, (draft) => draft.set(zone, { name: "development.ohealth-ng.com" })],
    [
      "a host that is delegated",
      apiRecord,
      (draft) =>
        draft.add("aws_route53_record.dns_api-delegation", {
          zone_id: "${aws_route53_zone.dns.zone_id}",
          name: "api.dev.ohealth-ng.com",
          type: "NS",
          records: ["ns-1.example.org"],
        }),
    ],
    ["two records of a name", "aws_route53_record.dns_api-again", (draft) => draft.copy(apiRecord, "dns_api-again")],
    [
      "an A record that is no address",
      "aws_route53_record.dns_other",
      (draft) =>
        draft.copy(apiRecord, "dns_other", { name: "other.dev.ohealth-ng.com", alias: undefined, records: ["other.example.com"], ttl: 60 }),
    ],
    [
      "an A record of a number that no address has",
      "aws_route53_record.dns_other",
      (draft) =>
        draft.copy(apiRecord, "dns_other", { name: "other.dev.ohealth-ng.com", alias: undefined, records: ["192.0.2.256"], ttl: 60 }),
    ],
    [
      "an origin that no listener serves",
      distribution,
      (draft) =>
        draft.setBlock(["resource", "aws_cloudfront_distribution", "cdn", "origin", "1"], { domain_name: "backend.dev.ohealth-ng.com" }),
    ],
  ]),
  ...bugsFor("host-rules", [
    ["two rules of one priority", sse, (draft) => draft.set(sse, { priority: 100 })],
    [
      "a rule that takes every host before the others",
      api,
      (draft) => draft.copy(sse, "alb_all_rule", { priority: 1, ...host("*.dev.ohealth-ng.com") }),
    ],
    ["a host that two rules claim", sse, (draft) => draft.set(sse, host("api.dev.ohealth-ng.com"))],
    ["a rule without a host", api, (draft) => draft.set(api, { condition: [{ path_pattern: { values: ["/*"] } }] })],
    ["a priority that AWS does not take", api, (draft) => draft.set(api, { priority: 0 })],
    ["a priority beyond AWS's last", api, (draft) => draft.set(api, { priority: 50_001 })],
    ["a rule of the listener that only redirects", api, (draft) => draft.set(api, { listener_arn: "${aws_lb_listener.alb_http.arn}" })],
    [
      "a rule of a listener from elsewhere",
      api,
      (draft) => draft.set(api, { listener_arn: "arn:aws:elasticloadbalancing:eu-west-1:1:listener/app/x/1/2" }),
      "unresolved",
    ],
    [
      "a rule that leads out of the stack",
      api,
      (draft) => draft.set(api, { action: [{ type: "forward", target_group_arn: "arn:other" }] }),
      "unresolved",
    ],
    ["a target group to which nothing leads", apiTargets, (draft) => draft.drop(api)],
    [
      "a target group to which two rules lead",
      apiTargets,
      (draft) => draft.set(sse, { action: [{ type: "forward", target_group_arn: `\${${apiTargets}.arn}` }] }),
    ],
    [
      "a default that serves the API to everybody",
      https,
      (draft) => draft.set(https, { default_action: [{ type: "forward", target_group_arn: `\${${apiTargets}.arn}` }] }),
    ],
    [
      "a default that says all is well",
      https,
      (draft) =>
        draft.set(https, {
          default_action: [{ type: "fixed-response", fixed_response: { status_code: "200", content_type: "text/plain" } }],
        }),
    ],
  ]),
];
