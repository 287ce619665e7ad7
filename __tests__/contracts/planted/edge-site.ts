import type { Draft } from "./draft";
import { bugsFor, type PlantedBug } from "./planted-bug";

const distribution = "aws_cloudfront_distribution.cdn";
const alb = "aws_lb.alb";
const https = "aws_lb_listener.alb_https";
const http = "aws_lb_listener.alb_http";
const service = "aws_ecs_service.planted";
const path = ["resource", "aws_cloudfront_distribution", "cdn"];
const origin = (draft: Draft, changes: Parameters<Draft["set"]>[1]): Draft =>
  draft.setBlock([...path, "origin", "1", "custom_origin_config"], changes);
const api = (draft: Draft, changes: Parameters<Draft["set"]>[1]): Draft =>
  draft.setBlock([...path, "ordered_cache_behavior", "0"], changes);

/** A service behind the API's target group; the attributes that a load balancer has to do with. */
const registered = (draft: Draft, changes: Parameters<Draft["set"]>[1]): Draft =>
  draft
    .add(service, {
      load_balancer: [{ target_group_arn: "${aws_lb_target_group.alb_api_targets.arn}", container_name: "api", container_port: 8080 }],
      depends_on: ["aws_lb_listener_rule.alb_api_rule"],
    })
    .set(service, changes);

