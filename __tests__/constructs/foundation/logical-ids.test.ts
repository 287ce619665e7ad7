import { Eip } from "@cdktf/provider-aws/lib/eip";
import { Construct } from "constructs";
import { tag } from "../../../constructs/foundation/tags";
import { resources, testStack } from "../../support/stack";

describe("Terraform ids", () => {
  test("are the words of the construct path, without the stack and without hashes", () => {
    const stack = testStack();
    tag(stack, { Service: "web" });

    new Eip(new Construct(new Construct(stack, "network"), "nat"), "a", {});

    expect(Object.keys(resources(stack, "aws_eip"))).toEqual(["network_nat_a"]);
  });

  test("leave out the word resource, so that a construct of one resource has the construct's own id", () => {
    const stack = testStack();
    tag(stack, { Service: "web" });

    new Eip(new Construct(stack, "address"), "resource", {});

    expect(Object.keys(resources(stack, "aws_eip"))).toEqual(["address"]);
  });

  test("replace characters that Terraform does not take", () => {
    const stack = testStack();
    tag(stack, { Service: "web" });

    new Eip(stack, "in zone a.1", {});

    expect(Object.keys(resources(stack, "aws_eip"))).toEqual(["in_zone_a_1"]);
  });

  test("refuse two elements with the same id and name both paths", () => {
    const stack = testStack();
    tag(stack, { Service: "web" });
    new Eip(new Construct(stack, "a_b"), "c", {});
    new Eip(new Construct(stack, "a"), "b_c", {});

    expect(() => resources(stack, "aws_eip")).toThrow(
      'ohi-test/a/b_c: 1 problem\n  its Terraform id "a_b_c" is already taken by ohi-test/a_b/c; rename one of the two constructs',
    );
  });
});
