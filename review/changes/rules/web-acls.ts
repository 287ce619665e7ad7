import { isDeepStrictEqual } from "node:util";
import { blocksOf } from "../../containers";
import { resolvedValues } from "../../resolve";
import { at, type Block, isBlock, isList, show, textAt, type Value } from "../../value";
import { type Change, changeOf } from "../change";
import { type Comparison, type Pair, resourcePairs } from "../comparison";

/** What a rule or a web ACL does with a request, the safest first. `none` leaves a group's own actions as they are. */
const actions = ["block", "captcha", "challenge", "none", "count", "allow"];

/** Rules of web ACLs that are gone, do less, or judge something else, and rules that are new and let through. */
export function webAcls(comparison: Comparison): Change[] {
  return resourcePairs(comparison, "aws_wafv2_web_acl", "aws_wafv2_rule_group").flatMap((pair) => webAclChanges(comparison, pair));
}

function webAclChanges(comparison: Comparison, { base, head, address }: Pair): Change[] {
  if (base === undefined || head === undefined) return [];
  const [before, after] = [resolvedValues(comparison.base, base), resolvedValues(comparison.head, head)];
  const told = (what: string, why: string, old: string, fresh: string): Change =>
    changeOf(comparison, { danger: "protection-lost", address, what: `${address} ${what}`, why, before: old, after: fresh });
  const [rules, known] = [rulesOf(after), rulesOf(before)];
  const defaults = [actionOf(before, "default_action"), actionOf(after, "default_action")] as const;
  return [
    ...(isWeaker(...defaults) ? [told("lets through what no rule stops", "only what a rule names is stopped", ...defaults)] : []),
    ...[...known].flatMap(([name, old]) => {
      const fresh = rules.get(name);
      if (fresh === undefined) return [told(`loses the rule ${name}`, "what it stopped comes through", actionOfRule(old), "no such rule")];
      const [was, is] = [actionOfRule(old), actionOfRule(fresh)];
      if (isWeaker(was, is)) return [told(`does less by the rule ${name}`, "what it stopped comes through", was, is)];
      const [judged, judges] = [old["statement"], fresh["statement"]];
      return isDeepStrictEqual(judged, judges)
        ? []
        : [told(`judges something else by the rule ${name}`, "whether it stops less cannot be told", show(judged), show(judges))];
    }),
    ...[...rules]
      .filter(([name, fresh]) => !known.has(name) && actionOfRule(fresh) === "allow")
      .map(([name]) =>
        told(`has the new rule ${name}, which lets through`, "rules behind it do not see what it lets through", "no such rule", "allow"),
      ),
  ];
}

function rulesOf(values: Block): Map<string, Block> {
  return new Map(blocksOf(values["rule"]).map((rule) => [textAt(rule, "name") ?? "", rule]));
}

/** A rule has an action of its own, or leaves it to its group. */
function actionOfRule(rule: Block): string {
  return rule["action"] === undefined || (isList(rule["action"]) && rule["action"].length === 0)
    ? actionOf(rule, "override_action")
    : actionOf(rule, "action");
}

/** The action that is there. A plan names the others, too, as lists that are empty. */
function actionOf(values: Block, name: string): string {
  const isThere = (value: Value | undefined): boolean => isBlock(value) || (isList(value) && value.length > 0);
  return blocksOf(values[name]).flatMap((block) => actions.filter((action) => isThere(at(block, action))))[0] ?? "nothing";
}

function isWeaker(before: string, after: string): boolean {
  const placeOf = (action: string): number => (actions.includes(action) ? actions.indexOf(action) : actions.length);
  return placeOf(after) > placeOf(before);
}
