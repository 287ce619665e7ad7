import { SnsTopic } from "@cdktf/provider-aws/lib/sns-topic";
import { SnsTopicPolicy } from "@cdktf/provider-aws/lib/sns-topic-policy";
import { SnsTopicSubscription } from "@cdktf/provider-aws/lib/sns-topic-subscription";
import type { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import { Construct } from "constructs";
import { nameOf } from "../foundation/names";
import { PlatformStack } from "../foundation/platform-stack";
import { refuse } from "../foundation/refusal";
import { tag } from "../foundation/tags";
import { type Grant, policyDocument } from "../security/policy-document";

export interface TopicProps {
  /** Words of the topic's name behind the stack's prefix, for example `events`. */
  readonly name: string;
  /**
   * Principals of AWS services, one or more, and the ARN of the KMS key that encrypts their messages; its policy has to let the publishers use it. `elasticache` publishes to no encrypted
   * topic, and it alone: a topic of its own, whose messages are names of caches and of what happened to them.
   */
  readonly publishers: { readonly services: readonly string[]; readonly kmsKeyArn: string } | "elasticache";
  /** Addresses that get a mail for each message, once they have confirmed that they want it. Default: none. */
  readonly emails?: readonly string[];
  /** Provider of the region that it is in; the key has to be in the same. Default: the stack's own region. */
  readonly provider?: AwsProvider;
}

/**
 * EventBridge does not say on whose behalf it publishes: AWS's own policy for it has no condition.
 *
 * @see https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-use-resource-based.html#eb-sns-permissions
 */
const withoutSource = "events.amazonaws.com";

/** Who may publish. */
type Publishing = Pick<Grant, "sid" | "principals" | "conditions">;

/**
 * A topic to which AWS services publish on behalf of this account, and nobody else.
 *
 * @see https://docs.aws.amazon.com/sns/latest/dg/sns-enable-encryption-for-topic-sqs-queue-subscriptions.html
 * @see https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/ElastiCacheSNS.html
 */
export class Topic extends Construct {
  public readonly arn: string;

  public constructor(scope: Construct, id: string, { name: words, publishers, emails = [], provider }: TopicProps) {
    super(scope, id);
    const unheard = publishers !== "elasticache" && publishers.services.length === 0;
    refuse(this.node.path, unheard ? ["no service publishes to it; give at least one"] : []);
    tag(this, { Service: "monitoring" });
    const name = nameOf(this, "aws_sns_topic", words);
    const encryption = publishers === "elasticache" ? {} : { kmsMasterKeyId: publishers.kmsKeyArn };
    const placed = provider === undefined ? {} : { provider };
    const topic = new SnsTopic(this, "resource", { ...placed, name, ...encryption, tags: { Name: name } });
    const publishing = publishers === "elasticache" ? [this.elastiCache()] : this.services(publishers.services);
    const grants = publishing.map((grant) => ({ ...grant, actions: ["sns:Publish"], resources: [topic.arn] }));
    new SnsTopicPolicy(this, "policy", { ...placed, arn: topic.arn, policy: policyDocument(this, "publishers", grants) });
    emails.forEach((endpoint, index) => {
      new SnsTopicSubscription(this, `mail-${index + 1}`, { ...placed, topicArn: topic.arn, protocol: "email", endpoint });
    });
    this.arn = topic.arn;
  }

  private services(services: readonly string[]): Publishing[] {
    const onBehalf = services.filter((service) => service !== withoutSource);
    return [
      ...(onBehalf.length === 0 ? [] : [this.onBehalf(onBehalf)]),
      ...(services.includes(withoutSource) ? [{ sid: "RulesPublish", principals: { type: "Service", identifiers: [withoutSource] } }] : []),
    ];
  }

  private onBehalf(services: readonly string[]): Publishing {
    return {
      sid: "ServicesPublish",
      principals: { type: "Service", identifiers: [...services] },
      conditions: [{ test: "StringEquals", variable: "aws:SourceAccount", values: [PlatformStack.of(this).accountId] }],
    };
  }

  /** ElastiCache publishes under no name of its own; AWS tells it by the account whose cache it reports on. */
  private elastiCache(): Publishing {
    return {
      sid: "ElastiCachePublishes",
      principals: { type: "AWS", identifiers: ["*"] },
      conditions: [{ test: "StringEquals", variable: "aws:SourceOwner", values: [PlatformStack.of(this).accountId] }],
    };
  }
}
