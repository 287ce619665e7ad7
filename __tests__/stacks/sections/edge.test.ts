import type { StackJson, Values } from "../../support/stack";
import { resources } from "../../support/stack";
import { stackJson } from "../../support/synthesized";

interface Expected {
  readonly stack: string;
  readonly domain: string;
  readonly siteNames: readonly string[];
  readonly webAcls: number;
  readonly protectedFromDestroy: boolean;
  readonly healthChecks: readonly string[];
  readonly queryLogs: number;
  readonly priceClass: string;
  readonly ttl: readonly [number, number];
}

const expected: readonly Expected[] = [
  {
    stack: "ohi-dev",
    domain: "dev.ohealth-ng.com",
    siteNames: ["dev.ohealth-ng.com"],
    webAcls: 0,
    protectedFromDestroy: false,
    healthChecks: [],
    queryLogs: 0,
    priceClass: "PriceClass_100",
    ttl: [300, 3_600],
  },
  {
    stack: "ohi-staging",
    domain: "staging.ohealth-ng.com",
    siteNames: ["staging.ohealth-ng.com"],
    webAcls: 2,
    protectedFromDestroy: false,
    healthChecks: [],
    queryLogs: 0,
    priceClass: "PriceClass_100",
    ttl: [300, 3_600],
  },
  {
    stack: "ohi-prod",
    domain: "ohealth-ng.com",
    siteNames: ["ohealth-ng.com", "www.ohealth-ng.com"],
    webAcls: 2,
    protectedFromDestroy: true,
    healthChecks: [
      "ohealth-ng.com/",
      "api.ohealth-ng.com/health",
      "graphql.ohealth-ng.com/health",
      "sse.ohealth-ng.com/health",
      "provider.ohealth-ng.com/health",
    ],
    queryLogs: 1,
    priceClass: "PriceClass_All",
    ttl: [86_400, 31_536_000],
  },
];

const publicAlias = { name: "${aws_lb.alb.dns_name}", zone_id: "${aws_lb.alb.zone_id}", evaluate_target_health: true };
const internalAlias = { name: "${aws_lb.internal-alb.dns_name}", zone_id: "${aws_lb.internal-alb.zone_id}", evaluate_target_health: true };
const siteAlias = {
  name: "${aws_cloudfront_distribution.cdn.domain_name}",
  zone_id: "${aws_cloudfront_distribution.cdn.hosted_zone_id}",
  evaluate_target_health: false,
};

