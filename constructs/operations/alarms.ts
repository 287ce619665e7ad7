import { Construct } from "constructs";
import { tag } from "../foundation/tags";
import { Alarm } from "./alarm";
import type { Watch } from "./watch";

export interface AlarmsProps {
  readonly watches: readonly Watch[];
  /** ARNs of the topics that hear of alarms, in the stack's own region and in us-east-1. */
  readonly topicArns: Readonly<Record<"home" | "edge", string>>;
  /** Page that has a section for each kind of alarm. */
  readonly runbookUrl: string;
}

/** An alarm for every rule of everything that is watched. */
export class Alarms extends Construct {
  /** ARNs of the alarms, in the order of the watches. */
  public readonly arns: readonly string[];

  public constructor(scope: Construct, id: string, { watches, topicArns, runbookUrl }: AlarmsProps) {
    super(scope, id);
    tag(this, { Service: "monitoring" });
    this.arns = watches.map(({ name, rule }) => {
      const topicArn = topicArns[rule.region ?? "home"];
      return new Alarm(this, `${name}-${rule.kind}`, { name, rule, topicArn, runbookUrl }).arn;
    });
  }
}