/** Mistakes in load balancers, in CloudFront's behaviors, and in how anybody talks to them. */
export const edgeSiteBugs: readonly PlantedBug[] = [
  ...bugsFor("error-rewriting", [
    [
      "a front page instead of the API's 404",
      distribution,
      (draft) =>
        draft.set(distribution, { custom_error_response: [{ error_code: 404, response_code: 200, response_page_path: "/index.html" }] }),
    ],
    [
      "a function on the API's paths",
      distribution,
      (draft) => api(draft, { function_association: [{ event_type: "viewer-request", function_arn: "arn:function" }] }),
    ],
    [
      "a Lambda function on the API's paths",
      distribution,
      (draft) => api(draft, { lambda_function_association: [{ event_type: "origin-response", lambda_arn: "arn:function" }] }),
    ],
    [
      "answers of the API that are kept",
      distribution,
      (draft) => api(draft, { cache_policy_id: "${aws_cloudfront_cache_policy.cdn_pages-cache.id}" }),
    ],
    ["an API that does not learn who asks", distribution, (draft) => api(draft, { origin_request_policy_id: undefined })],
    ["an API that cannot be written to", distribution, (draft) => api(draft, { allowed_methods: ["GET", "HEAD"] })],
    ["a redirect of what was posted in clear", distribution, (draft) => api(draft, { viewer_protocol_policy: "redirect-to-https" })],
    ["an origin to which no path leads", distribution, (draft) => api(draft, { target_origin_id: "files" })],
    [
      "a pattern before the API that takes its paths",
      distribution,
      (draft) => draft.set(distribution, { ordered_cache_behavior: [] }).set(distribution, orderedAs("/a*", "/api/*")),
    ],
  ]),
  ...bugsFor("transport", [
    ["TLS 1.0 to the load balancer", https, (draft) => draft.set(https, { ssl_policy: "ELBSecurityPolicy-2016-08" })],
    ["TLS 1.1 to the load balancer", https, (draft) => draft.set(https, { ssl_policy: "ELBSecurityPolicy-TLS13-1-1-2021-06" })],
    ["no policy for TLS", https, (draft) => draft.set(https, { ssl_policy: undefined })],
    [
      "a listener that serves without TLS",
      http,
      (draft) => draft.set(http, { default_action: [{ type: "forward", target_group_arn: "arn:group" }] }),
    ],
    [
      "a redirect that browsers do not remember",
      http,
      (draft) =>
        draft.set(http, { default_action: [{ type: "redirect", redirect: { protocol: "HTTPS", port: "443", status_code: "HTTP_302" } }] }),
    ],
    [
      "TLS 1.0 to CloudFront",
      distribution,
      (draft) => draft.setBlock([...path, "viewer_certificate"], { minimum_protocol_version: "TLSv1" }),
    ],
    [
      "TLS 1.1 to CloudFront",
      distribution,
      (draft) => draft.setBlock([...path, "viewer_certificate"], { minimum_protocol_version: "TLSv1.1_2016" }),
    ],
    [
      "an address of CloudFront's own for each edge",
      distribution,
      (draft) => draft.setBlock([...path, "viewer_certificate"], { ssl_support_method: "vip" }),
    ],
    [
      "pages without TLS",
      distribution,
      (draft) => draft.setBlock([...path, "default_cache_behavior"], { viewer_protocol_policy: "allow-all" }),
    ],
    ["an API without TLS", distribution, (draft) => api(draft, { viewer_protocol_policy: "allow-all" })],
    ["an origin without TLS", distribution, (draft) => origin(draft, { origin_protocol_policy: "http-only" })],
    ["an origin as the viewer came", distribution, (draft) => origin(draft, { origin_protocol_policy: "match-viewer" })],
    ["an origin by TLS 1.1", distribution, (draft) => origin(draft, { origin_ssl_protocols: ["TLSv1.1", "TLSv1.2"] })],
  ]),
  ...bugsFor("load-balancers", [
    ["a service to which no rule leads", "aws_ecs_service.services_api", (draft) => draft.drop("aws_lb_listener_rule.alb_api_rule")],
    [
      "one for the internet that may come before its gateway",
      alb,
      (draft) => draft.set(alb, { depends_on: ["aws_s3_bucket_policy.access-logs_policy"] }),
    ],
    ["a load balancer in one subnet", alb, (draft) => draft.set(alb, { subnets: ["${aws_subnet.network_public_a.id}"] })],
    [
      "a load balancer in one zone",
      alb,
      (draft) => draft.set(alb, { subnets: ["${aws_subnet.network_public_a.id}", "${aws_subnet.network_private_a.id}"] }),
    ],
    [
      "a load balancer in a subnet from elsewhere",
      alb,
      (draft) => draft.set(alb, { subnets: ["subnet-1", "${aws_subnet.network_public_a.id}"] }),
      "unresolved",
    ],
    ["malformed headers that are passed on", alb, (draft) => draft.set(alb, { drop_invalid_header_fields: false })],
    ["a load balancer of which it is not said who can call it", alb, (draft) => draft.set(alb, { internal: undefined })],
    ["a load balancer without a log", alb, (draft) => draft.set(alb, { access_logs: undefined })],
    ["a log that is turned off", alb, (draft) => draft.setBlock(["resource", "aws_lb", "alb", "access_logs"], { enabled: false })],
    ["a log that cannot be written yet", alb, (draft) => draft.set(alb, { depends_on: undefined })],
    ["two listeners on one port", "aws_lb_listener.alb_again", (draft) => draft.copy(https, "alb_again")],
    ["a service that waits for the listener only", service, (draft) => registered(draft, { depends_on: [https] })],
    ["a service that waits for nothing", service, (draft) => registered(draft, { depends_on: undefined })],
    [
      "a service that waits for another one's rule",
      service,
      (draft) => registered(draft, { depends_on: ["aws_lb_listener_rule.alb_sse_rule"] }),
    ],
    [
      "a service on another port than its target group's",
      service,
      (draft) =>
        registered(draft, {
          load_balancer: [{ target_group_arn: "${aws_lb_target_group.alb_api_targets.arn}", container_name: "api", container_port: 8081 }],
        }),
    ],
    [
      "a service behind a target group from elsewhere",
      service,
      (draft) => registered(draft, { load_balancer: [{ target_group_arn: "arn:group", container_name: "api", container_port: 8080 }] }),
      "unresolved",
    ],
  ]),
];

function orderedAs(...patterns: readonly string[]): Parameters<Draft["set"]>[1] {
  return {
    ordered_cache_behavior: patterns.map((pattern) => ({
      path_pattern: pattern,
      target_origin_id: "api",
      viewer_protocol_policy: "https-only",
      allowed_methods: ["GET", "POST"],
      cache_policy_id: "4135ea2d-6df8-44a3-9df3-4b5a84be39ad",
      origin_request_policy_id: "b689b0a8-53d0-40ab-baf2-68738e2966ac",
    })),
  };
}
