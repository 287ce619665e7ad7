import { CloudwatchEventRule } from "@cdktf/provider-aws/lib/cloudwatch-event-rule";
import { CloudwatchEventTarget } from "@cdktf/provider-aws/lib/cloudwatch-event-target";
import { Construct } from "constructs";
import { nameOf } from "../foundation/names";
import { tag } from "../foundation/tags";

/** An event that somebody has to hear of, and what is said of it. */
export interface EventReportRule {
  /** What kind of event it is: last words of the rule's name, and heading of its section in the runbook. */
  readonly kind: string;
  /** Part of the platform that the events are of; tag `Service`. */
  readonly service: string;
  /** What somebody has to know first, as a sentence. */
  readonly meaning: string;
  /** Which events, as EventBridge matches them. */
  readonly pattern: object;
  /** What of the event is told, by a label, as paths: `$.detail.stoppedReason`. */
  readonly details: Readonly<Record<string, string>>;
}

export interface EventReportProps {
  readonly rule: EventReportRule;
  /** ARN of a topic whose policy and key let EventBridge publish. */
  readonly topicArn: string;
  /** Page that has a section for each kind of event. */
  readonly runbookUrl: string;
}

/**
 * Tells a topic of each event of a kind, in a few words. For what happens once and is no measurement, so that no alarm can tell of it.
 *
 * @see https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-transform-target-input.html
 */
export class EventReport extends Construct {
  public constructor(scope: Construct, id: string, { rule, topicArn, runbookUrl }: EventReportProps) {
    super(scope, id);
    tag(this, { Service: rule.service });
    const link = `${runbookUrl}#${rule.kind}`;
    const name = nameOf(this, "aws_cloudwatch_event_rule", rule.kind);
    const { name: ruleName } = new CloudwatchEventRule(this, "resource", {
      name,
      description: `${rule.meaning} ${link}`,
      eventPattern: JSON.stringify(rule.pattern),
      tags: { Name: name },
    });
    const lines = [`${name}: ${rule.meaning}`, ...Object.keys(rule.details).map((label) => `${label}: <${label}>`), link];
    new CloudwatchEventTarget(this, "target", {
      rule: ruleName,
      arn: topicArn,
      inputTransformer: { inputPaths: { ...rule.details }, inputTemplate: lines.map((line) => JSON.stringify(line)).join("\n") },
    });
  }
}
