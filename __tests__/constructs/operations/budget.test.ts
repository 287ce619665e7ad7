import { Budget, type BudgetProps } from "../../../constructs/operations/budget";
import { Refusal } from "../../../constructs/foundation/refusal";
import { render, resources, tags, testStack, type Values } from "../../support/stack";

function budgetOf(changes: Partial<BudgetProps> = {}): Values | undefined {
  const stack = testStack();
  const props = { monthlyUsd: 500, since: "2026-02-13", tags: { Project: "shop", Environment: "test" }, topicArn: "arn:topic" };
  new Budget(stack, "budget", { ...props, ...changes });
  return resources(render(stack), "aws_budgets_budget")["budget"];
}

describe("a budget", () => {
  test("counts what carries all of the tags, from the month on in which the stack was made", () => {
    expect(budgetOf()).toEqual({
      name: "ohi-test-budget",
      budget_type: "COST",
      time_unit: "MONTHLY",
      time_period_start: "2026-02-01_00:00",
      limit_amount: "500",
      limit_unit: "USD",
      cost_filter: [{ name: "TagKeyValue", values: ["user:Project$shop", "user:Environment$test"] }],
      notification: [80, 100, 120].map((threshold) => ({
        comparison_operator: "GREATER_THAN",
        threshold,
        threshold_type: "PERCENTAGE",
        notification_type: "ACTUAL",
        subscriber_sns_topic_arns: ["arn:topic"],
      })),
      tags: tags({ Service: "governance", Name: "ohi-test-budget" }),
    });
  });

  test("is refused without a dollar, or from a day that is none, with both problems at once", () => {
    expect(() => budgetOf({ monthlyUsd: 0, since: "February" })).toThrow(
      new Refusal("ohi-test/budget", ["monthlyUsd 0; allowed are 1 and more", "since February; allowed is a day as YYYY-MM-DD"]),
    );
  });

  test("takes a dollar, and is refused half of one", () => {
    expect(budgetOf({ monthlyUsd: 1 })).toMatchObject({ limit_amount: "1" });
    expect(() => budgetOf({ monthlyUsd: 0.5 })).toThrow("  monthlyUsd 0.5; allowed are 1 and more");
  });

  test.each(["2026-02", "2026-2-13", "2026-02-13T08:00", "since 2026-02-13"])("is refused from %s, which is not a day alone", (since) => {
    expect(() => budgetOf({ since })).toThrow(`  since ${since}; allowed is a day as YYYY-MM-DD`);
  });
});
