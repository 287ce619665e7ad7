import { Network } from "../../../constructs/network/network";
import { dataSources, limitRoles, render, resources, type StackJson, tags, testStack, type Values } from "../../support/stack";

const zones = ["eu-west-1a", "eu-west-1b"] as const;
const ranges = (offset: number): { zone: string; cidr: string }[] =>
  zones.map((zone, index) => ({ zone, cidr: `10.9.${offset + index}.0/24` }));

function build(): { readonly network: Network; readonly json: StackJson } {
  const stack = testStack();
  limitRoles(stack);
  const network = new Network(stack, "network", {
    cidr: "10.9.0.0/16",
    public: ranges(0),
    private: ranges(10),
    database: ranges(20),
    flowLogs: { kmsKeyArn: "arn:key", retentionDays: 7 },
  });
  stack.output("nat", "NAT addresses", network.nat.publicIps);
  return { network, json: render(stack) };
}

describe("a network", () => {
  const { network, json } = build();
  const vpc = "${aws_vpc.network_vpc.id}";
  const inVpc = (name: string, more: Record<string, string> = {}): Record<string, string> =>
    tags({ Service: "vpc", Name: `ohi-test-${name}`, ...more });

  test("has one VPC with DNS names and support", () => {
    expect(resources(json, "aws_vpc")).toEqual({
      network_vpc: { cidr_block: "10.9.0.0/16", enable_dns_support: true, enable_dns_hostnames: true, tags: inVpc("vpc") },
    });
  });

  test("closes the default security group", () => {
    expect(resources(json, "aws_default_security_group")).toEqual({
      "network_default-security-group": { vpc_id: vpc, ingress: [], egress: [], tags: inVpc("default-sg") },
    });
  });

  test("has one internet gateway", () => {
    expect(resources(json, "aws_internet_gateway")).toEqual({ "network_internet-gateway": { vpc_id: vpc, tags: inVpc("igw") } });
  });

  test("has a subnet of each tier in each zone, none of which hands out public addresses", () => {
    const subnet = (tier: string, letter: string, octet: number): Values => ({
      vpc_id: vpc,
      availability_zone: `eu-west-1${letter}`,
      cidr_block: `10.9.${octet}.0/24`,
      map_public_ip_on_launch: false,
      tags: inVpc(`${tier}-subnet-${letter}`, { Tier: tier }),
    });

    expect(resources(json, "aws_subnet")).toEqual({
      network_public_a: subnet("public", "a", 0),
      network_public_b: subnet("public", "b", 1),
      network_private_a: subnet("private", "a", 10),
      network_private_b: subnet("private", "b", 11),
      network_database_a: subnet("database", "a", 20),
      network_database_b: subnet("database", "b", 21),
    });
  });

  test("has a route table for the public tier, one for each private zone, and one for the database tier", () => {
    const table = (name: string, tier: string): Values => ({ vpc_id: vpc, tags: inVpc(name, { Tier: tier }) });

    expect(resources(json, "aws_route_table")).toEqual({
      "network_public_route-table": table("public-rt", "public"),
      "network_private_route-table-a": table("private-rt-a", "private"),
      "network_private_route-table-b": table("private-rt-b", "private"),
      "network_database_route-table": table("database-rt", "database"),
    });
  });

  test("associates each subnet with exactly one table, of its own tier and zone", () => {
    const association = (tier: string, letter: string, table: string): [string, Values] => [
      `network_${tier}_${letter}-association`,
      { subnet_id: `\${aws_subnet.network_${tier}_${letter}.id}`, route_table_id: `\${aws_route_table.network_${tier}_${table}.id}` },
    ];

    expect(resources(json, "aws_route_table_association")).toEqual(
      Object.fromEntries([
        association("public", "a", "route-table"),
        association("public", "b", "route-table"),
        association("private", "a", "route-table-a"),
        association("private", "b", "route-table-b"),
        association("database", "a", "route-table"),
        association("database", "b", "route-table"),
      ]),
    );
  });

  test("leads the public tier to the internet gateway, each private zone to its own NAT gateway, and the database tier nowhere", () => {
    const route = (table: string, gateway: Values): Values => ({
      route_table_id: `\${aws_route_table.network_${table}.id}`,
      destination_cidr_block: "0.0.0.0/0",
      ...gateway,
    });

    expect(resources(json, "aws_route")).toEqual({
      "network_public_internet-route": route("public_route-table", { gateway_id: "${aws_internet_gateway.network_internet-gateway.id}" }),
      "network_private_internet-route-a": route("private_route-table-a", { nat_gateway_id: "${aws_nat_gateway.network_nat_a.id}" }),
      "network_private_internet-route-b": route("private_route-table-b", { nat_gateway_id: "${aws_nat_gateway.network_nat_b.id}" }),
    });
  });

  test("has a NAT gateway with an address of its own in each public subnet, after the internet gateway is attached", () => {
    const dependsOn = { depends_on: ["aws_internet_gateway.network_internet-gateway"] };
    const nat = (name: string): Values => tags({ Service: "nat-gateway", Name: `ohi-test-${name}` });

    expect(resources(json, "aws_eip")).toEqual({
      "network_nat_a-address": { domain: "vpc", ...dependsOn, tags: nat("nat-a") },
      "network_nat_b-address": { domain: "vpc", ...dependsOn, tags: nat("nat-b") },
    });
    expect(resources(json, "aws_nat_gateway")).toEqual({
      network_nat_a: {
        allocation_id: "${aws_eip.network_nat_a-address.id}",
        subnet_id: "${aws_subnet.network_public_a.id}",
        ...dependsOn,
        tags: nat("nat-a"),
      },
      network_nat_b: {
        allocation_id: "${aws_eip.network_nat_b-address.id}",
        subnet_id: "${aws_subnet.network_public_b.id}",
        ...dependsOn,
        tags: nat("nat-b"),
      },
    });
    expect(json.output?.["nat"]?.["value"]).toEqual([
      "${aws_eip.network_nat_a-address.public_ip}",
      "${aws_eip.network_nat_b-address.public_ip}",
    ]);
  });

  test("has no NAT gateway to offer in a zone without a public subnet", () => {
    expect(() => network.nat.in("eu-west-1c")).toThrow(
      "ohi-test/network/nat: 1 problem\n  no NAT gateway in eu-west-1c; there is one in eu-west-1a, eu-west-1b",
    );
  });

  test("says by which route a zone of a tier reaches the internet, and refuses one that does not", () => {
    const routes = [
      network.privateTier.internetRouteIn("eu-west-1b"),
      network.publicTier.internetRouteIn("eu-west-1a"),
      network.publicTier.internetRouteIn("eu-west-1b"),
    ].map(({ friendlyUniqueId }) => friendlyUniqueId);

    expect(routes).toEqual(["network_private_internet-route-b", "network_public_internet-route", "network_public_internet-route"]);
    expect(() => network.databaseTier.internetRouteIn("eu-west-1a")).toThrow(
      "ohi-test/network/database: 1 problem\n  no route to the internet in eu-west-1a",
    );
    expect(() => network.privateTier.internetRouteIn("eu-west-1c")).toThrow("no route to the internet in eu-west-1c");
  });

  test("leads S3's addresses on every route table to the gateway endpoint", () => {
    expect(resources(json, "aws_vpc_endpoint")).toEqual({
      "network_s3-endpoint": {
        vpc_id: vpc,
        vpc_endpoint_type: "Gateway",
        service_name: "com.amazonaws.eu-west-1.s3",
        route_table_ids: ["public_route-table", "private_route-table-a", "private_route-table-b", "database_route-table"].map(
          (table) => `\${aws_route_table.network_${table}.id}`,
        ),
        tags: inVpc("s3-endpoint"),
      },
    });
  });

  test("records all traffic in an encrypted log group with an end", () => {
    expect(resources(json, "aws_cloudwatch_log_group")).toEqual({
      "network_flow-logs_log-group": {
        name: "/vpc/ohi-test/flow-logs",
        kms_key_id: "arn:key",
        retention_in_days: 7,
        tags: tags({ Service: "vpc", Name: "/vpc/ohi-test/flow-logs" }),
      },
    });
    expect(resources(json, "aws_flow_log")).toEqual({
      "network_flow-logs_flow-log": {
        vpc_id: vpc,
        traffic_type: "ALL",
        log_destination_type: "cloud-watch-logs",
        log_destination: "${aws_cloudwatch_log_group.network_flow-logs_log-group.arn}",
        iam_role_arn: "${aws_iam_role.network_flow-logs_role.arn}",
        max_aggregation_interval: 600,
        depends_on: ["aws_iam_role_policy.network_flow-logs_role_policy"],
        tags: inVpc("flow-log"),
      },
    });
  });

  test("lets flow logs write to that group and do nothing else", () => {
    expect(dataSources(json, "aws_iam_policy_document")["network_flow-logs_role_grants"]).toEqual({
      statement: [
        {
          sid: "WriteFlowLogs",
          effect: "Allow",
          actions: ["logs:CreateLogStream", "logs:DescribeLogStreams", "logs:PutLogEvents"],
          resources: ["${aws_cloudwatch_log_group.network_flow-logs_log-group.arn}:*"],
        },
      ],
    });
    expect(resources(json, "aws_iam_role_policy")).toEqual({
      "network_flow-logs_role_policy": {
        name: "ohi-test-flow-logs-role",
        role: "${aws_iam_role.network_flow-logs_role.id}",
        policy: "${data.aws_iam_policy_document.network_flow-logs_role_grants.json}",
      },
    });
  });
});
