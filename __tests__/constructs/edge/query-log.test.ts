import { HostedZone } from "../../../constructs/edge/hosted-zone";
import { QueryLog } from "../../../constructs/edge/query-log";
import { dataSources, render, resources, tags, testStack } from "../../support/stack";

describe("a query log", () => {
  const stack = testStack();
  const zone = new HostedZone(stack, "dns", { domain: "example.com", delegations: [], preventDestroy: false });
  new QueryLog(stack, "query-log", { zone, kmsKeyArn: "arn:key", retentionDays: 365 });
  const json = render(stack);

  test("is kept in us-east-1, encrypted, and forgotten in the end", () => {
    expect(resources(json, "aws_cloudwatch_log_group")).toEqual({
      "query-log_log-group": {
        provider: "aws.us-east-1",
        name: "/aws/route53/ohi-test/queries",
        kms_key_id: "arn:key",
        retention_in_days: 365,
        tags: tags({ Service: "dns", DataClassification: "confidential", Name: "/aws/route53/ohi-test/queries" }),
      },
    });
  });

  test("is written by Route 53 for this zone of this account, which it may before it is asked to", () => {
    expect(resources(json, "aws_cloudwatch_log_resource_policy")).toEqual({
      "query-log_policy": {
        provider: "aws.us-east-1",
        policy_name: "ohi-test-query-log",
        policy_document: "${data.aws_iam_policy_document.query-log_policy_statements.json}",
      },
    });
    expect(dataSources(json, "aws_iam_policy_document")).toEqual({
      "query-log_policy_statements": {
        statement: [
          {
            sid: "ServiceWritesLog",
            effect: "Allow",
            actions: ["logs:CreateLogStream", "logs:PutLogEvents"],
            resources: ["${aws_cloudwatch_log_group.query-log_log-group.arn}:*"],
            principals: [{ type: "Service", identifiers: ["route53.amazonaws.com"] }],
            condition: [
              { test: "StringEquals", variable: "aws:SourceAccount", values: ["${data.aws_caller_identity.current.account_id}"] },
              { test: "ArnLike", variable: "aws:SourceArn", values: ["${aws_route53_zone.dns.arn}"] },
            ],
          },
        ],
      },
    });
    expect(resources(json, "aws_route53_query_log")).toEqual({
      "query-log": {
        provider: "aws.us-east-1",
        zone_id: "${aws_route53_zone.dns.zone_id}",
        cloudwatch_log_group_arn: "${aws_cloudwatch_log_group.query-log_log-group.arn}",
        depends_on: ["aws_cloudwatch_log_resource_policy.query-log_policy"],
      },
    });
  });
});
