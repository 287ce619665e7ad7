import { Alarms } from "../../constructs/operations/alarms";
import { Budget } from "../../constructs/operations/budget";
import { Dashboard } from "../../constructs/operations/dashboard";
import { EventReport } from "../../constructs/operations/event-report";
import { failedDeployments, failedRotations, stoppedTasks } from "../../constructs/operations/event-reports";
import { Topic } from "../../constructs/operations/topic";
import { watchesIn } from "../../constructs/operations/watch";
import { belongingTo } from "../belonging";
import type { EnvironmentStack } from "../environment-stack";
import { runbookUrl } from "../runbook";
import { alarmPublishers, edgeAlarmPublishers } from "../workload/key-users";
import type { SecuritySection } from "./security";
import type { ServicesSection } from "./services";

export interface OperationsProps {
  readonly security: SecuritySection;
  readonly services: ServicesSection;
}

/** What tells people that something is wrong or costs too much. Everything else of the stack stands before it: it watches what is there. */
export function addOperations(stack: EnvironmentStack, props: OperationsProps): void {
  const topicArns = addTopics(stack, props.security);
  const watches = watchesIn(stack);
  const alarms = new Alarms(stack, "alarms", { watches, topicArns, runbookUrl });
  new Dashboard(stack, "dashboard", { watches, alarmArns: alarms.arns, runbookUrl });
  addReports(stack, topicArns.home, props);

  const { monthlyBudgetUsd, createdDate } = stack.environment;
  new Budget(stack, "budget", {
    monthlyUsd: monthlyBudgetUsd,
    since: createdDate,
    tags: belongingTo(stack.environment),
    topicArn: topicArns.home,
  });
}

function addTopics(stack: EnvironmentStack, { key, edgeKey }: SecuritySection): Readonly<Record<"home" | "edge", string>> {
  const emails = stack.environment.alarmEmails;
  const home = new Topic(stack, "alarms-topic", { name: "alarms", publishers: { services: alarmPublishers, kmsKeyArn: key.arn }, emails });
  const edge = new Topic(stack, "edge-alarms-topic", {
    name: "edge-alarms",
    publishers: { services: edgeAlarmPublishers, kmsKeyArn: edgeKey.arn },
    emails,
    provider: stack.edgeProvider,
  });
  stack.output("alarm_topic_arns", "ARN of the topic of alarms in each region; who is to hear of them subscribes to both", {
    [stack.region]: home.arn,
    [stack.edgeRegion]: edge.arn,
  });
  return { home: home.arn, edge: edge.arn };
}

/** What happens once, and so is told by no alarm. */
function addReports(stack: EnvironmentStack, topicArn: string, { services: { cluster } }: OperationsProps): void {
  const { region, accountId, namePrefix } = stack;
  const rules = [
    stoppedTasks(cluster.arn),
    failedDeployments(`arn:aws:ecs:${region}:${accountId}:service/${cluster.name}/`),
    failedRotations(`arn:aws:secretsmanager:${region}:${accountId}:secret:${namePrefix}-`),
  ];
  for (const rule of rules) new EventReport(stack, rule.kind, { rule, topicArn, runbookUrl });
}
