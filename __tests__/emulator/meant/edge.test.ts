import { edgeOf } from "../../../emulator/meant/edge";
import { compareEdges } from "../../../emulator/read-back/edge";
import { dev } from "../../../environments/dev";
import { prod } from "../../../environments/prod";
import type { Environment } from "../../../environments/schema";

describe("what an edge is meant to be", () => {
  const inDev = edgeOf(dev, "ohi-dev");
  const inProd = edgeOf(prod, "ohi-prod");

  test("has a certificate in each region, for the domain and everything under it", () => {
    expect(inDev.certificates).toEqual(
      Object.fromEntries(
        ["eu-west-1", "us-east-1"].map((region) => [
          `certificate dev.ohealth-ng.com in ${region}`,
          { covers: ["*.dev.ohealth-ng.com", "dev.ohealth-ng.com"], status: "ISSUED", validation: ["DNS"] },
        ]),
      ),
    );
  });

  test("has web ACLs in both scopes where the environment wants them, with seven rules each", () => {
    expect([inDev.webAcls, inDev.webAclRules]).toEqual([{}, {}]);
    expect(Object.entries(inProd.webAcls).map(([name, { scope, log }]) => [name, scope, log])).toEqual([
      ["ohi-prod-alb-waf", "REGIONAL", ["aws-waf-logs-ohi-prod-alb"]],
      ["ohi-prod-cdn-waf", "CLOUDFRONT", ["aws-waf-logs-ohi-prod-cdn"]],
    ]);
    expect(Object.keys(inProd.webAclRules)).toHaveLength(14);
    expect(inProd.webAclRules).toMatchObject({
      "rule common of ohi-prod-alb-waf": {
        priority: 4,
        action: "none",
        about: "AWS AWSManagedRulesCommonRuleSet, SizeRestrictions_BODY: Count",
      },
      "rule rate-limit of ohi-prod-alb-waf": { action: "block", about: "above 2000 in 300 s from one IP, not (by ohi-prod-alb-proxies)" },
      "rule countries of ohi-prod-cdn-waf": { priority: 2, action: "block", about: "not (from GB, GH, IE, KE, NG, US, ZA)" },
    });
  });

  test("has the site and its API at one distribution", () => {
    expect(inProd.distributions["ohi-prod-cdn"]).toMatchObject({
      aliases: ["ohealth-ng.com", "www.ohealth-ng.com"],
      tls: "certificate ohealth-ng.com in us-east-1 TLSv1.2_2021 sni-only",
      priceClass: "PriceClass_All",
      webAcl: "ohi-prod-cdn-waf",
    });
    expect(inDev.distributions["ohi-dev-cdn"]).toMatchObject({ aliases: ["dev.ohealth-ng.com"], webAcl: null });
    expect(Object.values(inProd.origins).map(({ host, protocol }) => [host, protocol])).toEqual([
      ["ohi-prod-frontend.s3.eu-west-1.amazonaws.com", null],
      ["api.ohealth-ng.com", "https-only TLSv1.2"],
    ]);
    expect(
      Object.entries(inProd.behaviours).map(([name, { place, origin, viewers, cache }]) => [name, place, origin, viewers, cache]),
    ).toEqual([
      ["all other paths of ohi-prod-cdn", 0, "files", "redirect-to-https", "ohi-prod-pages 0 86400 31536000"],
      ["/api/* of ohi-prod-cdn", 1, "api", "https-only", "CachingDisabled"],
      ["/static/* of ohi-prod-cdn", 2, "files", "redirect-to-https", "ohi-prod-static-files 0 86400 86400"],
    ]);
  });

  test("has a record for every name, and only in production what is asked and logged", () => {
    expect(Object.keys(inProd.records)).toHaveLength(11);
    expect(inProd.records["record signoz.ohealth-ng.com A"]).toEqual({ values: ["ohi-prod-internal-alb"], ttl: null, asksHealth: true });
    expect(Object.keys(inProd.healthChecks)).toEqual([
      "health of https://ohealth-ng.com/",
      ...["api", "graphql", "sse", "provider"].map((name) => `health of https://${name}.ohealth-ng.com/health`),
    ]);
    expect(inProd.zones).toEqual({ "zone ohealth-ng.com": { queryLogs: ["/aws/route53/ohi-prod/queries"] } });
    expect([Object.keys(inDev.records).length, inDev.healthChecks]).toEqual([9, {}]);
    expect(inDev.zones).toEqual({ "zone dev.ohealth-ng.com": { queryLogs: [] } });
  });

  test("has two load balancers and two buckets", () => {
    expect(Object.entries(inProd.loadBalancers).map(([name, { internal, webAcl }]) => [name, internal, webAcl])).toEqual([
      ["ohi-prod-alb", false, "ohi-prod-alb-waf"],
      ["ohi-prod-internal-alb", true, null],
    ]);
    expect(Object.entries(inProd.buckets).map(([name, { log, expiryDays }]) => [name, log, expiryDays])).toEqual([
      ["bucket ohi-prod-frontend", "ohi-prod-access-logs/s3/frontend/", null],
      ["bucket ohi-prod-access-logs", null, 365],
    ]);
  });

  test.each<[string, Partial<Environment>, string[]]>([
    [
      "the other environments' name servers",
      { dns: { ...prod.dns, delegations: [{ label: "dev", nameServers: ["ns2.example.net", "ns1.example.net"] }] } },
      ["record dev.ohealth-ng.com NS is not meant to be there"],
    ],
    [
      "rules that only count",
      { edge: { ...prod.edge, wafCountOnly: ["countries", "common"] } },
      [
        ...["alb", "cdn"].flatMap((name) => [
          `rule common of ohi-prod-${name}-waf has action "count"; meant is "none"`,
          `rule common of ohi-prod-${name}-waf has about "AWS AWSManagedRulesCommonRuleSet"; meant is "AWS AWSManagedRulesCommonRuleSet, SizeRestrictions_BODY: Count"`,
        ]),
        ...["alb", "cdn"].map((name) => `rule countries of ohi-prod-${name}-waf has action "count"; meant is "block"`),
      ],
    ],
    [
      "no protection",
      { deletionProtection: false },
      ["ohi-prod-alb has protected false; meant is true", "ohi-prod-internal-alb has protected false; meant is true"],
    ],
    ["a shorter memory", { logRetentionDays: 30 }, ["bucket ohi-prod-access-logs has expiryDays 30; meant is 365"]],
    [
      "other times in CloudFront",
      { edge: { ...prod.edge, defaultTtlSeconds: 0, maxTtlSeconds: 60 } },
      ['all other paths of ohi-prod-cdn has cache "ohi-prod-pages 0 0 60"; meant is "ohi-prod-pages 0 86400 31536000"'],
    ],
  ])("follows settings with %s", (_, changed, lines) => {
    expect(compareEdges(edgeOf({ ...prod, ...changed }, "ohi-prod"), inProd)).toEqual(lines);
  });
});
