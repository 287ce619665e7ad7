import { Construct } from "constructs";
import { nameOf } from "../../../constructs/foundation/names";
import { testStack } from "../../support/stack";

describe("a name", () => {
  test("is the stack's prefix and the given words", () => {
    const name = nameOf(new Construct(testStack(), "network"), "aws_nat_gateway", "nat", "a");

    expect(name).toBe("ohi-test-nat-a");
  });

  test("of exactly the length that AWS takes is given", () => {
    expect(nameOf(testStack(), "aws_iam_role", "x".repeat(64 - "ohi-test-".length))).toHaveLength(64);
  });

  test("of one character more is refused with its length and the limit", () => {
    const scope = new Construct(testStack(), "role");

    expect(() => nameOf(scope, "aws_iam_role", "x".repeat(65 - "ohi-test-".length))).toThrow(
      /ohi-test\/role: 1 problem\n {2}name "ohi-test-x+" of aws_iam_role has 65 characters; allowed are 64/,
    );
  });

  test.each(["Upper", "under_score", "double--hyphen", "end-", "", "with space", "dot.ted"])(
    "with the word %j is refused with what is allowed",
    (word) => {
      expect(() => nameOf(testStack(), "aws_vpc", word)).toThrow(
        /allowed are lower-case letters, digits and single hyphens, beginning with a letter/,
      );
    },
  );

  test("with several problems is refused with all of them", () => {
    expect(() => nameOf(testStack(), "aws_iam_role", "X".repeat(80))).toThrow(/2 problems/);
  });

  test("outside a platform stack cannot be made", () => {
    expect(() => nameOf(new Construct(undefined as unknown as Construct, ""), "aws_vpc", "vpc")).toThrow("No stack could be identified");
  });
});
