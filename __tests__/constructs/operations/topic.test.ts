import { Topic, type TopicProps } from "../../../constructs/operations/topic";
import { dataSources, render, resources, type StackJson, tags, testStack } from "../../support/stack";

const account = "${data.aws_caller_identity.current.account_id}";

describe("a topic", () => {
  test("is encrypted, and its services publish for this account only", () => {
    const json = topic({ services: ["events.rds.amazonaws.com"], kmsKeyArn: "arn:key" });

    expect(resources(json, "aws_sns_topic")).toEqual({
      topic: { name: "ohi-test-events", kms_master_key_id: "arn:key", tags: tags({ Service: "monitoring", Name: "ohi-test-events" }) },
    });
    expect(resources(json, "aws_sns_topic_policy")).toEqual({
      topic_policy: { arn: "${aws_sns_topic.topic.arn}", policy: "${data.aws_iam_policy_document.topic_publishers.json}" },
    });
    expect(dataSources(json, "aws_iam_policy_document")["topic_publishers"]).toEqual({
      statement: [
        {
          sid: "ServicesPublish",
          effect: "Allow",
          actions: ["sns:Publish"],
          resources: ["${aws_sns_topic.topic.arn}"],
          principals: [{ type: "Service", identifiers: ["events.rds.amazonaws.com"] }],
          condition: [{ test: "StringEquals", variable: "aws:SourceAccount", values: [account] }],
        },
      ],
    });
  });

  test("for ElastiCache has no key, which it cannot use, and knows it by the account that it reports for", () => {
    const json = topic("elasticache");

    expect(resources(json, "aws_sns_topic")).toEqual({
      topic: { name: "ohi-test-events", tags: tags({ Service: "monitoring", Name: "ohi-test-events" }) },
    });
    expect(dataSources(json, "aws_iam_policy_document")["topic_publishers"]).toEqual({
      statement: [
        {
          sid: "ElastiCachePublishes",
          effect: "Allow",
          actions: ["sns:Publish"],
          resources: ["${aws_sns_topic.topic.arn}"],
          principals: [{ type: "AWS", identifiers: ["*"] }],
          condition: [{ test: "StringEquals", variable: "aws:SourceOwner", values: [account] }],
        },
      ],
    });
  });
});

function topic(publishers: TopicProps["publishers"]): StackJson {
  const stack = testStack();
  new Topic(stack, "topic", { name: "events", publishers });
  return render(stack);
}
