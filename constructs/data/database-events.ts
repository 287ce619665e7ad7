import type { DbInstance } from "@cdktf/provider-aws/lib/db-instance";
import { DbEventSubscription } from "@cdktf/provider-aws/lib/db-event-subscription";
import { Construct } from "constructs";
import { nameOf } from "../foundation/names";
import { tag } from "../foundation/tags";

export interface DatabaseEventsProps {
  /** Whose events are reported. */
  readonly instances: readonly DbInstance[];
  /** ARN of the topic that hears of them. */
  readonly topicArn: string;
}

/**
 * What somebody has to know of, the daily backup not among it. A changed setting is: what nobody deployed, such as a new password or a way in from
 * outside, shows here first.
 *
 * @see https://docs.aws.amazon.com/securityhub/latest/userguide/rds-controls.html#rds-20
 */
const categories = [
  "availability",
  "configuration change",
  "deletion",
  "failover",
  "failure",
  "low storage",
  "maintenance",
  "read replica",
  "recovery",
  "restoration",
];

/**
 * Reports what happens to database instances.
 *
 * @see https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_Events.Messages.html
 */
export class DatabaseEvents extends Construct {
  public constructor(scope: Construct, id: string, { instances, topicArn }: DatabaseEventsProps) {
    super(scope, id);
    tag(this, { Service: "monitoring" });
    const name = nameOf(this, "aws_db_event_subscription", "database-events");
    new DbEventSubscription(this, "resource", {
      name,
      snsTopic: topicArn,
      sourceType: "db-instance",
      sourceIds: instances.map(({ identifier }) => identifier),
      eventCategories: categories,
      tags: { Name: name },
    });
  }
}
