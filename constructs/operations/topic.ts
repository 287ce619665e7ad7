import { SnsTopic } from "@cdktf/provider-aws/lib/sns-topic";
import { SnsTopicPolicy } from "@cdktf/provider-aws/lib/sns-topic-policy";
import { Construct } from "constructs";
import { nameOf } from "../foundation/names";
import { PlatformStack } from "../foundation/platform-stack";
import { tag } from "../foundation/tags";
import { type Grant, policyDocument } from "../security/policy-document";

export interface TopicProps {
  /** Words of the topic's name behind the stack's prefix, for example `events`. */
  readonly name: string;
  /**
   * ARN of the KMS key that encrypts messages; its policy has to let the publishers use it. `elasticache` publishes to no encrypted
   * topic, and it alone: a topic of its own, whose messages are names of caches and of what happened to them.
   */
  readonly publishers: { readonly services: readonly string[]; readonly kmsKeyArn: string } | "elasticache";
}

/**
 * A topic to which AWS services publish on behalf of this account, and nobody else.
 *
 * @see https://docs.aws.amazon.com/sns/latest/dg/sns-enable-encryption-for-topic-sqs-queue-subscriptions.html
 * @see https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/ElastiCacheSNS.html
 */
export class Topic extends Construct {
  public readonly arn: string;

  public constructor(scope: Construct, id: string, { name: words, publishers }: TopicProps) {
    super(scope, id);
    tag(this, { Service: "monitoring" });
    const name = nameOf(this, "aws_sns_topic", words);
    const encryption = publishers === "elasticache" ? {} : { kmsMasterKeyId: publishers.kmsKeyArn };
    const topic = new SnsTopic(this, "resource", { name, ...encryption, tags: { Name: name } });
    const grant = publishers === "elasticache" ? this.elastiCache() : this.services(publishers.services);
    const policy = policyDocument(this, "publishers", [{ ...grant, actions: ["sns:Publish"], resources: [topic.arn] }]);
    new SnsTopicPolicy(this, "policy", { arn: topic.arn, policy });
    this.arn = topic.arn;
  }

  private services(services: readonly string[]): Pick<Grant, "sid" | "principals" | "conditions"> {
    return {
      sid: "ServicesPublish",
      principals: { type: "Service", identifiers: [...services] },
      conditions: [{ test: "StringEquals", variable: "aws:SourceAccount", values: [PlatformStack.of(this).accountId] }],
    };
  }

  /** ElastiCache publishes under no name of its own; AWS tells it by the account whose cache it reports on. */
  private elastiCache(): Pick<Grant, "sid" | "principals" | "conditions"> {
    return {
      sid: "ElastiCachePublishes",
      principals: { type: "AWS", identifiers: ["*"] },
      conditions: [{ test: "StringEquals", variable: "aws:SourceOwner", values: [PlatformStack.of(this).accountId] }],
    };
  }
}
