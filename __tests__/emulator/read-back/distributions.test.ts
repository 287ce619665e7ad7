import { CloudFrontClient } from "@aws-sdk/client-cloudfront";
import { CloudWatchLogsClient } from "@aws-sdk/client-cloudwatch-logs";
import { readDistributions, type FoundDistributions } from "../../../emulator/read-back/distributions";
import { compareThings } from "../../../emulator/read-back/facts";
import { answered, type Answers, nowhere } from "../../support/aws-answers";

const files = {
  TargetOriginId: "files",
  ViewerProtocolPolicy: "redirect-to-https",
  AllowedMethods: { Items: ["HEAD", "GET"] },
  Compress: true,
  FunctionAssociations: { Items: [{ EventType: "viewer-request", FunctionARN: "arn:aws:cloudfront::123456789012:function/fallback" }] },
  CachePolicyId: "own",
  OriginRequestPolicyId: "",
  ResponseHeadersPolicyId: "headers",
};
const api = {
  ...files,
  PathPattern: "/api/*",
  TargetOriginId: "api",
  ViewerProtocolPolicy: "https-only",
  FunctionAssociations: { Quantity: 0 },
  CachePolicyId: "4135ea2d-6df8-44a3-9df3-4b5a84be39ad",
  OriginRequestPolicyId: "b689b0a8-53d0-40ab-baf2-68738e2966ac",
};
const bucket = { Id: "files", DomainName: "ohi-test-frontend-123456789012.s3.eu-west-1.amazonaws.com", OriginAccessControlId: "access" };
const service = {
  Id: "api",
  DomainName: "api.example.com",
  OriginAccessControlId: "",
  CustomOriginConfig: { OriginProtocolPolicy: "https-only", OriginSslProtocols: { Items: ["TLSv1.2"] } },
};
const config = {
  Comment: "site",
  Enabled: true,
  Aliases: { Items: ["www.example.com", "example.com"] },
  DefaultRootObject: "index.html",
  ViewerCertificate: { ACMCertificateArn: "arn:certificate", MinimumProtocolVersion: "TLSv1.2_2021", SSLSupportMethod: "sni-only" },
  HttpVersion: "http2and3",
  IsIPV6Enabled: true,
  PriceClass: "PriceClass_100",
  Restrictions: { GeoRestriction: { RestrictionType: "none" } },
  CustomErrorResponses: { Quantity: 0 },
  WebACLId: "arn:aws:wafv2:us-east-1:123456789012:global/webacl/waf/1",
  Origins: { Items: [bucket, service] },
  DefaultCacheBehavior: files,
  CacheBehaviors: { Items: [api, { ...files, PathPattern: "/static/*", FunctionAssociations: {} }] },
};
const policies = {
  GetOriginAccessControlCommand: {
    OriginAccessControl: {
      OriginAccessControlConfig: { Name: "oac", OriginAccessControlOriginType: "s3", SigningBehavior: "always", SigningProtocol: "sigv4" },
    },
  },
  GetCachePolicyCommand: { CachePolicy: { CachePolicyConfig: { Name: "pages", MinTTL: 0, DefaultTTL: 300, MaxTTL: 3600 } } },
  GetResponseHeadersPolicyCommand: { ResponseHeadersPolicy: { ResponseHeadersPolicyConfig: { Name: "security" } } },
};
const logging = {
  DescribeDeliverySourcesCommand: { deliverySources: [{ name: "log", resourceArns: ["arn:site"] }] },
  DescribeDeliveryDestinationsCommand: {
    deliveryDestinations: [
      {
        arn: "arn:destination",
        outputFormat: "json",
        deliveryDestinationConfiguration: { destinationResourceArn: "arn:aws:s3:::ohi-test-access-logs-123456789012" },
      },
    ],
  },
  DescribeDeliveriesCommand: { deliveries: [{ deliverySourceName: "log", deliveryDestinationArn: "arn:destination" }] },
};

/** What is read when AWS has one distribution with this configuration. */
function read(changed: object = {}, others: Answers = {}): Promise<FoundDistributions> {
  const client = answered(new CloudFrontClient(nowhere), {
    ListDistributionsCommand: { DistributionList: { Items: [{ Id: "1" }] } },
    GetDistributionCommand: {
      Distribution: { ARN: "arn:site", DomainName: "d1.cloudfront.net", DistributionConfig: { ...config, ...changed } },
    },
    ...policies,
    ...others,
  });
  return readDistributions({
    client,
    logs: answered(new CloudWatchLogsClient(nowhere), { ...logging, ...others }),
    certificates: new Map([["arn:certificate", "certificate example.com in us-east-1"]]),
  });
}

