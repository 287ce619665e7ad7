import type { Block } from "../../../../review/value";
import { allow, type SettledStatements } from "./statement";

const ownAccount = (variable: string): { test: string; variable: string; values: readonly string[] } => ({
  test: "StringEquals",
  variable,
  values: ["-> data.aws_caller_identity.account_id"],
});

/** Services that tell a topic something on behalf of this account. */
function services(...identifiers: readonly string[]): Block {
  return allow({
    actions: ["sns:Publish"],
    resources: ["-> aws_sns_topic.arn"],
    principals: [{ type: "Service", identifiers }],
    conditions: [ownAccount("aws:SourceAccount")],
  });
}

/** Who tells topics something, by the sid of the statement: section 9 of the requirement. */
export const publishing: SettledStatements = {
  // It has no name of its own to let in: AWS tells it by whose cache it is.
  ElastiCachePublishes: [
    allow({
      actions: ["sns:Publish"],
      resources: ["-> aws_sns_topic.arn"],
      principals: [{ type: "AWS", identifiers: ["*"] }],
      conditions: [ownAccount("aws:SourceOwner")],
    }),
  ],
  // EventBridge says nothing of the account, so there is nothing to ask for.
  RulesPublish: [
    allow({
      actions: ["sns:Publish"],
      resources: ["-> aws_sns_topic.arn"],
      principals: [{ type: "Service", identifiers: ["events.amazonaws.com"] }],
    }),
  ],
  // RDS to the topic of events; alarms and budgets to that of alarms; alarms alone to that of us-east-1, where there is no budget.
  ServicesPublish: [
    services("events.rds.amazonaws.com"),
    services("cloudwatch.amazonaws.com", "budgets.amazonaws.com"),
    services("cloudwatch.amazonaws.com"),
  ],
};
