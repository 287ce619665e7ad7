import { Route53Client } from "@aws-sdk/client-route-53";
import { compareThings } from "../../../emulator/read-back/facts";
import { type FoundZones, readZones } from "../../../emulator/read-back/zones";
import { answered, type Answers, nowhere } from "../../support/aws-answers";

const site = { Name: "example.com.", Type: "A", TTL: 0, AliasTarget: { DNSName: "d1.cloudfront.net.", EvaluateTargetHealth: false } };
const api = { Name: "api.example.com.", Type: "A", AliasTarget: { DNSName: "lb.amazonaws.com", EvaluateTargetHealth: true } };
const issuers = { Name: "example.com.", Type: "CAA", TTL: 300, ResourceRecords: [{ Value: '0 issue "b"' }, { Value: '0 issue "a"' }] };
const delegation = { Name: "dev.example.com.", Type: "NS", TTL: 300, ResourceRecords: [{ Value: "ns1.example.net" }] };
const validation = { Name: "_1.example.com.", Type: "CNAME", TTL: 300, ResourceRecords: [{ Value: "_2.acm-validations.aws." }] };
const ofAws = [
  { Name: "example.com.", Type: "NS", TTL: 172_800, ResourceRecords: [{ Value: "ns-1.awsdns-1.com" }] },
  {
    Name: "example.com.",
    Type: "SOA",
    TTL: 900,
    ResourceRecords: [{ Value: "ns-1.awsdns-1.com. hostmaster.example.com. 1 7200 900 1209600 86400" }],
  },
];
const records = [...ofAws, site, api, issuers, delegation, validation];
const zone = { Id: "/hostedzone/Z1", Name: "example.com." };
const queryLog = { HostedZoneId: "Z1", CloudWatchLogsLogGroupArn: "arn:aws:logs:us-east-1:123456789012:log-group:/queries" };

/** What is read when AWS has these records in its only public zone. */
function read(sets: readonly object[] = records, changed: Answers = {}): Promise<FoundZones> {
  const client = answered(new Route53Client(nowhere), {
    ListHostedZonesCommand: { HostedZones: [zone, { Id: "/hostedzone/Z2", Name: "example.local.", Config: { PrivateZone: true } }] },
    ListResourceRecordSetsCommand: { ResourceRecordSets: sets },
    ListQueryLoggingConfigsCommand: { QueryLoggingConfigs: [queryLog] },
    ...changed,
  });
  const targets = new Map([
    ["d1.cloudfront.net", "site"],
    ["lb.amazonaws.com", "lb"],
  ]);
  return readZones({ client, targets, validationRecords: new Set(["_1.example.com."]) });
}

describe("reading zones back", () => {
  test("asks for the records of public zones, but for those that AWS makes, and follows each alias", async () => {
    expect(await read()).toEqual({
      zones: { "zone example.com": { queryLogs: ["/queries"] } },
      records: {
        "record example.com A": { values: ["site"], ttl: null, asksHealth: false },
        "record api.example.com A": { values: ["lb"], ttl: null, asksHealth: true },
        "record example.com CAA": { values: ['0 issue "a"', '0 issue "b"'], ttl: 300, asksHealth: false },
        "record dev.example.com NS": { values: ["ns1.example.net"], ttl: 300, asksHealth: false },
        "record that validates certificates of example.com": { values: [], ttl: 300, asksHealth: false },
      },
    });
  });

  test.each<[string, object, object, string[]]>([
    [
      "an alias of something else",
      api,
      { ...api, AliasTarget: { ...api.AliasTarget, DNSName: "d1.cloudfront.net" } },
      ['record api.example.com A has values ["site"]; meant is ["lb"]'],
    ],
    [
      "an alias of nobody",
      api,
      { ...api, AliasTarget: { EvaluateTargetHealth: true } },
      ['record api.example.com A has values ["?"]; meant is ["lb"]'],
    ],
    [
      "an alias that asks nobody's health",
      api,
      { ...api, AliasTarget: { DNSName: "lb.amazonaws.com" } },
      ["record api.example.com A has asksHealth false; meant is true"],
    ],
    [
      "an address where an alias was meant",
      api,
      { ...api, AliasTarget: undefined, TTL: 60, ResourceRecords: [{ Value: "192.0.2.1" }] },
      [
        'record api.example.com A has values ["192.0.2.1"]; meant is ["lb"]',
        "record api.example.com A has ttl 60; meant is null",
        "record api.example.com A has asksHealth false; meant is true",
      ],
    ],
    [
      "one issuer less",
      issuers,
      { ...issuers, ResourceRecords: [{ Value: '0 issue "a"' }] },
      [`record example.com CAA has values ["0 issue \\"a\\""]; meant is ["0 issue \\"a\\"","0 issue \\"b\\""]`],
    ],
    [
      "a record that is kept too long",
      delegation,
      { ...delegation, TTL: 86_400 },
      ["record dev.example.com NS has ttl 86400; meant is 300"],
    ],
    [
      "a record without a value",
      delegation,
      { Name: delegation.Name, Type: "NS" },
      ['record dev.example.com NS has values []; meant is ["ns1.example.net"]', "record dev.example.com NS has ttl null; meant is 300"],
    ],
    [
      "a validation that is another's",
      validation,
      { ...validation, Name: "_9.example.com." },
      ["record _9.example.com CNAME is not meant to be there", "record that validates certificates of example.com is missing"],
    ],
    [
      "a record of which AWS says nothing",
      validation,
      { ResourceRecords: [{}] },
      ["record ? ? is not meant to be there", "record that validates certificates of example.com is missing"],
    ],
  ])("finds %s", async (_, meant, found, lines) => {
    const wrong = await read(records.map((record) => (record === meant ? found : record)));

    expect(compareThings(wrong.records, (await read()).records)).toEqual(lines);
  });

  test.each<[string, Answers, string[]]>([
    ["whose queries nobody logs", { ListQueryLoggingConfigsCommand: {} }, ['zone example.com has queryLogs []; meant is ["/queries"]']],
    [
      "whose queries are logged twice",
      { ListQueryLoggingConfigsCommand: { QueryLoggingConfigs: [queryLog, { HostedZoneId: "Z1" }, {}] } },
      ['zone example.com has queryLogs ["/queries","?"]; meant is ["/queries"]'],
    ],
    [
      "of which AWS says nothing",
      { ListHostedZonesCommand: { HostedZones: [{}] }, ListResourceRecordSetsCommand: {} },
      ["zone ? is not meant to be there", "zone example.com is missing"],
    ],
  ])("finds a zone %s", async (_, changed, lines) => {
    expect(compareThings((await read(records, changed)).zones, (await read()).zones)).toEqual(lines);
  });
});