async function differences(changed: object, others: Answers = {}): Promise<string[]> {
  const [found, meant] = [await read(changed, others), await read()];
  return [
    ...compareThings(found.distributions, meant.distributions),
    ...compareThings(found.origins, meant.origins),
    ...compareThings(found.behaviours, meant.behaviours),
  ];
}

describe("reading distributions back", () => {
  test("asks for their settings, and says names where AWS says ids", async () => {
    const { distributions, nameByHost } = await read();

    expect(nameByHost).toEqual(new Map([["d1.cloudfront.net", "site"]]));
    expect(distributions).toEqual({
      site: {
        enabled: true,
        aliases: ["example.com", "www.example.com"],
        root: "index.html",
        tls: "certificate example.com in us-east-1 TLSv1.2_2021 sni-only",
        httpVersion: "http2and3",
        ipv6: true,
        priceClass: "PriceClass_100",
        countries: "none",
        errorPages: 0,
        webAcl: "waf",
        logs: ["json to ohi-test-access-logs"],
      },
    });
  });

  test("asks where their files and answers come from", async () => {
    const { origins, behaviours } = await read();

    expect(origins).toEqual({
      "origin files of site": { host: "ohi-test-frontend.s3.eu-west-1.amazonaws.com", signed: "oac s3 always sigv4", protocol: null },
      "origin api of site": { host: "api.example.com", signed: null, protocol: "https-only TLSv1.2" },
    });
    const common = { methods: ["GET", "HEAD"], compressed: true, headers: "security", functions: [] };
    const ofFiles = { ...common, origin: "files", viewers: "redirect-to-https", cache: "pages 0 300 3600", forwarded: null };
    expect(behaviours).toEqual({
      "all other paths of site": { ...ofFiles, place: 0, functions: ["viewer-request fallback"] },
      "/api/* of site": {
        ...common,
        place: 1,
        origin: "api",
        viewers: "https-only",
        cache: "CachingDisabled",
        forwarded: "AllViewerExceptHostHeader",
      },
      "/static/* of site": { ...ofFiles, place: 2 },
    });
  });

  test.each<[string, object, string[]]>([
    ["that lacks a name", { Aliases: { Items: ["example.com"] } }, ['aliases ["example.com"]; meant is ["example.com","www.example.com"]']],
    [
      "with a certificate of somebody else, and an old TLS",
      { ViewerCertificate: { ...config.ViewerCertificate, ACMCertificateArn: "arn:other", MinimumProtocolVersion: "TLSv1" } },
      ['tls " TLSv1 sni-only"; meant is "certificate example.com in us-east-1 TLSv1.2_2021 sni-only"'],
    ],
    ["without HTTP/3", { HttpVersion: "http2" }, ['httpVersion "http2"; meant is "http2and3"']],
    ["without IPv6", { IsIPV6Enabled: false }, ["ipv6 false; meant is true"]],
    ["in other places of the world", { PriceClass: "PriceClass_All" }, ['priceClass "PriceClass_All"; meant is "PriceClass_100"']],
    ["that rewrites errors", { CustomErrorResponses: { Quantity: 2 } }, ["errorPages 2; meant is 0"]],
    ["without a web ACL", { WebACLId: "" }, ['webAcl null; meant is "waf"']],
    ["of whose web ACL nothing is said", { WebACLId: undefined }, ['webAcl null; meant is "waf"']],
    ["that does not answer", { Enabled: false }, ["enabled false; meant is true"]],
  ])("finds one %s", async (_, changed, facts) => {
    expect(await differences(changed)).toEqual(facts.map((fact) => `site has ${fact}`));
  });

  test.each<[string, Answers, string]>([
    ["without a log", { DescribeDeliveriesCommand: {} }, "[]"],
    ["whose log goes nowhere", { DescribeDeliveryDestinationsCommand: {} }, '["nowhere"]'],
    ["whose log is another's", { DescribeDeliverySourcesCommand: { deliverySources: [{ name: "log" }] } }, "[]"],
    [
      "whose log is of an unknown kind",
      { DescribeDeliveryDestinationsCommand: { deliveryDestinations: [{ arn: "arn:destination" }] } },
      '["? to ?"]',
    ],
  ])("finds one %s", async (_, changed, logs) => {
    expect(await differences({}, changed)).toEqual([`site has logs ${logs}; meant is ["json to ohi-test-access-logs"]`]);
  });

  test("counts every log", async () => {
    const twice = { deliveries: [...logging.DescribeDeliveriesCommand.deliveries, ...logging.DescribeDeliveriesCommand.deliveries] };

    expect((await read({}, { DescribeDeliveriesCommand: twice })).distributions["site"]?.logs).toHaveLength(2);
  });

  test.each<[string, object, string[]]>([
    [
      "a bucket that is read unsigned",
      { Origins: { Items: [{ ...bucket, OriginAccessControlId: undefined }, service] } },
      ['origin files of site has signed null; meant is "oac s3 always sigv4"'],
    ],
    [
      "an origin that is called in clear by another name",
      {
        Origins: {
          Items: [bucket, { ...service, DomainName: "lb.amazonaws.com", CustomOriginConfig: { OriginProtocolPolicy: "http-only" } }],
        },
      },
      [
        'origin api of site has host "lb.amazonaws.com"; meant is "api.example.com"',
        'origin api of site has protocol "http-only"; meant is "https-only TLSv1.2"',
      ],
    ],
    [
      "no origin that it knows",
      { Origins: { Items: [{}] } },
      ["origin ? of site is not meant to be there", "origin api of site is missing", "origin files of site is missing"],
    ],
    [
      "paths in another order",
      { CacheBehaviors: { Items: config.CacheBehaviors.Items.toReversed() } },
      ["/api/* of site has place 2; meant is 1", "/static/* of site has place 1; meant is 2"],
    ],
    ["a path that nobody answers", { CacheBehaviors: { Items: [api] } }, ["/static/* of site is missing"]],
    [
      "an API that is cached and told too little",
      { CacheBehaviors: { Items: [{ ...api, CachePolicyId: "own", OriginRequestPolicyId: undefined }, config.CacheBehaviors.Items[1]] } },
      [
        '/api/* of site has cache "pages 0 300 3600"; meant is "CachingDisabled"',
        '/api/* of site has forwarded null; meant is "AllViewerExceptHostHeader"',
      ],
    ],
    [
      "an API that is told what nobody meant",
      { CacheBehaviors: { Items: [{ ...api, OriginRequestPolicyId: "other" }, config.CacheBehaviors.Items[1]] } },
      ['/api/* of site has forwarded "other"; meant is "AllViewerExceptHostHeader"'],
    ],
    [
      "pages in clear, without their headers and their function",
      {
        DefaultCacheBehavior: { ...files, ViewerProtocolPolicy: "allow-all", ResponseHeadersPolicyId: "", FunctionAssociations: undefined },
      },
      [
        'all other paths of site has viewers "allow-all"; meant is "redirect-to-https"',
        'all other paths of site has headers undefined; meant is "security"',
        'all other paths of site has functions []; meant is ["viewer-request fallback"]',
      ],
    ],
    [
      "a function without a name",
      { DefaultCacheBehavior: { ...files, FunctionAssociations: { Items: [{ EventType: "viewer-request" }] } } },
      ['all other paths of site has functions ["viewer-request ?"]; meant is ["viewer-request fallback"]'],
    ],
  ])("finds one with %s", async (_, changed, lines) => {
    expect(await differences(changed)).toEqual(lines);
  });

  test("tells one of which AWS says nothing", async () => {
    const { distributions, origins, behaviours } = await read({}, { GetDistributionCommand: {} });

    expect(distributions).toEqual({ "?": { tls: "  ", aliases: [], webAcl: null, logs: [] } });
    expect(origins).toEqual({});
    expect(behaviours).toEqual({ "all other paths of ?": { place: 0, methods: [], cache: "", forwarded: null, functions: [] } });
  });

  test("tells policies of which AWS says nothing", async () => {
    const nothing = { GetOriginAccessControlCommand: {}, GetCachePolicyCommand: {}, GetResponseHeadersPolicyCommand: {} };
    const { origins, behaviours } = await read({}, nothing);

    expect(origins["origin files of site"]?.signed).toBe("   ");
    expect(behaviours["all other paths of site"]).toMatchObject({ cache: "   ", headers: undefined });
  });
});
