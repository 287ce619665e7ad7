import { blocksOf } from "../../containers";
import { stackContract } from "../../contract";
import type { Finding, Reporter } from "../../finding";
import type { Block } from "../../value";
import { at, listOf, show } from "../../value";
import { environmentOf, isAccount } from "../../requirement";

/** Percent of the month's dollars at which somebody has to be told: section 9 of the requirement. */
const thresholds = [80, 100, 120];

/**
 * An environment's stack has one budget for each month, for what carries its own tags and nothing else, and somebody is told at each threshold.
 *
 * @see https://docs.aws.amazon.com/cost-management/latest/userguide/budgets-create-filters.html
 */
export const budgets = stackContract(
  "budgets",
  "there is one monthly budget for the stack's own costs, and somebody is told at 80, 100 and 120 % of it",
  (stack, report) => {
    if (isAccount(stack)) return [];
    const all = stack.ofType("aws_budgets_budget");
    const tags = ["user:Project$open-health-initiative", `user:Environment$${environmentOf(stack)}`];
    return [
      ...(all.length === 1 ? [] : [report.violation("aws_budgets_budget", `${all.length} budgets`, "one")]),
      ...all.flatMap((budget) => {
        const { budget_type: type, time_unit: unit, limit_unit: currency, limit_amount: amount } = budget.values;
        const filters = blocksOf(budget.values["cost_filter"]);
        const values = filters.flatMap((filter) => listOf(filter["values"]).map(show));
        const kind = `${show(type)}, ${show(unit)}, ${show(amount)} ${show(currency)}`;
        return [
          ...(type === "COST" && unit === "MONTHLY" && currency === "USD" && Number(amount) > 0
            ? []
            : [report.violation(budget, kind, "COST, MONTHLY, dollars")]),
          ...(filters.every((filter) => at(filter, "name") === "TagKeyValue") && values.toSorted().join() === tags.toSorted().join()
            ? []
            : [report.violation(budget, `counts ${values.join(", ") || "the whole account"}`, tags.join(" and "))]),
          ...notified(blocksOf(budget.values["notification"]), (found, expected) => report.violation(budget, found, expected)),
        ];
      }),
    ];
  },
);

function notified(
  notifications: readonly Block[],
  violation: (found: string, expected: string) => ReturnType<Reporter["violation"]>,
): Finding[] {
  const told = notifications.flatMap((notification) => {
    const { comparison_operator: operator, notification_type: type, threshold_type: unit, threshold } = notification;
    const isHeard = listOf(notification["subscriber_sns_topic_arns"]).length > 0;
    return operator === "GREATER_THAN" && type === "ACTUAL" && unit === "PERCENTAGE" && isHeard ? [Number(threshold)] : [];
  });
  return thresholds
    .filter((threshold) => !told.includes(threshold))
    .map((threshold) => violation(`nobody is told at ${threshold} %`, "a notification of actual costs to a topic"));
}
