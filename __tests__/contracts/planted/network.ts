import { bugsFor, type PlantedBug, type Row } from "./planted-bug";

const vpc = "aws_vpc.network_vpc";
const publicA = "aws_subnet.network_public_a";
const privateA = "aws_subnet.network_private_a";
const databaseA = "aws_subnet.network_database_a";
const privateTableA = "aws_route_table.network_private_route-table-a";
const databaseTable = "aws_route_table.network_database_route-table";
const publicRoute = "aws_route.network_public_internet-route";
const privateRouteA = "aws_route.network_private_internet-route-a";
const natA = "aws_nat_gateway.network_nat_a";
const addressA = "aws_eip.network_nat_a-address";
const association = "aws_route_table_association.network_private_a-association";

/** Mistakes in subnets, routes and gateways. */
export const networkBugs: readonly PlantedBug[] = [
  ...bugsFor("vpcs", [
    ["a VPC of which the range is not known", vpc, (draft) => draft.set(vpc, { cidr_block: "${var.cidr}" }), "unresolved"],
    ["a VPC that resolves no names", vpc, (draft) => draft.set(vpc, { enable_dns_support: false })],
    ["a VPC that gives no names", vpc, (draft) => draft.set(vpc, { enable_dns_hostnames: undefined })],
    ["a second VPC", "aws_vpc.more", (draft) => draft.copy(vpc, "more")],
    ["a subnet of another VPC", privateA, (draft) => draft.set(privateA, { vpc_id: "vpc-0123" }), "unresolved"],
    [
      "a security group in the default VPC",
      "aws_security_group.security_api",
      (draft) => draft.set("aws_security_group.security_api", { vpc_id: undefined }),
      "unresolved",
    ],
    [
      "an endpoint in the default VPC",
      "aws_vpc_endpoint.network_s3-endpoint",
      (draft) => draft.set("aws_vpc_endpoint.network_s3-endpoint", { vpc_id: undefined }),
      "unresolved",
    ],
    [
      "a namespace of another VPC",
      "aws_service_discovery_private_dns_namespace.more",
      (draft) => draft.add("aws_service_discovery_private_dns_namespace.more", { vpc: "vpc-1" }),
      "unresolved",
    ],
    ...[
      "aws_vpc_peering_connection",
      "aws_vpc_peering_connection_accepter",
      "aws_ec2_transit_gateway_vpc_attachment",
      "aws_default_vpc",
    ].map((type): Row => [`an ${type}`, `${type}.more`, (draft) => draft.add(`${type}.more`, {})]),
  ]),
  ...bugsFor("cidrs", [
    ["a subnet outside its VPC", publicA, (draft) => draft.set(publicA, { cidr_block: "10.9.0.0/24" })],
    ["a subnet with the range of another zone", privateA, (draft) => draft.set(privateA, { cidr_block: "10.0.11.0/24" })],
    ["a subnet with the range of another tier", databaseA, (draft) => draft.set(databaseA, { cidr_block: "10.0.13.0/24" })],
    ["a subnet that overlaps another one", privateA, (draft) => draft.set(privateA, { cidr_block: "10.0.0.0/20" })],
    ["a subnet that another one overlaps", publicA, (draft) => draft.set(privateA, { cidr_block: "10.0.0.0/20" })],
    ["a range with host bits", publicA, (draft) => draft.set(publicA, { cidr_block: "10.0.0.1/24" }), "unresolved"],
    ["half a block", publicA, (draft) => draft.set(publicA, { cidr_block: "10.0.0.0/25" })],
    ["a zone that does not fit the range", publicA, (draft) => draft.set(publicA, { availability_zone: "eu-west-1b" })],
    ["a zone of another region", publicA, (draft) => draft.set(publicA, { availability_zone: "eu-west-2a" }), "unresolved"],
    ["a tier that nobody knows", databaseA, (draft) => draft.setTags(databaseA, { Tier: "data" }), "unresolved"],
    ["a tier that is a word of JavaScript", databaseA, (draft) => draft.setTags(databaseA, { Tier: "constructor" }), "unresolved"],
    ["a VPC of another stack", privateA, (draft) => draft.set(privateA, { vpc_id: "vpc-0123" }), "unresolved"],
    ["a name with another zone's letter", publicA, (draft) => draft.setTags(publicA, { Name: "ohi-dev-public-subnet-b" })],
    [
      "all subnets in one zone",
      "aws_subnet",
      (draft) =>
        ["public", "private", "database"].reduce(
          (less, tier) => less.drop(`aws_subnet.network_${tier}_b`).drop(`aws_subnet.network_${tier}_c`),
          draft,
        ),
    ],
    ["a zone without a database subnet", "aws_subnet", (draft) => draft.drop(databaseA)],
    ["two subnets of a tier in one zone", "aws_subnet.more", (draft) => draft.copy(publicA, "more", { cidr_block: "10.0.3.0/24" })],
  ]),
  ...bugsFor("subnet-associations", [
    ["a subnet without a route table", privateA, (draft) => draft.drop(association)],
    ["a subnet with two", privateA, (draft) => draft.copy(association, "more")],
    [
      "an association with a subnet that is gone",
      association,
      (draft) => draft.set(association, { subnet_id: "${aws_subnet.gone.id}" }),
      "unresolved",
    ],
    [
      "an association with a table that is gone",
      association,
      (draft) => draft.set(association, { route_table_id: "${aws_route_table.gone.id}" }),
      "unresolved",
    ],
    [
      "an association by the wrong attribute",
      association,
      (draft) => draft.set(association, { subnet_id: "${aws_subnet.network_private_a.arn}" }),
      "unresolved",
    ],
    ["a table of another VPC", association, (draft) => draft.set(privateTableA, { vpc_id: "vpc-0123" })],
    [
      "a main route table",
      "aws_main_route_table_association.main",
      (draft) => draft.add("aws_main_route_table_association.main", { vpc_id: "vpc-1" }),
    ],
    [
      "the routes that a VPC has by itself",
      "aws_default_route_table.main",
      (draft) => draft.add("aws_default_route_table.main", { default_route_table_id: `\${${vpc}.default_route_table_id}` }),
    ],
  ]),
  ...bugsFor("routes-per-tier", [
    [
      "a private zone that leaves by another zone",
      privateRouteA,
      (draft) => draft.set(privateRouteA, { nat_gateway_id: "${aws_nat_gateway.network_nat_b.id}" }),
    ],
    [
      "a private zone that leaves by the internet gateway",
      privateRouteA,
      (draft) => draft.set(privateRouteA, { nat_gateway_id: undefined, gateway_id: "${aws_internet_gateway.network_internet-gateway.id}" }),
    ],
    ["a private zone without a way out", privateTableA, (draft) => draft.drop(privateRouteA)],
    ["a public tier without a way out", "aws_route_table.network_public_route-table", (draft) => draft.drop(publicRoute)],
    [
      "a way out for databases",
      "aws_route.more",
      (draft) => draft.copy(privateRouteA, "more", { route_table_id: `\${${databaseTable}.id}` }),
    ],
    ["a default route that is none", publicRoute, (draft) => draft.set(publicRoute, { destination_cidr_block: "0.0.0.0/1" })],
    ["a route by two gateways", publicRoute, (draft) => draft.set(publicRoute, { nat_gateway_id: "${aws_nat_gateway.network_nat_a.id}" })],
    [
      "a route beside the default one",
      "aws_route.more",
      (draft) => draft.copy(publicRoute, "more", { destination_cidr_block: "192.168.0.0/16" }),
    ],
    [
      "a route to a peer",
      privateRouteA,
      (draft) => draft.set(privateRouteA, { nat_gateway_id: undefined, vpc_peering_connection_id: "pcx-1" }),
    ],
    ["a route of a table that is gone", publicRoute, (draft) => draft.set(publicRoute, { route_table_id: "rtb-1" }), "unresolved"],
    ["routes inside a table", privateTableA, (draft) => draft.set(privateTableA, { route: [] })],
    [
      "a table that two tiers share",
      privateTableA,
      (draft) => draft.set("aws_route_table_association.network_database_a-association", { route_table_id: `\${${privateTableA}.id}` }),
    ],
    [
      "a table that two private zones share",
      privateTableA,
      (draft) => draft.set("aws_route_table_association.network_private_b-association", { route_table_id: `\${${privateTableA}.id}` }),
    ],
    ["a table that nobody uses", "aws_route_table.more", (draft) => draft.copy(databaseTable, "more")],
    [
      "a second table for databases",
      "aws_route_table.more",
      (draft) =>
        draft
          .copy(databaseTable, "more")
          .set("aws_route_table_association.network_database_b-association", { route_table_id: "${aws_route_table.more.id}" }),
    ],
    [
      "a second table for a private zone",
      "aws_route_table.more",
      (draft) =>
        draft
          .copy(privateTableA, "more")
          .copy(privateA, "second", { cidr_block: "10.0.13.0/24" })
          .copy(association, "second", { subnet_id: "${aws_subnet.second.id}", route_table_id: "${aws_route_table.more.id}" }),
    ],
    ["a table named after another zone", privateTableA, (draft) => draft.setTags(privateTableA, { Name: "ohi-dev-private-rt-b" })],
    ["a table tagged with another tier", databaseTable, (draft) => draft.setTags(databaseTable, { Tier: "private" })],
    ["a NAT gateway in a private subnet", privateRouteA, (draft) => draft.set(natA, { subnet_id: `\${${privateA}.id}` })],
  ]),
  ...bugsFor("nat-gateways", [
    ["one in a private subnet", natA, (draft) => draft.set(natA, { subnet_id: `\${${privateA}.id}` })],
    ["one in another zone", "aws_nat_gateway", (draft) => draft.set(natA, { subnet_id: "${aws_subnet.network_public_b.id}" })],
    ["a zone without one", "aws_nat_gateway", (draft) => draft.drop(natA)],
    [
      "two that share an address",
      "aws_eip.network_nat_b-address",
      (draft) => draft.set(natA, { allocation_id: "${aws_eip.network_nat_b-address.id}" }),
    ],
    ["an address that nobody has", "aws_eip.more", (draft) => draft.copy(addressA, "more")],
    ["one without an address of this stack", natA, (draft) => draft.set(natA, { allocation_id: "eipalloc-1" }), "unresolved"],
    ["one in a subnet of another stack", natA, (draft) => draft.set(natA, { subnet_id: "subnet-1" }), "unresolved"],
    ["one that does not wait for the internet gateway", natA, (draft) => draft.set(natA, { depends_on: undefined })],
    ["an address that waits for something else", addressA, (draft) => draft.set(addressA, { depends_on: ["aws_vpc.network_vpc"] })],
    ["an address outside a VPC", addressA, (draft) => draft.set(addressA, { domain: "standard" })],
    ["a private one", natA, (draft) => draft.set(natA, { connectivity_type: "private" })],
    ["one named after another zone", natA, (draft) => draft.setTags(natA, { Name: "ohi-dev-nat-c" })],
    ["an address named after another zone", addressA, (draft) => draft.setTags(addressA, { Name: "ohi-dev-nat-c" })],
  ]),
  ...bugsFor("no-public-addresses", [
    ["a public subnet that hands out addresses", publicA, (draft) => draft.set(publicA, { map_public_ip_on_launch: true })],
    ["a subnet that does not say", databaseA, (draft) => draft.set(databaseA, { map_public_ip_on_launch: undefined })],
  ]),
  ...bugsFor("vpc-endpoints", [
    ["a service without an endpoint", "aws_vpc_endpoint", (draft) => draft.drop("aws_vpc_endpoint.endpoints_logs")],
    ["no endpoint for S3", "aws_vpc_endpoint", (draft) => draft.drop("aws_vpc_endpoint.network_s3-endpoint")],
    ["two for one service", "aws_vpc_endpoint", (draft) => draft.copy("aws_vpc_endpoint.endpoints_logs", "more")],
    [
      "a service that nobody asked for",
      "aws_vpc_endpoint.endpoints_logs",
      (draft) => draft.set("aws_vpc_endpoint.endpoints_logs", { service_name: "com.amazonaws.eu-west-1.sqs" }),
    ],
    [
      "an endpoint without private DNS",
      "aws_vpc_endpoint.endpoints_ssm",
      (draft) => draft.set("aws_vpc_endpoint.endpoints_ssm", { private_dns_enabled: false }),
    ],
    [
      "an endpoint that leaves private DNS to the default",
      "aws_vpc_endpoint.endpoints_ssm",
      (draft) => draft.set("aws_vpc_endpoint.endpoints_ssm", { private_dns_enabled: undefined }),
    ],
    [
      "an endpoint behind another group",
      "aws_vpc_endpoint.endpoints_ssm",
      (draft) => draft.set("aws_vpc_endpoint.endpoints_ssm", { security_group_ids: ["${aws_security_group.security_api.id}"] }),
    ],
    [
      "an endpoint without a group",
      "aws_vpc_endpoint.endpoints_ssm",
      (draft) => draft.set("aws_vpc_endpoint.endpoints_ssm", { security_group_ids: undefined }),
    ],
    [
      "a route table without S3",
      "aws_vpc_endpoint.network_s3-endpoint",
      (draft) => draft.set("aws_vpc_endpoint.network_s3-endpoint", { route_table_ids: [`\${${databaseTable}.id}`] }),
    ],
    [
      "S3 by an interface",
      "aws_vpc_endpoint.network_s3-endpoint",
      (draft) => draft.set("aws_vpc_endpoint.network_s3-endpoint", { vpc_endpoint_type: "Interface" }),
    ],
  ]),
];
