import { AccountDefaults } from "../../constructs/operations/account-defaults";
import { EventReport } from "../../constructs/operations/event-report";
import { changedAudit, foundThreats, openedAccess } from "../../constructs/operations/security-reports";
import { ThreatDetection } from "../../constructs/operations/threat-detection";
import { Topic } from "../../constructs/operations/topic";
import type { AccountStack } from "../account-stack";
import { runbookUrl } from "../runbook";
import type { AuditSection } from "./audit";
import { findingPublishers } from "./names";

/** What holds and watches over everything in the account, whoever makes it, and tells people what it finds. */
export function addGuards(stack: AccountStack, { audit }: { readonly audit: AuditSection }): void {
  new AccountDefaults(stack, "defaults");
  new ThreatDetection(stack, "threat-detection");

  const emails = [...new Set(stack.environments.flatMap(({ alarmEmails }) => alarmEmails))];
  const findings = new Topic(stack, "findings", {
    name: "findings",
    publishers: { services: findingPublishers, kmsKeyArn: audit.key.arn },
    emails,
  });
  stack.output(
    "findings_topic_arn",
    "ARN of the topic that hears what is found in the account; who is to hear of it subscribes",
    findings.arn,
  );
  for (const rule of [foundThreats(), openedAccess(), changedAudit()]) {
    new EventReport(stack, rule.kind, { rule, topicArn: findings.arn, runbookUrl });
  }
}