describe.each(expected)("the edge of $stack", (of) => {
  const json = JSON.parse(stackJson(of.stack)) as StackJson;
  const all = (type: string): Values[] => Object.values(resources(json, type));

  test("serves each service under its host, in the order of the requirement, and SigNoz inside the VPC", () => {
    const rules = all("aws_lb_listener_rule").map(({ listener_arn: listener, priority, condition, action }) => {
      const [{ host_header: { values = [] } = {} } = {}] = condition as { host_header?: { values?: string[] } }[];
      const [{ target_group_arn: target } = {}] = action as { target_group_arn?: string }[];
      return [listener, priority, values, target];
    });
    const rule = (loadBalancer: string, priority: number, host: string, service: string): unknown[] => [
      `\${aws_lb_listener.${loadBalancer}_https.arn}`,
      priority,
      [`${host}.${of.domain}`],
      `\${aws_lb_target_group.${loadBalancer}_${service}_targets.arn}`,
    ];

    expect(rules).toHaveLength(5);
    expect(rules).toEqual(
      expect.arrayContaining([
        rule("alb", 100, "api", "api"),
        rule("alb", 200, "graphql", "graphql"),
        rule("alb", 300, "sse", "sse"),
        rule("alb", 400, "provider", "provider-api"),
        rule("internal-alb", 100, "signoz", "signoz-frontend"),
      ]),
    );
  });

  test("sends requests to the ports and health paths of the services, and lets event streams end by themselves", () => {
    const groups = all("aws_lb_target_group").map(({ name, port, health_check: health, deregistration_delay: delay }) => [
      name,
      port,
      (health as { path: string }).path,
      delay,
    ]);

    expect(groups).toHaveLength(5);
    expect(groups).toEqual(
      expect.arrayContaining([
        [`${of.stack}-api-tg`, 8080, "/health", "30"],
        [`${of.stack}-graphql-tg`, 8081, "/health", "30"],
        [`${of.stack}-sse-tg`, 8082, "/health", "300"],
        [`${of.stack}-provider-api-tg`, 3000, "/health", "30"],
        [`${of.stack}-signoz-frontend-tg`, 3301, "/", "30"],
      ]),
    );
  });

  test("has a load balancer for the internet and one for the VPC, with the certificate once it is valid", () => {
    const listeners = resources(json, "aws_lb_listener");
    const certificate = "${aws_acm_certificate_validation.certificates_regional-validation.certificate_arn}";
    const tags = (service: string, exposedTo: string): unknown =>
      expect.objectContaining({ Service: service, ExposedTo: exposedTo, Protocol: "https" });

    expect(resources(json, "aws_lb")).toEqual({
      alb: expect.objectContaining({
        internal: false,
        enable_deletion_protection: of.protectedFromDestroy,
        tags: tags("alb", "internet"),
      }) as unknown,
      "internal-alb": expect.objectContaining({
        internal: true,
        enable_deletion_protection: of.protectedFromDestroy,
        tags: tags("internal-alb", "vpc"),
      }) as unknown,
    });
    expect(Object.keys(listeners).toSorted()).toEqual(["alb_http", "alb_https", "internal-alb_https"]);
    expect([listeners["alb_https"], listeners["internal-alb_https"]].map((listener) => listener?.["certificate_arn"])).toEqual([
      certificate,
      certificate,
    ]);
  });

  test("names everything it serves in its own zone", () => {
    const records = all("aws_route53_record").flatMap(({ name, type, alias }) => (alias === undefined ? [] : [[name, type, alias]]));
    const zones = new Set(all("aws_route53_record").map(({ zone_id: zone }) => zone));
    const hosts = ["api", "graphql", "sse", "provider"].map((host) => [`${host}.${of.domain}`, "A", publicAlias]);
    const site = of.siteNames.flatMap((name) => ["A", "AAAA"].map((type) => [name, type, siteAlias]));

    expect(records).toHaveLength(5 + 2 * of.siteNames.length);
    expect(records).toEqual(expect.arrayContaining([...hosts, [`signoz.${of.domain}`, "A", internalAlias], ...site]));
    expect([...zones]).toEqual(["${aws_route53_zone.dns.zone_id}"]);
    expect(all("aws_route53_zone").map(({ name }) => name)).toEqual([of.domain]);
  });

  test("has a web ACL before the load balancer and one before CloudFront, or none at all", () => {
    const acls = all("aws_wafv2_web_acl").map(({ scope, provider }) => [scope, provider]);

    expect(acls).toHaveLength(of.webAcls);
    expect(acls).toEqual(
      [
        ["REGIONAL", undefined],
        ["CLOUDFRONT", "aws.us-east-1"],
      ].slice(0, of.webAcls),
    );
    expect(all("aws_wafv2_web_acl_association").map(({ resource_arn: arn }) => arn)).toEqual(of.webAcls > 0 ? ["${aws_lb.alb.arn}"] : []);
    expect(all("aws_cloudfront_distribution").map(({ web_acl_id: acl }) => acl)).toEqual([
      of.webAcls > 0 ? "${aws_wafv2_web_acl.cdn-waf.arn}" : undefined,
    ]);
    expect(all("aws_wafv2_web_acl_logging_configuration")).toHaveLength(of.webAcls);
  });

  test("leaves requests by CloudFront to CloudFront's own web ACL where rules judge by address", () => {
    expect(all("aws_wafv2_ip_set").map(({ addresses }) => addresses)).toEqual(
      of.webAcls > 0 ? ["${data.aws_ec2_managed_prefix_list.cloudfront-origin-facing.entries[*].cidr}"] : [],
    );
  });

  test("serves the site under its names with a certificate from us-east-1, and the API by its own name", () => {
    const [distribution = {}] = all("aws_cloudfront_distribution");
    const [, api] = distribution["origin"] as { domain_name: string }[];

    expect(distribution["aliases"]).toEqual(of.siteNames);
    expect(distribution["price_class"]).toBe(of.priceClass);
    expect(distribution["viewer_certificate"]).toEqual(
      expect.objectContaining({ acm_certificate_arn: "${aws_acm_certificate_validation.certificates_edge-validation.certificate_arn}" }),
    );
    expect(api?.domain_name).toBe(`api.${of.domain}`);
    expect(resources(json, "aws_cloudfront_cache_policy")["cdn_pages-cache"]).toEqual(
      expect.objectContaining({ default_ttl: of.ttl[0], max_ttl: of.ttl[1] }),
    );
  });

  test("lets pages call the public services of the environment", () => {
    const [headers = {}] = all("aws_cloudfront_response_headers_policy");
    const connections = ["api", "graphql", "sse", "provider"].map((host) => `https://${host}.${of.domain}`).join(" ");

    expect(JSON.stringify(headers["security_headers_config"])).toContain(`; connect-src 'self' ${connections}; `);
  });

  test("keeps the site's files public by their tags, and its data where it must not be lost", () => {
    const buckets = resources(json, "aws_s3_bucket");

    expect(buckets["frontend"]?.["tags"]).toEqual(
      expect.objectContaining({ Service: "frontend", DataClassification: "public", BackupPolicy: "none" }),
    );
    expect([...Object.values(buckets), ...all("aws_route53_zone")].map(({ lifecycle }) => lifecycle)).toEqual(
      [1, 2, 3].map(() => ({ prevent_destroy: of.protectedFromDestroy })),
    );
  });

  test("asks the site and its services from outside and logs queries only in production", () => {
    const asked = all("aws_route53_health_check").map(({ fqdn, resource_path: path }) => `${String(fqdn)}${String(path)}`);

    expect(asked.toSorted()).toEqual(of.healthChecks.toSorted());
    expect(all("aws_route53_query_log")).toHaveLength(of.queryLogs);
  });

  test("tells what people and programs need to know", () => {
    const outputs = Object.fromEntries(Object.entries(json.output ?? {}).map(([name, { value }]) => [name, value]));

    expect(outputs).toEqual(
      expect.objectContaining({
        zone_name_servers: "${aws_route53_zone.dns.name_servers}",
        distribution_id: "${aws_cloudfront_distribution.cdn.id}",
        frontend_bucket: "${aws_s3_bucket.frontend.id}",
        frontend_url: `https://${of.domain}`,
        alb_dns_names: { public: "${aws_lb.alb.dns_name}", internal: "${aws_lb.internal-alb.dns_name}" },
        service_urls: {
          api: `https://api.${of.domain}`,
          graphql: `https://graphql.${of.domain}`,
          sse: `https://sse.${of.domain}`,
          "provider-api": `https://provider.${of.domain}`,
          "signoz-frontend": `https://signoz.${of.domain}`,
        },
      }),
    );
  });
});
