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

  test("is refused without a publisher", () => {
    expect(() => topic({ services: [], kmsKeyArn: "arn:key" })).toThrow(
      "ohi-test/topic: 1 problem\n  no service publishes to it; give at least one",
    );
  });

  test("to which only EventBridge publishes has no statement for others", () => {
    const json = topic({ services: ["events.amazonaws.com"], kmsKeyArn: "arn:key" });

    expect(dataSources(json, "aws_iam_policy_document")["topic_publishers"]).toMatchObject({ statement: [{ sid: "RulesPublish" }] });
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

describe("a topic of alarms", () => {
  const services = ["cloudwatch.amazonaws.com", "events.amazonaws.com"];

  test("lets rules of EventBridge publish without a condition, of which EventBridge knows none", () => {
    const json = topic({ services, kmsKeyArn: "arn:key" });
    const publish = (sid: string, identifier: string): object => ({
      sid,
      effect: "Allow",
      actions: ["sns:Publish"],
      resources: ["${aws_sns_topic.topic.arn}"],
      principals: [{ type: "Service", identifiers: [identifier] }],
    });

    expect(dataSources(json, "aws_iam_policy_document")["topic_publishers"]).toEqual({
      statement: [
        {
          ...publish("ServicesPublish", "cloudwatch.amazonaws.com"),
          condition: [{ test: "StringEquals", variable: "aws:SourceAccount", values: [account] }],
        },
        publish("RulesPublish", "events.amazonaws.com"),
      ],
    });
  });

  test("sends a mail for each message to whoever confirms it, and is in another region with all that it has", () => {
    const stack = testStack();
    const emails = ["one@example.org", "two@example.org"];
    new Topic(stack, "topic", { name: "events", publishers: { services, kmsKeyArn: "arn:key" }, emails, provider: stack.edgeProvider });
    const json = render(stack);
    const mail = (endpoint: string): object => ({
      provider: "aws.us-east-1",
      topic_arn: "${aws_sns_topic.topic.arn}",
      protocol: "email",
      endpoint,
    });

    expect(resources(json, "aws_sns_topic_subscription")).toEqual({
      "topic_mail-1": mail("one@example.org"),
      "topic_mail-2": mail("two@example.org"),
    });
    expect(["aws_sns_topic", "aws_sns_topic_policy"].flatMap((type) => Object.values(resources(json, type)))).toMatchObject([
      { provider: "aws.us-east-1" },
      { provider: "aws.us-east-1" },
    ]);
  });
});

function topic(publishers: TopicProps["publishers"]): StackJson {
  const stack = testStack();
  new Topic(stack, "topic", { name: "events", publishers });
  return render(stack);
}
