import { subnetBlock, tiers, zones } from "../../environments/subnets";

describe("the block of a subnet", () => {
  test("follows from its tier and its zone, whatever other zones there are", () => {
    expect(tiers.map((tier) => zones.map((zone) => subnetBlock("10.7.0.0/16", tier, zone)))).toEqual([
      ["10.7.0.0/24", "10.7.1.0/24", "10.7.2.0/24"],
      ["10.7.10.0/24", "10.7.11.0/24", "10.7.12.0/24"],
      ["10.7.20.0/24", "10.7.21.0/24", "10.7.22.0/24"],
    ]);
  });

  test("counts from the beginning of the VPC's range", () => {
    expect(subnetBlock("192.168.96.0/19", "database", "eu-west-1c")).toBe("192.168.118.0/24");
  });

  test("is not in a zone that we do not use", () => {
    expect(() => subnetBlock("10.7.0.0/16", "public", "us-east-1a")).toThrow("us-east-1a is none of eu-west-1a, eu-west-1b, eu-west-1c");
  });
});
