import { Topic } from "../../constructs/operations/topic";
import type { EncryptionKey } from "../../constructs/security/encryption-key";
import type { EnvironmentStack } from "../environment-stack";
import { eventPublishers } from "../workload/key-users";

export interface EventsSection {
  /** Hears what AWS services report. Encrypted. */
  readonly events: Topic;
  /** Hears what ElastiCache reports, which is nothing but names of caches and what happened to them. ElastiCache cannot publish to an encrypted topic. */
  readonly cacheEvents: Topic;
}

/** Where AWS reports what happens to the environment. Who is to hear of it subscribes. */
export function addEvents(stack: EnvironmentStack, { key }: { readonly key: EncryptionKey }): EventsSection {
  const events = new Topic(stack, "events", { name: "events", publishers: { services: eventPublishers, kmsKeyArn: key.arn } });
  const cacheEvents = new Topic(stack, "cache-events", { name: "cache-events", publishers: "elasticache" });
  stack.output("events_topic_arn", "ARN of the topic that hears what AWS reports of the environment", events.arn);
  stack.output("cache_events_topic_arn", "ARN of the topic that hears what ElastiCache reports", cacheEvents.arn);
  return { events, cacheEvents };
}
