import { Readable } from "node:stream";
import { EC2Client } from "@aws-sdk/client-ec2";
import { compareNetworks, type FoundNetwork, type Network, readNetwork } from "../../../emulator/read-back/network";
import { nowhere } from "../../support/aws-answers";

const subnet = { name: "ohi-test-private-subnet-a", cidr: "10.0.10.0/24", zone: "eu-west-1a" };
const meant: Network = {
  vpcCidr: "10.0.0.0/16",
  subnets: [subnet],
  flows: [
    { from: "0.0.0.0/0", to: "alb", port: 443 },
    { from: "alb", to: "api", port: 8080 },
    { from: "api", to: "s3-list", port: 443 },
  ],
};
const found: FoundNetwork = {
  vpcCidrs: ["10.0.0.0/16"],
  subnets: [subnet],
  groups: ["alb", "api"],
  rules: [
    { direction: "ingress", from: "0.0.0.0/0", to: "alb", ports: "443" },
    { direction: "egress", from: "alb", to: "api", ports: "8080" },
    { direction: "ingress", from: "alb", to: "api", ports: "8080" },
    { direction: "egress", from: "api", to: "s3-list", ports: "443" },
  ],
};

describe("comparing a network read back with the one meant", () => {
  test("is silent when they are the same", () => {
    expect(compareNetworks(found, meant)).toEqual([]);
  });

  test.each<[string, FoundNetwork, string[]]>([
    ["a half of a flow that is missing", { ...found, rules: found.rules.toSpliced(2, 1) }, ["missing: ingress alb -> api:8080"]],
    [
      "a rule that nobody meant",
      { ...found, rules: [...found.rules, { direction: "ingress", from: "0.0.0.0/0", to: "api", ports: "22" }] },
      ["not meant to be there: ingress 0.0.0.0/0 -> api:22"],
    ],
    [
      "a rule that covers more than its port",
      { ...found, rules: found.rules.with(3, { direction: "egress", from: "api", to: "s3-list", ports: "-1 -1--1" }) },
      ["missing: egress api -> s3-list:443", "not meant to be there: egress api -> s3-list:-1 -1--1"],
    ],
    [
      "a subnet in another zone",
      { ...found, subnets: [{ ...subnet, zone: "eu-west-1b" }] },
      [
        "missing: subnet ohi-test-private-subnet-a 10.0.10.0/24 in eu-west-1a",
        "not meant to be there: subnet ohi-test-private-subnet-a 10.0.10.0/24 in eu-west-1b",
      ],
    ],
    ["a second VPC", { ...found, vpcCidrs: ["10.0.0.0/16", "10.9.0.0/16"] }, ["not meant to be there: VPC 10.9.0.0/16"]],
    [
      "a flow whose groups were never made",
      { ...found, groups: ["alb"], rules: found.rules.slice(0, 2) },
      ["missing: flow api -> s3-list:443, whose groups are missing"],
    ],
  ])("finds %s", (_, network, differences) => {
    expect(compareNetworks(network, meant)).toEqual(differences);
  });
});

/** A client that is answered with XML by the names of actions, as EC2 writes it. */
function answering(answers: Readonly<Record<string, string>>): EC2Client {
  const handle = ({ body }: { readonly body: string }): Promise<object> => {
    const action = new URLSearchParams(body).get("Action") ?? "";
    const xml = `<${action}Response><requestId>1</requestId>${answers[action] ?? ""}</${action}Response>`;
    return Promise.resolve({ response: { statusCode: 200, headers: {}, body: Readable.from([Buffer.from(xml)]) } });
  };
  return new EC2Client({ ...nowhere, requestHandler: { handle } as never }); // of a handler it needs nothing else
}

test("a network is read from AWS's own answers, without what the default VPC brings", async () => {
  const item = (xml: string): string => `<item>${xml}</item>`;
  const rule = (group: string, isEgress: boolean, protocol: string, port: number, peer: string): string =>
    item(
      `<groupId>sg-${group}</groupId><isEgress>${isEgress}</isEgress><ipProtocol>${protocol}</ipProtocol><fromPort>${port}</fromPort><toPort>${port}</toPort>${peer}`,
    );
  const client = answering({
    DescribeVpcs: `<vpcSet>${item("<vpcId>vpc-0</vpcId><cidrBlock>172.31.0.0/16</cidrBlock><isDefault>true</isDefault>")}
      ${item("<vpcId>vpc-1</vpcId><cidrBlock>10.0.0.0/16</cidrBlock><isDefault>false</isDefault>")}</vpcSet>`,
    DescribeSubnets: `<subnetSet>${item("<vpcId>vpc-0</vpcId>")}${item(
      `<vpcId>vpc-1</vpcId><cidrBlock>10.0.10.0/24</cidrBlock><availabilityZone>eu-west-1a</availabilityZone>
      <tagSet>${item("<key>Name</key><value>ohi-test-private-subnet-a</value>")}</tagSet>`,
    )}</subnetSet>`,
    DescribeSecurityGroups: `<securityGroupInfo>${["default", "alb", "api"]
      .map((name) => item(`<vpcId>vpc-1</vpcId><groupId>sg-${name}</groupId><groupName>${name}</groupName>`))
      .join("")}${item("<vpcId>vpc-0</vpcId><groupId>sg-other</groupId><groupName>other</groupName>")}</securityGroupInfo>`,
    DescribeManagedPrefixLists: `<prefixListSet>${item("<prefixListId>pl-1</prefixListId><prefixListName>s3-list</prefixListName>")}</prefixListSet>`,
    DescribeSecurityGroupRules: `<securityGroupRuleSet>${[
      rule("alb", false, "tcp", 443, "<cidrIpv4>0.0.0.0/0</cidrIpv4>"),
      rule("alb", true, "tcp", 8080, "<referencedGroupInfo><groupId>sg-api</groupId></referencedGroupInfo>"),
      rule("api", true, "tcp", 443, "<prefixListId>pl-1</prefixListId>"),
      rule("api", true, "-1", -1, "<cidrIpv6>::/0</cidrIpv6>"),
      rule("other", false, "tcp", 22, "<cidrIpv4>0.0.0.0/0</cidrIpv4>"),
    ].join("")}</securityGroupRuleSet>`,
  });

  expect(await readNetwork(client)).toEqual({
    vpcCidrs: ["10.0.0.0/16"],
    subnets: [subnet],
    groups: ["alb", "api"],
    rules: [
      { direction: "ingress", from: "0.0.0.0/0", to: "alb", ports: "443" },
      { direction: "egress", from: "alb", to: "api", ports: "8080" },
      { direction: "egress", from: "api", to: "s3-list", ports: "443" },
      { direction: "egress", from: "api", to: "::/0", ports: "-1 -1--1" },
    ],
  });
});
