import { describeDifferences } from "../../terraform/plan-differences";

const change = (address: string, actions: readonly string[], before: unknown, after: unknown, after_unknown: unknown = {}): object => ({
  address,
  change: { actions, before, after, after_unknown },
});

describe("the differences of a plan", () => {
  test("name each changed resource with the attributes that differ, and no values", () => {
    const found = describeDifferences({
      resource_changes: [
        change("aws_kms_key.key", ["update"], { id: "1", days: 365, policy: "a" }, { id: "1", days: null, policy: "b" }),
        change("aws_vpc.new", ["create"], null, { id: "2" }),
        change("aws_vpc.other", ["delete", "create"], { id: "3" }, { id: "4" }),
      ],
    } as never);

    expect(found).toEqual(["aws_kms_key.key update: days, policy", "aws_vpc.new create", "aws_vpc.other delete and create"]);
  });

  test("count an attribute whose value is not known yet, wherever in it the unknown lies", () => {
    const found = describeDifferences({
      resource_changes: [
        change(
          "a.b",
          ["update"],
          { arn: "x", tags: { a: 1 }, list: [{}] },
          { tags: { a: 1 }, list: [{}] },
          { arn: true, tags: {}, list: [{ id: true }] },
        ),
      ],
    } as never);

    expect(found).toEqual(["a.b update: arn, list"]);
  });

  test("leave out what does not change and what is only read", () => {
    expect(
      describeDifferences({ resource_changes: [change("a.b", ["no-op"], {}, {}), change("data.a.b", ["read"], null, {})] } as never),
    ).toEqual([]);
  });

  test("name changed outputs", () => {
    expect(describeDifferences({ output_changes: { zone: { actions: ["update"] }, vpc: { actions: ["no-op"] } } })).toEqual([
      "output zone update",
    ]);
  });
});
