import type { Block } from "../../review/value";
import { environments } from "./expected/environments";
import { subnets } from "./expected/network";
import { stackNamed, valuesOf } from "./stacks";

const vpcId = "${aws_vpc.network_vpc.id}";

/** Ids by the names of section 3. */
const routeTableIds: Readonly<Record<string, string>> = {
  "public-rt": "network_public_route-table",
  "private-rt-a": "network_private_route-table-a",
  "private-rt-b": "network_private_route-table-b",
  "private-rt-c": "network_private_route-table-c",
  "database-rt": "network_database_route-table",
};

describe.each(environments)("the network of $name", ({ stack: name, net }) => {
  const stack = stackNamed(name);

  test("has one VPC with DNS names and support", () => {
    expect(valuesOf(stack, "aws_vpc")).toEqual({
      network_vpc: { cidr_block: `${net}.0.0/16`, enable_dns_hostnames: true, enable_dns_support: true },
    });
  });

  test("takes over the default security group, without a rule", () => {
    expect(valuesOf(stack, "aws_default_security_group")).toEqual({
      "network_default-security-group": { vpc_id: vpcId, ingress: [], egress: [] },
    });
  });

  test("has one internet gateway", () => {
    expect(valuesOf(stack, "aws_internet_gateway")).toEqual({ "network_internet-gateway": { vpc_id: vpcId } });
  });

  test("has nine subnets, each in the zone and the range of the table", () => {
    const expected = subnets.map(({ tier, zone, third }): [string, Block] => [
      `network_${tier}_${zone}`,
      { vpc_id: vpcId, availability_zone: `eu-west-1${zone}`, cidr_block: `${net}.${third}.0/24`, map_public_ip_on_launch: false },
    ]);

    expect(expected).toHaveLength(9);
    expect(valuesOf(stack, "aws_subnet")).toEqual(Object.fromEntries(expected));
  });

  test("has five route tables without routes of their own", () => {
    const expected = Object.values(routeTableIds).map((id): [string, Block] => [id, { vpc_id: vpcId }]);

    expect(expected).toHaveLength(5);
    expect(valuesOf(stack, "aws_route_table")).toEqual(Object.fromEntries(expected));
  });

  test("associates each subnet once, with the route table of its tier and zone", () => {
    const expected = subnets.map(({ tier, zone, routeTable }): [string, Block] => [
      `network_${tier}_${zone}-association`,
      {
        subnet_id: `\${aws_subnet.network_${tier}_${zone}.id}`,
        route_table_id: `\${aws_route_table.${String(routeTableIds[routeTable])}.id}`,
      },
    ]);

    expect(expected).toHaveLength(9);
    expect(valuesOf(stack, "aws_route_table_association")).toEqual(Object.fromEntries(expected));
  });

  test("leads the public tier to the internet gateway, each private zone to its own NAT gateway, and databases nowhere", () => {
    const route = (table: string, gateway: Block): Block => ({
      route_table_id: `\${aws_route_table.${table}.id}`,
      destination_cidr_block: "0.0.0.0/0",
      ...gateway,
    });

    expect(valuesOf(stack, "aws_route")).toEqual({
      "network_public_internet-route": route("network_public_route-table", {
        gateway_id: "${aws_internet_gateway.network_internet-gateway.id}",
      }),
      "network_private_internet-route-a": route("network_private_route-table-a", { nat_gateway_id: "${aws_nat_gateway.network_nat_a.id}" }),
      "network_private_internet-route-b": route("network_private_route-table-b", { nat_gateway_id: "${aws_nat_gateway.network_nat_b.id}" }),
      "network_private_internet-route-c": route("network_private_route-table-c", { nat_gateway_id: "${aws_nat_gateway.network_nat_c.id}" }),
    });
  });

  test("has a fixed address and a NAT gateway in the public subnet of each zone, made after the internet gateway", () => {
    const waits = { depends_on: ["aws_internet_gateway.network_internet-gateway"] };
    const zones = ["a", "b", "c"];

    expect(valuesOf(stack, "aws_eip")).toEqual(
      Object.fromEntries(zones.map((zone) => [`network_nat_${zone}-address`, { domain: "vpc", ...waits }])),
    );
    expect(valuesOf(stack, "aws_nat_gateway")).toEqual(
      Object.fromEntries(
        zones.map((zone) => [
          `network_nat_${zone}`,
          { allocation_id: `\${aws_eip.network_nat_${zone}-address.id}`, subnet_id: `\${aws_subnet.network_public_${zone}.id}`, ...waits },
        ]),
      ),
    );
  });

  test("tells its NAT addresses, in the order of the zones, and its VPC", () => {
    const outputs = new Map(stack.outputs.map(({ name: output, values }) => [output, values]));

    expect(outputs.get("nat_public_ips")).toEqual({
      description: "Addresses from which the environment calls the internet; for the allow lists of MongoDB Atlas and Typesense",
      value: ["a", "b", "c"].map((zone) => `\${aws_eip.network_nat_${zone}-address.public_ip}`),
    });
    expect(outputs.get("vpc_id")).toEqual({ description: "Id of the VPC", value: vpcId });
  });
});
