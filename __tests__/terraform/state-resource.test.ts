import { resourcesIn } from "../../terraform/state-resource";

const vpc = { address: "aws_vpc.a", mode: "managed", type: "aws_vpc", values: { id: "vpc-1", arn: "arn:aws:ec2:::vpc/vpc-1" } } as const;

describe("the resources of a state", () => {
  test("are those that it manages, whole or tainted, with what names them and nothing else", () => {
    const nat = { ...vpc, address: "aws_nat_gateway.a", type: "aws_nat_gateway", values: { id: "nat-1" }, tainted: true };
    const secret = { ...vpc, address: "random_password.a", type: "random_password", values: { id: null, arn: null, result: "secret" } };
    const data = { ...vpc, address: "data.aws_region.a", mode: "data" as const };

    expect(resourcesIn({ values: { root_module: { resources: [vpc, nat, secret, data] } } })).toEqual([
      { address: "aws_vpc.a", type: "aws_vpc", id: "vpc-1", arn: "arn:aws:ec2:::vpc/vpc-1", tainted: false },
      { address: "aws_nat_gateway.a", type: "aws_nat_gateway", id: "nat-1", tainted: true },
      { address: "random_password.a", type: "random_password", tainted: false },
    ]);
  });

  test("do not call tainted what was replaced and is only to be destroyed", () => {
    const replaced = { ...vpc, tainted: true, deposed_key: "abcd" };

    expect(resourcesIn({ values: { root_module: { resources: [replaced] } } })).toMatchObject([{ tainted: false }]);
  });

  test.each([
    ["an empty state", {}],
    ["a state without resources", { values: { root_module: {} } }],
  ])("are none in %s", (_, json) => {
    expect(resourcesIn(json)).toEqual([]);
  });
});
