import { compareEdges, type Edge, type EdgeClients, edgeClients, readEdge } from "../../../emulator/read-back/edge";
import { answered, type Answers } from "../../support/aws-answers";

const place = { url: "http://127.0.0.1:1", region: "eu-west-1" };

/** Every client of an edge, each answered by the names of commands. */
function answeredClients(answers: Answers): EdgeClients {
  const clients = edgeClients(place);
  const { certificates, webAcls, ...others } = clients;
  for (const client of [...Object.values(certificates), ...Object.values(webAcls), ...Object.values(others)]) answered(client, answers);
  return clients;
}

describe("the clients of an edge", () => {
  test("ask CloudFront's own region for what CloudFront has there, and the stack's for the rest", async () => {
    const { certificates, webAcls, ...others } = edgeClients(place);
    const regions = async (clients: object): Promise<object> =>
      Object.fromEntries(
        await Promise.all(
          Object.entries(clients as Readonly<Record<string, { readonly config: { region: () => Promise<string> } }>>).map(
            async ([name, { config }]) => [name, await config.region()] as const,
          ),
        ),
      );

    expect(await regions(certificates)).toEqual({ "eu-west-1": "eu-west-1", "us-east-1": "us-east-1" });
    expect(await regions(webAcls)).toEqual({ REGIONAL: "eu-west-1", CLOUDFRONT: "us-east-1" });
    expect(await regions(others)).toMatchObject({ loadBalancers: "eu-west-1", distributionLogs: "us-east-1", buckets: "eu-west-1" });
  });
});

describe("reading an edge back", () => {
  test("is nothing, where AWS leaves out everything", async () => {
    const edge = await readEdge(answeredClients({}));

    expect(Object.keys(edge)).toHaveLength(11);
    expect(Object.values(edge).flatMap((things: object) => Object.keys(things))).toEqual([]);
  });

  test("calls certificates and targets by their names wherever something leads to them", async () => {
    const alias = (name: string, host: string): object => ({ Name: name, Type: "A", AliasTarget: { DNSName: host } });
    const clients = answeredClients({
      ListCertificatesCommand: { CertificateSummaryList: [{}] },
      DescribeCertificateCommand: {
        Certificate: {
          CertificateArn: "arn:certificate",
          DomainName: "example.com",
          DomainValidationOptions: [{ ResourceRecord: { Name: "_1.example.com." } }],
        },
      },
      DescribeLoadBalancersCommand: { LoadBalancers: [{ LoadBalancerName: "lb", DNSName: "lb.amazonaws.com" }] },
      DescribeListenersCommand: { Listeners: [{ Port: 443, Protocol: "HTTPS", Certificates: [{ CertificateArn: "arn:certificate" }] }] },
      ListDistributionsCommand: { DistributionList: { Items: [{}] } },
      GetDistributionCommand: {
        Distribution: {
          DomainName: "d1.cloudfront.net",
          DistributionConfig: { Comment: "site", ViewerCertificate: { ACMCertificateArn: "arn:certificate" } },
        },
      },
      ListHostedZonesCommand: { HostedZones: [{ Name: "example.com." }] },
      ListResourceRecordSetsCommand: {
        ResourceRecordSets: [
          alias("example.com.", "d1.cloudfront.net"),
          alias("api.example.com.", "lb.amazonaws.com"),
          { Name: "_1.example.com.", Type: "CNAME" },
        ],
      },
    });

    const { loadBalancers, distributions, records } = await readEdge(clients);

    // AWS gives every region the same answers here, so the certificate is the one that was read last.
    expect(loadBalancers["lb"]?.listeners).toEqual(["443 HTTPS  certificate example.com in us-east-1: "]);
    expect(distributions["site"]?.tls).toBe("certificate example.com in us-east-1  ");
    expect(Object.entries(records).map(([name, { values }]) => [name, values])).toEqual([
      ["record example.com A", ["site"]],
      ["record api.example.com A", ["lb"]],
      ["record that validates certificates of example.com", []],
    ]);
  });
});

describe("comparing an edge read back with the one meant", () => {
  const nothing: Edge = {
    certificates: {},
    webAcls: {},
    webAclRules: {},
    loadBalancers: {},
    distributions: {},
    origins: {},
    behaviours: {},
    zones: {},
    records: {},
    healthChecks: {},
    buckets: {},
  };

  test.each(Object.keys(nothing))("names what is missing and what is there besides among the %s", (kind) => {
    const some = { ...nothing, [kind]: { thing: {} } };

    expect(compareEdges(nothing, some)).toEqual(["thing is missing"]);
    expect(compareEdges(some, nothing)).toEqual(["thing is not meant to be there"]);
    expect(compareEdges(some, some)).toEqual([]);
  });
});
