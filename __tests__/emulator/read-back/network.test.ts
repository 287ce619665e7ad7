import path from "node:path";
import { EC2Client } from "@aws-sdk/client-ec2";
import { clientFor } from "../../../emulator/read-back/facts";
import { compareNetworks, type FoundNetwork, type Network, readNetwork } from "../../../emulator/read-back/network";
import { startServer } from "../../../emulator/server";
import { Interrupts } from "../../../terraform/interrupts";
import { FakeTools } from "../../support/fake-tools";

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

test("a network is read from AWS's own answers, without what the default VPC brings", async () => {
  const tools = new FakeTools();
  const item = (xml: string): string => `<item>${xml}</item>`;
  tools.ec2Answers(
    "DescribeVpcs",
    `<vpcSet>${item("<vpcId>vpc-0</vpcId><cidrBlock>172.31.0.0/16</cidrBlock><isDefault>true</isDefault>")}
    ${item("<vpcId>vpc-1</vpcId><cidrBlock>10.0.0.0/16</cidrBlock><isDefault>false</isDefault>")}</vpcSet>`,
  );
  tools.ec2Answers(
    "DescribeSubnets",
    `<subnetSet>${item("<vpcId>vpc-0</vpcId>")}${item(
      `<vpcId>vpc-1</vpcId><cidrBlock>10.0.10.0/24</cidrBlock><availabilityZone>eu-west-1a</availabilityZone>
      <tagSet>${item("<key>Name</key><value>ohi-test-private-subnet-a</value>")}</tagSet>`,
    )}</subnetSet>`,
  );
  tools.ec2Answers(
    "DescribeSecurityGroups",
    `<securityGroupInfo>${["default", "alb", "api"].map((name) => item(`<vpcId>vpc-1</vpcId><groupId>sg-${name}</groupId><groupName>${name}</groupName>`)).join("")}
    ${item("<vpcId>vpc-0</vpcId><groupId>sg-other</groupId><groupName>other</groupName>")}</securityGroupInfo>`,
  );
  tools.ec2Answers(
    "DescribeManagedPrefixLists",
    `<prefixListSet>${item("<prefixListId>pl-1</prefixListId><prefixListName>s3-list</prefixListName>")}</prefixListSet>`,
  );
  const rule = (group: string, isEgress: boolean, protocol: string, port: number, peer: string): string =>
    item(
      `<groupId>sg-${group}</groupId><isEgress>${isEgress}</isEgress><ipProtocol>${protocol}</ipProtocol><fromPort>${port}</fromPort><toPort>${port}</toPort>${peer}`,
    );
  tools.ec2Answers(
    "DescribeSecurityGroupRules",
    `<securityGroupRuleSet>${[
      rule("alb", false, "tcp", 443, "<cidrIpv4>0.0.0.0/0</cidrIpv4>"),
      rule("alb", true, "tcp", 8080, "<referencedGroupInfo><groupId>sg-api</groupId></referencedGroupInfo>"),
      rule("api", true, "tcp", 443, "<prefixListId>pl-1</prefixListId>"),
      rule("api", true, "-1", -1, "<cidrIpv6>::/0</cidrIpv6>"),
      rule("other", false, "tcp", 22, "<cidrIpv4>0.0.0.0/0</cidrIpv4>"),
    ].join("")}</securityGroupRuleSet>`,
  );
  const server = await startServer({
    python: path.join(tools.folder, "bin/python3"),
    sources: tools.project,
    log: path.join(tools.folder, "log"),
    account: "123456789012",
    environment: tools.environment,
    interrupts: new Interrupts(),
  });

  const network = await readNetwork(new EC2Client(clientFor({ url: server.url, region: "eu-west-1" })));

  expect(network).toEqual({
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
  await server.stop();
  tools.remove();
});
