import { differencesOf } from "../../../review/changes/compare-stacks";
import type { Block, Value } from "../../../review/value";
import { compared, small } from "./small";

/** Places at which two values differ, with both sides. */
const told = (before: Block, after: Block): (readonly [path: string, before: Value | undefined, after: Value | undefined])[] =>
  differencesOf(before, after).map((difference) => [difference.path, difference.before, difference.after]);

describe("what differs in two values", () => {
  test.each<readonly [what: string, before: Block, after: Block, found: ReturnType<typeof told>]>([
    ["nothing", { a: [{ b: 1 }] }, { a: [{ b: 1 }] }, []],
    ["a value deep in it", { a: [{ b: 1 }] }, { a: [{ b: 2 }] }, [["a[0].b", 1, 2]]],
    ["a block that goes with all that it holds", { a: { b: 1, c: [2] } }, {}, [["a.b", 1, undefined], ["a.c[0]", 2, undefined]]], // prettier-ignore
    ["one word that means something by being there", { action: { block: {} } }, { action: { count: {} } }, [["action.block", {}, undefined], ["action.count", undefined, {}]]], // prettier-ignore
    ["a list that is empty instead of left out", { a: [] }, {}, [["a", [], undefined]]],
    ["a list that gets its first item", { a: [] }, { a: [1] }, [["a[0]", undefined, 1]]],
    ["a block in place of a text", { a: "x" }, { a: { b: 1 } }, [["a", "x", { b: 1 }]]],
    ["null in place of a number", { a: 1 }, { a: null }, [["a", 1, null]]],
  ])("is told at its place: %s", (_what, before, after, found) => {
    expect(told(before, after)).toEqual(found);
  });

  test.each<readonly [what: string, before: string, after: string, found: ReturnType<typeof told>]>([
    ["at its place", '[{"image":"a:1","cpu":1}]', '[{"image":"a:2","cpu":1}]', [["json[0].image", "a:1", "a:2"]]],
    ["as a text, when only its spaces are other ones", '{"a":1}', '{ "a": 1 }', [["json", '{"a":1}', '{ "a": 1 }']]],
    ["as a text, when it is JSON no more", '{"a":1}', '{"a":1', [["json", '{"a":1}', '{"a":1']]],
    ["as a text, when it is a word or number", "1", "2", [["json", "1", "2"]]],
  ])("is told of a text that is JSON %s", (_what, before, after, found) => {
    expect(told({ json: before }, { json: after })).toEqual(found);
  });
});

test("a rule of a web ACL that counts instead of blocking is a change", () => {
  const [blocks, counts] = ["block", "count"].map((action) => small({ "aws_wafv2_web_acl.one": { rule: [{ action: { [action]: {} } }] } }));

  expect(compared(blocks, counts ?? {}).pairs.map(({ fate }) => fate)).toEqual(["changed"]);
});
