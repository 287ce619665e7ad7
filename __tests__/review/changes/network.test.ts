import { changesBy, planted, told } from "./compared";

const association = "aws_route_table_association.network_private_a-association";
const database = "aws_route_table_association.network_database_a-association";
const table = (id: string): string => `\${aws_route_table.network_${id}.id}`;

describe("subnets that are cut off", () => {
  const rows = planted(
    ["by the loss of an association", (draft) => draft.drop(association), ["cut-off", association]],
    ["by another table", (draft) => draft.set(association, { route_table_id: table("database_route-table") }), ["cut-off", association]],
    [
      "by an association that now serves another subnet",
      (draft) => draft.set(association, { subnet_id: "${aws_subnet.network_private_b.id}" }),
      ["cut-off", association],
      ["cut-off", "aws_route_table_association.network_private_b-association"],
    ],
    ["not by another id of the association", (draft) => draft.rename(association, "renamed")],
    ["not when they go themselves", (draft) => draft.drop(association).drop("aws_subnet.network_private_a")],
    [
      "by the loss of the NAT gateway",
      (draft) => draft.drop("aws_nat_gateway.network_nat_a"),
      ["cut-off", "aws_nat_gateway.network_nat_a"],
      ["cut-off", "aws_route.network_private_internet-route-a"],
    ],
    [
      "by the loss of the internet gateway",
      (draft) => draft.drop("aws_internet_gateway.network_internet-gateway"),
      ["cut-off", "aws_internet_gateway.network_internet-gateway"],
      ["cut-off", "aws_route.network_public_internet-route"],
    ],
    [
      "by the loss of an endpoint",
      (draft) => draft.drop("aws_vpc_endpoint.endpoints_logs"),
      ["cut-off", "aws_vpc_endpoint.endpoints_logs"],
    ],
    [
      "by the loss of a route",
      (draft) => draft.drop("aws_route.network_private_internet-route-a"),
      ["cut-off", "aws_route.network_private_internet-route-a"],
    ],
    [
      "by a route to somewhere else",
      (draft) => draft.set("aws_route.network_private_internet-route-a", { nat_gateway_id: "${aws_nat_gateway.network_nat_b.id}" }),
      ["cut-off", "aws_route.network_private_internet-route-a"],
    ],
    ["not by another id of the route", (draft) => draft.rename("aws_route.network_private_internet-route-a", "renamed")],
  );

  test.each(rows)("are told: $change", ({ plant, found }) => {
    expect(told(changesBy("cutOff", plant))).toEqual(found);
  });
});

describe("subnets with a way to the internet of their own", () => {
  const route = {
    route_table_id: table("database_route-table"),
    destination_cidr_block: "0.0.0.0/0",
    gateway_id: "${aws_internet_gateway.network_internet-gateway.id}",
  };
  const rows = planted(
    [
      "by a new route",
      (draft) => draft.add("aws_route.more", route),
      ["exposed", "aws_route.more"],
      ["exposed", "aws_route.more"],
      ["exposed", "aws_route.more"],
    ],
    [
      "by the table of public subnets",
      (draft) => draft.set(database, { route_table_id: table("public_route-table") }),
      ["exposed", "aws_route.network_public_internet-route"],
    ],
    [
      "not by a way out through a NAT gateway",
      (draft) => draft.add("aws_route.more", { ...route, gateway_id: null, nat_gateway_id: "${aws_nat_gateway.network_nat_a.id}" }),
    ],
  );

  test.each(rows)("are told: $change", ({ plant, found }) => {
    expect(told(changesBy("publicRoutes", plant))).toEqual(found);
  });
});
