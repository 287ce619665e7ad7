import { stackContract } from "../../contract";
import type { Finding, Reporter } from "../../finding";
import { coversHost, hostsOfRule, isHttps, rulesOf } from "../../hosting";
import { duplicates } from "../../group-by";
import type { Element, StackModel } from "../../model";
import { at, listOf, show, textAt } from "../../value";

/**
 * A request reaches the service that its host names, and no other: rules are told apart by their priorities, none of them takes another one's
 * requests, and what nobody claims is not found.
 *
 * @see https://docs.aws.amazon.com/elasticloadbalancing/latest/application/listener-update-rules.html
 */
export const hostRules = stackContract(
  "host-rules",
  "each host leads to one service, and a host that nobody claims is not found",
  (stack, report) => [
    ...stack
      .ofType("aws_lb_listener")
      .filter(isHttps)
      .flatMap((listener) => listenerFindings(stack, listener, report)),
    ...stack.ofType("aws_lb_listener_rule").flatMap((rule) => ruleFindings(stack, rule, report)),
    ...stack.ofType("aws_lb_target_group").flatMap((group) => groupFindings(stack, group, report)),
  ],
);

function listenerFindings(stack: StackModel, listener: Element, report: Reporter): Finding[] {
  const [action, ...others] = listOf(listener.values["default_action"]);
  const status = textAt(listOf(at(action, "fixed_response"))[0], "status_code");
  const rules = rulesOf(stack, listener);
  return [
    ...(textAt(action, "type") === "fixed-response" && status === "404" && others.length === 0
      ? []
      : [report.violation(listener, `default action ${show(listener.values["default_action"])}`, "a fixed response 404")]),
    ...duplicates(rules, ({ values }) => show(values["priority"])).flatMap(([priority, [first, ...more]]) =>
      more.map((rule) => report.violation(rule, `priority ${priority}, which ${first?.address ?? "another"} has`, "a priority of its own")),
    ),
    ...rules.flatMap((rule) => shadows(rule, rules, report)),
  ];
}

/** A rule that answers to a host before the rule that is meant for it. */
function shadows(rule: Element, rules: readonly Element[], report: Reporter): Finding[] {
  const earlier = rules.filter(({ values }) => Number(values["priority"]) < Number(rule.values["priority"]));
  return earlier.flatMap((other) =>
    hostsOfRule(rule)
      .filter((host) => coversHost(hostsOfRule(other), host))
      .map((host) => report.violation(rule, `${host}, which ${other.address} takes before it`, "a host that no earlier rule takes")),
  );
}

function ruleFindings(stack: StackModel, rule: Element, report: Reporter): Finding[] {
  const listener = stack.referent(rule.values["listener_arn"], "aws_lb_listener", "arn");
  const priority = rule.values["priority"];
  return [
    ...(listener === undefined ? [report.unresolved(rule, rule.values["listener_arn"], "the ARN of a listener of this stack")] : []),
    ...(listener === undefined || isHttps(listener)
      ? []
      : [report.violation(rule, `a rule of ${listener.address}`, "a listener with TLS")]),
    ...(hostsOfRule(rule).length > 0 ? [] : [report.violation(rule, `condition ${show(rule.values["condition"])}`, "a host")]),
    ...(typeof priority === "number" && priority >= 1 && priority <= 50_000
      ? []
      : [report.violation(rule, `priority ${show(priority)}`, "a number from 1 to 50000")]),
    ...listOf(rule.values["action"]).flatMap((action) =>
      stack.referent(at(action, "target_group_arn"), "aws_lb_target_group", "arn") === undefined
        ? [report.unresolved(rule, at(action, "target_group_arn"), "the ARN of a target group of this stack")]
        : [],
    ),
  ];
}

function groupFindings(stack: StackModel, group: Element, report: Reporter): Finding[] {
  const leading = stack
    .ofType("aws_lb_listener_rule")
    .filter(({ values }) =>
      listOf(values["action"]).some((action) => stack.referent(at(action, "target_group_arn"), "aws_lb_target_group", "arn") === group),
    );
  return leading.length === 1 ? [] : [report.violation(group, `${leading.length} rules that lead to it`, "one")];
}
