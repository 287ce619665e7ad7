import { PrivateBucket } from "../../../constructs/data/private-bucket";
import { LoadBalancer, type LoadBalancerProps } from "../../../constructs/edge/load-balancer";
import { tag } from "../../../constructs/foundation/tags";
import { render, resources, type StackJson, tags, testStack, type Values } from "../../support/stack";

const host = { service: "web", host: "web.example.com", priority: 100, port: 8080, healthPath: "/health", drainSeconds: 30 };
const loadBalancerArn = "${aws_lb.alb.arn}";

function build(more: Partial<LoadBalancerProps> = {}): { readonly alb: LoadBalancer; readonly json: () => StackJson } {
  const stack = testStack();
  tag(stack, { Service: "alb" });
  const logBucket = new PrivateBucket(stack, "logs", { name: "logs", purpose: "logs", keepOldVersionsDays: 1, preventDestroy: false });
  logBucket.admit();
  const alb = new LoadBalancer(stack, "alb", {
    name: "alb",
    exposedTo: "internet",
    vpcId: "vpc-1",
    subnetIds: ["subnet-a", "subnet-b"],
    securityGroupIds: ["sg-1"],
    certificateArn: "arn:certificate",
    logBucket,
    deletionProtection: true,
    ...more,
  });
  return { alb, json: () => render(stack) };
}

describe("a load balancer", () => {
  const { alb, json: rendered } = build();
  alb.serve(host);
  alb.serve({ ...host, service: "store", host: "store.example.com", priority: 200, port: 3000, drainSeconds: 300 });
  const json = rendered();

  test("stands in the given subnets, drops what it does not understand, and logs once the bucket lets it", () => {
    expect(resources(json, "aws_lb")).toEqual({
      alb: {
        name: "ohi-test-alb",
        load_balancer_type: "application",
        internal: false,
        ip_address_type: "ipv4",
        subnets: ["subnet-a", "subnet-b"],
        security_groups: ["sg-1"],
        idle_timeout: 120,
        drop_invalid_header_fields: true,
        desync_mitigation_mode: "defensive",
        enable_http2: true,
        enable_deletion_protection: true,
        access_logs: { enabled: true, bucket: "${aws_s3_bucket.logs.id}", prefix: "alb" },
        depends_on: ["aws_s3_bucket_policy.logs_policy"],
        tags: tags({ Service: "alb", Name: "ohi-test-alb", ExposedTo: "internet", Protocol: "https" }),
      },
    });
  });

  test("sends port 80 to port 443, serves TLS 1.2 and 1.3, and answers 404 to what no host claims", () => {
    const listener = (name: string, values: Values): Values => ({
      load_balancer_arn: loadBalancerArn,
      ...values,
      tags: tags({ Service: "alb", Name: name }),
    });

    expect(resources(json, "aws_lb_listener")).toEqual({
      alb_http: listener("ohi-test-alb-http", {
        port: 80,
        protocol: "HTTP",
        default_action: [{ type: "redirect", redirect: { protocol: "HTTPS", port: "443", status_code: "HTTP_301" } }],
      }),
      alb_https: listener("ohi-test-alb-https", {
        port: 443,
        protocol: "HTTPS",
        ssl_policy: "ELBSecurityPolicy-TLS13-1-2-2021-06",
        certificate_arn: "arn:certificate",
        default_action: [
          { type: "fixed-response", fixed_response: { status_code: "404", content_type: "text/plain", message_body: "Not found" } },
        ],
      }),
    });
  });

  test("has a target group for each host, by address, with the health check of its service", () => {
    const group = (service: string, port: number, delay: string): Values => ({
      name: `ohi-test-${service}-tg`,
      vpc_id: "vpc-1",
      target_type: "ip",
      protocol: "HTTP",
      port,
      deregistration_delay: delay,
      health_check: {
        enabled: true,
        protocol: "HTTP",
        port: "traffic-port",
        path: "/health",
        matcher: "200",
        interval: 30,
        timeout: 5,
        healthy_threshold: 2,
        unhealthy_threshold: 3,
      },
      stickiness: { enabled: false, type: "lb_cookie" },
      tags: tags({ Service: service, Name: `ohi-test-${service}-tg` }),
    });

    expect(resources(json, "aws_lb_target_group")).toEqual({
      alb_web_targets: group("web", 8080, "30"),
      alb_store_targets: group("store", 3000, "300"),
    });
  });

  test("leads each host to its targets", () => {
    const rule = (service: string, priority: number): Values => ({
      listener_arn: "${aws_lb_listener.alb_https.arn}",
      priority,
      condition: [{ host_header: { values: [`${service}.example.com`] } }],
      action: [{ type: "forward", target_group_arn: `\${aws_lb_target_group.alb_${service}_targets.arn}` }],
      tags: tags({ Service: service, Name: `ohi-test-${service}-rule` }),
    });

    expect(resources(json, "aws_lb_listener_rule")).toEqual({ alb_web_rule: rule("web", 100), alb_store_rule: rule("store", 200) });
  });

  test("of the VPC is internal and does not listen on port 80", () => {
    const { json: internal } = build({ exposedTo: "vpc" });
    const found = internal();

    expect(resources(found, "aws_lb")).toEqual({ alb: expect.objectContaining({ internal: true }) as unknown });
    expect(Object.keys(resources(found, "aws_lb_listener"))).toEqual(["alb_https"]);
  });

  test("refuses a second host of the same name and the same priority", () => {
    const { alb: other } = build();
    other.serve(host);

    expect(() => other.serve({ ...host, service: "store" })).toThrow(
      [
        "ohi-test/alb: 2 problems",
        "  host web.example.com of store; web has it already",
        "  priority 100 of store; web has it already",
      ].join("\n"),
    );
  });

  test.each([
    ["name", { priority: 200 }, "host web.example.com of store; web has it already"],
    ["priority", { host: "store.example.com" }, "priority 100 of store; web has it already"],
  ])("refuses a second host of the same %s alone", (_name, own, problem) => {
    const { alb: other } = build();
    other.serve(host);

    expect(() => other.serve({ ...host, service: "store", ...own })).toThrow(problem);
  });
});
