import { PrivateBucket } from "../../../constructs/data/private-bucket";
import { SiteDistribution, type SiteDistributionProps } from "../../../constructs/edge/site-distribution";
import { tag } from "../../../constructs/foundation/tags";
import { dataSources, render, resources, type StackJson, tags, testStack, type Values } from "../../support/stack";

const cdn = (name: string): Values => tags({ Service: "cdn", DataClassification: "public", Name: name });

function build(more: Partial<SiteDistributionProps> = {}): StackJson {
  const stack = testStack();
  tag(stack, { Service: "web" });
  const bucket = (name: string): PrivateBucket =>
    new PrivateBucket(stack, name, { name, purpose: name, keepOldVersionsDays: 1, preventDestroy: false });
  const [files, logBucket] = [bucket("files"), bucket("logs")];
  logBucket.admit();
  const distribution = new SiteDistribution(stack, "cdn", {
    aliases: ["example.com", "www.example.com"],
    certificateArn: "arn:certificate",
    files,
    staticPaths: "/static/*",
    api: { paths: "/api/*", host: "api.example.com" },
    ttl: { defaultSeconds: 300, maxSeconds: 3600 },
    priceClass: "PriceClass_100",
    contentSources: { scripts: [], styles: [], images: [], fonts: [], connections: [], frames: [] },
    logBucket,
    ...more,
  });
  files.admit(distribution.readsFiles);
  return render(stack);
}

