import "../support/matchers";
import { Subnet } from "@cdktf/provider-aws/lib/subnet";
import { Vpc } from "@cdktf/provider-aws/lib/vpc";
import { stackJson } from "../support/synthesized";
import { environments } from "./expected/environments";
import { subnets } from "./expected/network";
import { stackNamed } from "./stacks";

describe.each(environments)("the addresses of $name", ({ stack: name, net }) => {
  test("are those of one VPC", () => {
    expect(stackNamed(name).ofType("aws_vpc")).toHaveLength(1);
    expect(stackJson(name)).toHaveResourceWithProperties(Vpc, { cidr_block: `${net}.0.0/16` });
  });

  test("are those of nine subnets", () => {
    expect(stackNamed(name).ofType("aws_subnet")).toHaveLength(9);
  });

  test.each(subnets)("in the $tier subnet of zone $zone end in .$third.0/24", ({ tier, zone, third }) => {
    expect(stackJson(name)).toHaveResourceWithProperties(Subnet, {
      cidr_block: `${net}.${third}.0/24`,
      availability_zone: `eu-west-1${zone}`,
      tags: expect.objectContaining({ Name: `${name}-${tier}-subnet-${zone}`, Tier: tier }) as unknown,
    });
  });
});
