import { BudgetsBudget } from "@cdktf/provider-aws/lib/budgets-budget";
import { Construct } from "constructs";
import { nameOf } from "../foundation/names";
import { refuse } from "../foundation/refusal";
import { tag } from "../foundation/tags";

export interface BudgetProps {
  /** US dollars that a calendar month may cost, 1 or more. */
  readonly monthlyUsd: number;
  /** Day on which the stack was made, YYYY-MM-DD; the budget counts from its month on. */
  readonly since: string;
  /** Tags of what is counted; only what carries all of them. They have to be active as cost allocation tags of the account. */
  readonly tags: Readonly<Record<string, string>>;
  /** ARN of the topic that hears of it, in any region. */
  readonly topicArn: string;
}

/** Percent of the month's dollars at which somebody is told, each once a month. */
const thresholds = [80, 100, 120];

/**
 * What a stack may cost in a month, and who hears when it costs more. It stops nothing.
 *
 * Values of one tag are alternatives, different tags have to hold together.
 *
 * @see https://docs.aws.amazon.com/cost-management/latest/userguide/budgets-create-filters.html
 * @see https://docs.aws.amazon.com/awsaccountbilling/latest/aboutv2/activating-tags.html
 */
export class Budget extends Construct {
  public constructor(scope: Construct, id: string, { monthlyUsd, since, tags, topicArn }: BudgetProps) {
    super(scope, id);
    refuse(this.node.path, [
      ...(monthlyUsd >= 1 ? [] : [`monthlyUsd ${monthlyUsd}; allowed are 1 and more`]),
      ...(/^\d{4}-\d{2}-\d{2}$/.test(since) ? [] : [`since ${since}; allowed is a day as YYYY-MM-DD`]),
    ]);
    tag(this, { Service: "governance" });
    const name = nameOf(this, "aws_budgets_budget", "budget");
    new BudgetsBudget(this, "resource", {
      name,
      budgetType: "COST",
      timeUnit: "MONTHLY",
      timePeriodStart: `${since.slice(0, "YYYY-MM".length)}-01_00:00`,
      limitAmount: String(monthlyUsd),
      limitUnit: "USD",
      costFilter: [{ name: "TagKeyValue", values: Object.entries(tags).map(([key, value]) => `user:${key}$${value}`) }],
      notification: thresholds.map((threshold) => ({
        comparisonOperator: "GREATER_THAN",
        threshold,
        thresholdType: "PERCENTAGE",
        notificationType: "ACTUAL",
        subscriberSnsTopicArns: [topicArn],
      })),
      tags: { Name: name },
    });
  }
}
