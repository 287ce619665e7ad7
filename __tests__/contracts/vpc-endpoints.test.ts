import type { Block } from "../../review/value";
import { environments } from "./expected/environments";
import { interfaceEndpoints } from "./expected/network";
import { stackNamed, valuesOf } from "./stacks";

describe.each(environments)("the VPC endpoints of $name", ({ stack: name }) => {
  const endpoints = valuesOf(stackNamed(name), "aws_vpc_endpoint");

  test("are seven interfaces and one gateway", () => {
    const types = Object.values(endpoints).map((endpoint) => endpoint["vpc_endpoint_type"]);

    expect(types.toSorted()).toEqual(["Gateway", ...Array<string>(7).fill("Interface")]);
  });

  test.each(interfaceEndpoints)("put %s into every private subnet under its usual name", (service) => {
    const expected: Block = {
      vpc_id: "${aws_vpc.network_vpc.id}",
      vpc_endpoint_type: "Interface",
      service_name: `com.amazonaws.eu-west-1.${service}`,
      private_dns_enabled: true,
      subnet_ids: ["a", "b", "c"].map((zone) => `\${aws_subnet.network_private_${zone}.id}`),
      security_group_ids: ["${aws_security_group.security_vpc-endpoints.id}"],
    };

    expect(endpoints[`endpoints_${service.replace(".", "-")}`]).toEqual(expected);
  });

  test("put S3 on every route table, databases' included", () => {
    const tables = [
      "public_route-table",
      "private_route-table-a",
      "private_route-table-b",
      "private_route-table-c",
      "database_route-table",
    ];

    expect(endpoints["network_s3-endpoint"]).toEqual({
      vpc_id: "${aws_vpc.network_vpc.id}",
      vpc_endpoint_type: "Gateway",
      service_name: "com.amazonaws.eu-west-1.s3",
      route_table_ids: tables.map((table) => `\${aws_route_table.network_${table}.id}`),
    });
  });
});
