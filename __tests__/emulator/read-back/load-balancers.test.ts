import { ElasticLoadBalancingV2Client } from "@aws-sdk/client-elastic-load-balancing-v2";
import { WAFV2Client } from "@aws-sdk/client-wafv2";
import { compareThings } from "../../../emulator/read-back/facts";
import { type FoundLoadBalancers, readLoadBalancers } from "../../../emulator/read-back/load-balancers";
import { answered, type Answers, nowhere } from "../../support/aws-answers";

const balancer = {
  LoadBalancerArn: "arn:lb",
  LoadBalancerName: "lb",
  DNSName: "lb-1.eu-west-1.elb.amazonaws.com",
  Scheme: "internet-facing",
  AvailabilityZones: [{ ZoneName: "eu-west-1b" }, { ZoneName: "eu-west-1a" }],
};
const attributes = {
  "access_logs.s3.enabled": "true",
  "access_logs.s3.bucket": "ohi-test-access-logs-123456789012",
  "access_logs.s3.prefix": "alb",
  "deletion_protection.enabled": "true",
  "idle_timeout.timeout_seconds": "120",
  "routing.http.drop_invalid_header_fields.enabled": "true",
};
const https = {
  Port: 443,
  Protocol: "HTTPS",
  SslPolicy: "TLS13",
  Certificates: [{ CertificateArn: "arn:certificate" }],
  DefaultActions: [{ Type: "fixed-response", FixedResponseConfig: { StatusCode: "404" } }],
};
const http = {
  Port: 80,
  Protocol: "HTTP",
  SslPolicy: "which the emulator tells of every listener",
  DefaultActions: [{ Type: "redirect", RedirectConfig: { Protocol: "HTTPS", Port: "443", StatusCode: "HTTP_301" } }],
};
const answers = {
  DescribeLoadBalancersCommand: { LoadBalancers: [balancer] },
  DescribeLoadBalancerAttributesCommand: withAttributes({}),
  DescribeListenersCommand: { Listeners: [https, http] },
};

function withAttributes(changed: Readonly<Record<string, string>>): object {
  return { Attributes: Object.entries({ ...attributes, ...changed }).map(([Key, Value]) => ({ Key, Value })) };
}

function read(changed: Answers = {}): Promise<FoundLoadBalancers> {
  return readLoadBalancers({
    client: answered(new ElasticLoadBalancingV2Client(nowhere), { ...answers, ...changed }),
    waf: answered(new WAFV2Client(nowhere), { GetWebACLForResourceCommand: { WebACL: { Name: "waf" } }, ...changed }),
    certificates: new Map([["arn:certificate", "certificate example.com in eu-west-1"]]),
  });
}

describe("reading load balancers back", () => {
  test("asks for their attributes, their listeners and the web ACL in front of them", async () => {
    expect(await read()).toEqual({
      loadBalancers: {
        lb: {
          internal: false,
          zones: ["eu-west-1a", "eu-west-1b"],
          listeners: ["80 HTTP: redirect HTTPS 443 HTTP_301", "443 HTTPS TLS13 certificate example.com in eu-west-1: fixed-response 404"],
          protected: true,
          idleSeconds: 120,
          dropsInvalidHeaders: true,
          log: "ohi-test-access-logs/alb",
          webAcl: "waf",
        },
      },
      nameByHost: new Map([["lb-1.eu-west-1.elb.amazonaws.com", "lb"]]),
    });
  });

  test.each<[string, Answers, string[]]>([
    [
      "that was to be public and is not",
      { DescribeLoadBalancersCommand: { LoadBalancers: [{ ...balancer, Scheme: "internal" }] } },
      ["lb has internal true; meant is false"],
    ],
    [
      "in a single zone",
      { DescribeLoadBalancersCommand: { LoadBalancers: [{ ...balancer, AvailabilityZones: [{ ZoneName: "eu-west-1a" }] }] } },
      ['lb has zones ["eu-west-1a"]; meant is ["eu-west-1a","eu-west-1b"]'],
    ],
    ["without a web ACL", { GetWebACLForResourceCommand: {} }, ['lb has webAcl null; meant is "waf"']],
    [
      "without an access log",
      { DescribeLoadBalancerAttributesCommand: withAttributes({ "access_logs.s3.enabled": "false" }) },
      ['lb has log null; meant is "ohi-test-access-logs/alb"'],
    ],
    [
      "that anybody can delete, that hangs up early and passes invalid headers on",
      {
        DescribeLoadBalancerAttributesCommand: withAttributes({
          "deletion_protection.enabled": "false",
          "idle_timeout.timeout_seconds": "60",
          "routing.http.drop_invalid_header_fields.enabled": "false",
        }),
      },
      ["lb has protected false; meant is true", "lb has idleSeconds 60; meant is 120", "lb has dropsInvalidHeaders false; meant is true"],
    ],
    [
      "that speaks an old TLS, with a certificate of somebody else",
      {
        DescribeListenersCommand: { Listeners: [http, { ...https, SslPolicy: "TLS10", Certificates: [{ CertificateArn: "arn:other" }] }] },
      },
      [
        'lb has listeners ["80 HTTP: redirect HTTPS 443 HTTP_301","443 HTTPS TLS10 : fixed-response 404"]; meant is ["80 HTTP: redirect HTTPS 443 HTTP_301","443 HTTPS TLS13 certificate example.com in eu-west-1: fixed-response 404"]',
      ],
    ],
    [
      "of which AWS says nothing",
      { DescribeLoadBalancersCommand: { LoadBalancers: [{}] }, DescribeLoadBalancerAttributesCommand: {}, DescribeListenersCommand: {} },
      ["? is not meant to be there", "lb is missing"],
    ],
  ])("finds one %s", async (_, changed, differences) => {
    const [{ loadBalancers: found }, { loadBalancers: meant }] = [await read(changed), await read()];

    expect(compareThings(found, meant)).toEqual(differences);
  });

  test("tells what it can where AWS leaves out the rest", async () => {
    const { loadBalancers } = await read({
      DescribeLoadBalancerAttributesCommand: { Attributes: [{ Key: "access_logs.s3.enabled", Value: "true" }] },
      DescribeListenersCommand: { Listeners: [{ Port: 443, Protocol: "HTTPS" }] },
    });

    expect(loadBalancers["lb"]).toMatchObject({ log: "?/", listeners: ["443 HTTPS : "], idleSeconds: Number.NaN });
  });
});
