import { inOrderOfDanger } from "../../../review/changes/change";
import { compareStacks } from "../../../review/changes/compare-stacks";
import { withFindings } from "../../../review/changes/contract-findings";
import { changesIn } from "../../../review/changes/review";
import type { Finding } from "../../../review/finding";
import { changesBy, draftOf, planted, told } from "./compared";

const vpc = "aws_vpc.network_vpc";
const database = "aws_db_instance.postgres";

describe("tags", () => {
  const rows = planted(
    ["one that is lost", (draft) => draft.setTags(vpc, { Owner: undefined }), ["tags-changed", vpc]],
    ["another value", (draft) => draft.setTags(vpc, { DataClassification: "public" }), ["tags-changed", vpc]],
    [
      "all that are lost",
      (draft) => draft.set("aws_subnet.network_private_a", { tags: undefined }),
      ...Array.from({ length: 13 }, () => ["tags-changed", "aws_subnet.network_private_a"] as const),
    ],
    ["nothing of one that is added", (draft) => draft.setTags(vpc, { More: "x" })],
  );

  test.each(rows)("tell of $change", ({ plant, found }) => {
    expect(told(changesBy("tags", plant))).toEqual(found);
  });

  test("are told once for all resources to which the same happens", () => {
    const changes = changesBy("tags", (draft) =>
      ["a", "b", "c"].reduce((changed, zone) => changed.setTags(`aws_subnet.network_private_${zone}`, { Owner: "x" }), draft),
    );

    expect(changes.map(({ what, before, after }) => [what, before, after])).toEqual([
      ["aws_subnet.network_private_a and 2 more change the tag Owner", "platform-team", "x"],
    ]);
  });
});

describe("other changes", () => {
  const role = "aws_iam_role.database-monitoring_role";
  const rows = planted(
    ["a deletion", (draft) => draft.drop(role), ["deleted", role]],
    [
      "what is forgotten",
      (draft) => draft.drop(role).setBlock([], { removed: [{ from: role, lifecycle: { destroy: false } }] }),
      ["orphaned", role],
    ],
    ["an output that is gone", (draft) => draft.setBlock(["output"], { vpc_id: undefined }), ["deleted", "output.vpc_id"]],
    ["no output that is new or says something else", (draft) => draft.setBlock(["output"], { vpc_id: { value: "x" }, more: { value: 1 } })],
    [
      "nothing of what another rule tells",
      (draft) => draft.drop("aws_flow_log.network_flow-logs_flow-log").drop("aws_db_instance.postgres"),
    ],
  );

  test.each(rows)("tell of $change", ({ plant, found }) => {
    expect(told(changesBy("others", plant))).toEqual(found);
  });
});

describe("a stack as a whole", () => {
  const [dev, prod] = ["ohi-dev", "ohi-prod"].map((name) => draftOf(name).model());
  const [stacks, one] = [[dev, prod].flatMap((stack) => stack ?? []), [dev].flatMap((stack) => stack ?? [])];

  test("that is as it was has no change", () => {
    expect(changesIn(compareStacks(stacks, stacks))).toEqual([]);
  });

  test("that is not synthesized any more is one change: nothing of it is deleted", () => {
    expect(told(changesIn(compareStacks(stacks, one)))).toEqual([["orphaned", "ohi-prod"]]);
    const [, gone] = compareStacks(stacks, one);
    expect([...new Set(gone?.pairs.filter(({ mode }) => mode === "resource").map(({ fate }) => fate))]).toEqual(["forgotten"]);
  });

  test("that is new opens nothing that it should not", () => {
    expect(changesIn(compareStacks(one, stacks))).toEqual([]);
  });
});

describe("findings of contracts", () => {
  const finding: Finding = { contract: "names", kind: "violation", stack: "ohi-dev", address: vpc, found: "vpc", expected: "ohi-dev-vpc" };
  const changes = changesBy("tags", (draft) => draft.setTags(vpc, { Owner: "x" }));

  test("go with the dangerous change at their address", () => {
    const dangerous = changesBy("guards", (draft) => draft.set(database, { publicly_accessible: true }));
    const there = { ...finding, address: database };

    expect(withFindings(dangerous, [], [there, there]).map(({ danger, breaks }) => [danger, breaks])).toEqual([
      ["store-exposed", ["names"]],
    ]);
  });

  test("are changes of their own, too, where what changes is only to be known: a broken contract fails the review", () => {
    expect(withFindings(changes, [], [finding]).map(({ danger, breaks }) => [danger, breaks])).toEqual([
      ["tags-changed", ["names"]],
      ["contract-broken", ["names"]],
    ]);
  });

  test("are changes of their own where there is none", () => {
    const [, own] = withFindings(changes, [], [{ ...finding, stack: "ohi-prod", kind: "unresolved" }]);

    expect([own?.danger, own?.stack, own?.after]).toEqual(["contract-broken", "ohi-prod", "cannot be resolved: vpc"]);
  });

  test("that were there before are nobody's change", () => {
    expect(withFindings(changes, [finding], [finding]).map(({ breaks }) => breaks)).toEqual([[]]);
  });

  test.each<Partial<Finding>>([
    { found: "other" },
    { kind: "unresolved" },
    { contract: "tags" },
    { stack: "ohi-prod" },
    { address: "a.b" },
  ])("that are not as before are told, though another one of the same contract was there: %j", (other) => {
    const after = { ...finding, ...other };

    expect(withFindings([], [finding], [finding, after]).map(({ breaks }) => breaks)).toEqual([[after.contract]]);
  });
});

describe("the order of danger", () => {
  const change = (stack: string, danger: "exposed" | "deleted", address: string, weight = 0) =>
    ({ danger, stack, address, what: "", why: "", before: undefined, after: undefined, weight, breaks: [] }) as const;

  test("is by danger, then production first, then by what is at stake, then by address", () => {
    const inOrder = [
      change("ohi-prod", "exposed", "b", 2),
      change("ohi-prod", "exposed", "a", 1),
      change("ohi-prod", "exposed", "b", 1),
      change("ohi-account", "exposed", "a"),
      change("ohi-staging", "exposed", "a"),
      change("ohi-dev", "exposed", "a", 9),
      change("ohi-new", "exposed", "a"),
      change("ohi-prod", "deleted", "a", 9),
    ];

    expect(inOrderOfDanger(inOrder.toReversed())).toEqual(inOrder);
  });
});
