import type { Block } from "../../../review/value";
import { small, toldBetween } from "./small";

const address = "aws_wafv2_web_acl.one";
const acl = (values: Block): Block => small({ [address]: values });
const rule = (values: Block): Block => acl({ rule: [{ name: "one", ...values }] });
const statement = (limit: number): Block => ({ statement: { rate_based_statement: { limit } } });
const told = (before: Block, after: Block): string[] => toldBetween("webAcls", before, after).map(([danger]) => danger);

describe("a web ACL", () => {
  test.each<readonly [change: string, before: Block, after: Block]>([
    ["a rule is gone", rule({ action: { block: {} } }), acl({})],
    ["a rule only counts", rule({ action: { block: {} } }), rule({ action: { count: {} } })],
    ["a rule lets through", rule({ action: { count: {} } }), rule({ action: { allow: {} } })],
    ["a rule asks a person instead of blocking", rule({ action: { block: {} } }), rule({ action: { captcha: {} } })],
    ["a group of rules only counts", rule({ override_action: { none: {} } }), rule({ override_action: { count: {} } })],
    [
      "a rule judges something else",
      rule({ action: { block: {} }, ...statement(2000) }),
      rule({ action: { block: {} }, ...statement(9000) }),
    ],
    ["a new rule lets through", acl({}), rule({ action: { allow: {} } })],
    ["what no rule stops comes through", acl({ default_action: { block: {} } }), acl({ default_action: { allow: {} } })],
    [
      "a rule only counts, as a plan has it",
      rule({ action: [{ allow: [], block: [{}], count: [] }], override_action: [] }),
      rule({ action: [{ allow: [], block: [], count: [{}] }], override_action: [] }),
    ],
    [
      "a group of rules only counts, as a plan has it",
      rule({ action: [], override_action: [{ none: [{}], count: [] }] }),
      rule({ action: [], override_action: [{ none: [], count: [{}] }] }),
    ],
  ])("stops less when %s", (_change, before, after) => {
    expect(told(before, after)).toEqual(["protection-lost"]);
  });

  test.each<readonly [change: string, before: Block, after: Block]>([
    ["nothing changes", rule({ action: { block: {} }, ...statement(2000) }), rule({ action: { block: {} }, ...statement(2000) })],
    ["a rule blocks that only counted", rule({ action: { count: {} } }), rule({ action: { block: {} } })],
    ["a new rule blocks", acl({}), rule({ action: { block: {} } })],
    ["a new rule only counts", acl({}), rule({ action: { count: {} } })],
    ["only its place is another one", rule({ action: { block: {} }, priority: 1 }), rule({ action: { block: {} }, priority: 2 })],
    ["what no rule names is blocked", acl({ default_action: { allow: {} } }), acl({ default_action: { block: {} } })],
  ])("stops no less when %s", (_change, before, after) => {
    expect(told(before, after)).toEqual([]);
  });
});