describe("a site's distribution", () => {
  const json = build();
  const distribution = resources(json, "aws_cloudfront_distribution")["cdn"] ?? {};
  const headers = { response_headers_policy_id: "${aws_cloudfront_response_headers_policy.cdn_security-headers.id}" };
  const files = (cache: string): Values => ({
    target_origin_id: "files",
    viewer_protocol_policy: "redirect-to-https",
    allowed_methods: ["GET", "HEAD", "OPTIONS"],
    cached_methods: ["GET", "HEAD"],
    compress: true,
    cache_policy_id: `\${aws_cloudfront_cache_policy.cdn_${cache}-cache.id}`,
    ...headers,
  });

  test("serves its names by TLS 1.2 from 2021 on, HTTP/3 and IPv6, and rewrites no error", () => {
    const { origin, default_cache_behavior, ordered_cache_behavior, ...rest } = distribution;

    expect([origin, default_cache_behavior, ordered_cache_behavior].every(Boolean)).toBe(true);
    expect(rest).toEqual({
      comment: "ohi-test-cdn",
      enabled: true,
      aliases: ["example.com", "www.example.com"],
      default_root_object: "index.html",
      http_version: "http2and3",
      is_ipv6_enabled: true,
      price_class: "PriceClass_100",
      viewer_certificate: {
        acm_certificate_arn: "arn:certificate",
        ssl_support_method: "sni-only",
        minimum_protocol_version: "TLSv1.2_2021",
      },
      restrictions: { geo_restriction: { restriction_type: "none" } },
      tags: cdn("ohi-test-cdn"),
    });
  });

  test("takes files from the bucket with signed requests, and the API by TLS from a name of its own", () => {
    expect(distribution["origin"]).toEqual([
      {
        origin_id: "files",
        domain_name: "${aws_s3_bucket.files.bucket_regional_domain_name}",
        origin_access_control_id: "${aws_cloudfront_origin_access_control.cdn_access.id}",
      },
      {
        origin_id: "api",
        domain_name: "api.example.com",
        custom_origin_config: {
          http_port: 80,
          https_port: 443,
          origin_protocol_policy: "https-only",
          origin_ssl_protocols: ["TLSv1.2"],
          origin_read_timeout: 60,
          origin_keepalive_timeout: 60,
        },
      },
    ]);
    expect(resources(json, "aws_cloudfront_origin_access_control")).toEqual({
      cdn_access: {
        name: "ohi-test-frontend",
        description: "Signs requests for the site's files",
        origin_access_control_origin_type: "s3",
        signing_behavior: "always",
        signing_protocol: "sigv4",
      },
    });
  });

  test("passes the API's paths on uncached with everything but the host, before it looks at any other", () => {
    expect(distribution["ordered_cache_behavior"]).toEqual([
      {
        path_pattern: "/api/*",
        target_origin_id: "api",
        viewer_protocol_policy: "https-only",
        allowed_methods: ["GET", "HEAD", "OPTIONS", "PUT", "POST", "PATCH", "DELETE"],
        cached_methods: ["GET", "HEAD"],
        compress: true,
        cache_policy_id: "4135ea2d-6df8-44a3-9df3-4b5a84be39ad",
        origin_request_policy_id: "b689b0a8-53d0-40ab-baf2-68738e2966ac",
        ...headers,
      },
      { path_pattern: "/static/*", ...files("static") },
    ]);
  });

  test("leads to the application only what asks for a page", () => {
    expect(distribution["default_cache_behavior"]).toEqual({
      ...files("pages"),
      function_association: [{ event_type: "viewer-request", function_arn: "${aws_cloudfront_function.cdn_fallback.arn}" }],
    });
    expect(resources(json, "aws_cloudfront_function")).toEqual({
      cdn_fallback: expect.objectContaining({
        name: "ohi-test-single-page-fallback",
        runtime: "cloudfront-js-2.0",
        publish: true,
      }) as unknown,
    });
  });

  test("keeps pages as long as it was told and static files for a day, for everybody the same", () => {
    const cache = (name: string, comment: string, defaultTtl: number, maxTtl: number): Values => ({
      name,
      comment,
      min_ttl: 0,
      default_ttl: defaultTtl,
      max_ttl: maxTtl,
      parameters_in_cache_key_and_forwarded_to_origin: {
        enable_accept_encoding_brotli: true,
        enable_accept_encoding_gzip: true,
        cookies_config: { cookie_behavior: "none" },
        headers_config: { header_behavior: "none" },
        query_strings_config: { query_string_behavior: "none" },
      },
    });

    expect(resources(json, "aws_cloudfront_cache_policy")).toEqual({
      "cdn_pages-cache": cache("ohi-test-pages", "How long pages are kept", 300, 3600),
      "cdn_static-cache": cache("ohi-test-static-files", "How long static-files are kept", 86_400, 86_400),
    });
  });

  test("is the only reader of the bucket", () => {
    const { statement } = dataSources(json, "aws_iam_policy_document")["files_statements"] as { statement: { effect: string }[] };

    expect(statement.filter(({ effect }) => effect === "Allow")).toEqual([
      {
        sid: "DistributionReadsFiles",
        effect: "Allow",
        actions: ["s3:GetObject"],
        resources: ["${aws_s3_bucket.files.arn}/*"],
        principals: [{ type: "Service", identifiers: ["cloudfront.amazonaws.com"] }],
        condition: [{ test: "StringEquals", variable: "aws:SourceArn", values: ["${aws_cloudfront_distribution.cdn.arn}"] }],
      },
    ]);
  });

  test("logs into the bucket of logs by deliveries in us-east-1", () => {
    const edge = { provider: "aws.us-east-1", tags: cdn("ohi-test-cdn-access-log") };

    expect(resources(json, "aws_cloudwatch_log_delivery_source")).toEqual({
      cdn_log_source: {
        ...edge,
        name: "ohi-test-cdn-access-log",
        log_type: "ACCESS_LOGS",
        resource_arn: "${aws_cloudfront_distribution.cdn.arn}",
      },
    });
    expect(resources(json, "aws_cloudwatch_log_delivery_destination")).toEqual({
      cdn_log_destination: {
        ...edge,
        name: "ohi-test-cdn-access-log",
        output_format: "json",
        delivery_destination_configuration: [{ destination_resource_arn: "${aws_s3_bucket.logs.arn}" }],
      },
    });
    expect(resources(json, "aws_cloudwatch_log_delivery")).toEqual({
      cdn_log_delivery: {
        ...edge,
        delivery_source_name: "${aws_cloudwatch_log_delivery_source.cdn_log_source.name}",
        delivery_destination_arn: "${aws_cloudwatch_log_delivery_destination.cdn_log_destination.arn}",
        record_fields: expect.any(Array) as unknown,
        depends_on: ["aws_s3_bucket_policy.logs_policy"],
      },
    });
  });

  test("logs 30 fields of a request, and no cookie", () => {
    const fields = resources(json, "aws_cloudwatch_log_delivery")["cdn_log_delivery"]?.["record_fields"] as string[];

    expect(fields).toHaveLength(30);
    expect(fields.filter((field) => /cookie/i.test(field))).toEqual([]);
  });

  test("stands behind a web ACL where there is one", () => {
    expect(resources(build({ webAclArn: "arn:acl" }), "aws_cloudfront_distribution")["cdn"]).toEqual({
      ...distribution,
      web_acl_id: "arn:acl",
    });
  });
});
