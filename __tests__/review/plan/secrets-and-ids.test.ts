import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { comparePlan } from "../../../review/plan/compare-plan";
import { type PlannedChange, readPlan } from "../../../review/plan/plan";
import { hidden } from "../../../review/plan/sensitive";
import type { Block } from "../../../review/value";
import { change, deleted, plan, reviewText } from "./fixtures";

/** What is read of a plan with the given changes. */
function read(...changes: readonly Block[]): PlannedChange[] {
  const folder = mkdtempSync(path.join(tmpdir(), "plan-"));
  const file = path.join(folder, "plan.json");
  writeFileSync(file, JSON.stringify(plan(...changes)));
  try {
    return readPlan(file);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** A resource with what Terraform says of its change. */
const planned = (address: string, actions: readonly string[], said: Block): Block => {
  const whole = change(address, actions);
  return { ...whole, change: { actions, after_unknown: {}, before: null, after: null, ...said } };
};

describe("a secret in a plan", () => {
  const parameter = "aws_ssm_parameter.one";

  test.each<readonly [what: string, said: Block, before: Block | undefined, after: Block | undefined]>([
    [
      "that goes with its resource",
      { before: { value: "old" }, before_sensitive: { value: true }, after_sensitive: false },
      { value: hidden },
      undefined,
    ],
    [
      "that is no secret any more",
      { before: { value: "old" }, before_sensitive: { value: true }, after: { value: "new" }, after_sensitive: {} },
      { value: hidden },
      { value: "new" },
    ],
    [
      "that has become one",
      { before: { value: "old" }, before_sensitive: {}, after: { value: "new" }, after_sensitive: { value: true } },
      { value: "old" },
      { value: hidden },
    ],
    [
      "in one place of a list, and below a block",
      {
        before: { list: ["a", "b", { x: "c", y: "d" }], all: { x: "e" } },
        before_sensitive: { list: [false, true, { x: true }], all: true },
      },
      { list: ["a", hidden, { x: hidden, y: "d" }], all: hidden },
      undefined,
    ],
  ])("is hidden before and after, each by its own mark: one %s", (_what, said, before, after) => {
    const [one] = read(planned(parameter, ["update"], said));

    expect([one?.before, one?.after]).toEqual([before, after]);
  });

  test("is in no report when it goes", async () => {
    const said = {
      before: { publicly_accessible: false, tags: { Environment: "dev", Owner: "hunter2" } },
      before_sensitive: { tags: { Owner: true } },
      after: { publicly_accessible: true, tags: { Environment: "dev", Owner: "nobody" } },
      after_sensitive: { tags: {} },
    };

    const { out } = await reviewText(JSON.stringify(plan(planned("aws_db_instance.one", ["update"], said))));

    expect(out).toContain("publicly");
    expect(out).not.toContain("hunter2");
  });
});

describe("the format of a plan", () => {
  test.each(["10.0", "1", "1.x", "1.2.3", "11.2", "0.2"])("is not read when it is %s", async (version) => {
    const { code } = await reviewText(JSON.stringify({ ...plan(), format_version: version }));

    expect(code).toBe(2);
  });

  test.each(["1.0", "1.2", "1.14"])("is read when it is %s", async (version) => {
    const { code } = await reviewText(JSON.stringify({ ...plan(), format_version: version }));

    expect(code).toBe(0);
  });
});

describe("the stack of a plan", () => {
  test.each<readonly [changes: string, existence: string, planned: readonly Block[]]>([
    ["nothing", "kept", []],
    ["only what is made", "new", [change("aws_vpc.one", ["create"]), change("aws_vpc.two", ["create"])]],
    ["what is made, and what goes", "kept", [change("aws_vpc.one", ["create"]), deleted("aws_vpc.two")]],
    ["what is made anew", "kept", [change("aws_vpc.one", ["create", "delete"])]],
    ["what is only read", "kept", [{ ...change("aws_vpc.one", ["read"]), mode: "data" }]],
  ])("with %s is %s", (_changes, existence, changes) => {
    expect(comparePlan(read(...changes)).existence).toBe(existence);
  });

  test.each([
    "acl",
    "eigw",
    "eipalloc",
    "eni",
    "fs",
    "fsap",
    "i",
    "igw",
    "nat",
    "pcx",
    "pl",
    "rtb",
    "sg",
    "subnet",
    "tgw",
    "vol",
    "vpc",
    "vpce",
  ])("has references again in place of ids that begin with %s", (prefix) => {
    const id = `${prefix}-0123456789abcdef0`;
    const [one, other] = [{ id }, { target: id }];
    const { base } = comparePlan(
      read(
        planned("aws_thing.one", ["no-op"], { before: one, after: one }),
        planned("aws_other.two", ["no-op"], { before: other, after: other }),
      ),
    );

    expect(base.find("aws_other.two")?.values).toEqual({ target: "${aws_thing.one.id}" });
  });
});
