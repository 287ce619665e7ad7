import { AccessLogBucket } from "../../../constructs/edge/access-log-bucket";
import { dataSources, render, resources, tags, testStack, type Values } from "../../support/stack";

const account = "${data.aws_caller_identity.current.account_id}";
const arn = "${aws_s3_bucket.access-logs.arn}";

describe("the bucket of access logs", () => {
  const stack = testStack();
  const logs = new AccessLogBucket(stack, "access-logs", {
    loadBalancers: ["alb", "internal-alb"],
    distributions: true,
    retentionDays: 7,
    preventDestroy: false,
  });
  const json = render(stack);

  test("is one bucket, encrypted as load balancers can write to it", () => {
    const name = `ohi-test-access-logs-${account}`;

    expect(resources(json, "aws_s3_bucket")).toEqual({
      "access-logs": {
        bucket: name,
        force_destroy: true,
        lifecycle: { prevent_destroy: false },
        tags: tags({
          Service: "monitoring",
          DataClassification: "confidential",
          Name: name,
          BucketPurpose: "access-logs",
          PublicAccess: "blocked",
          Encryption: "sse-s3",
        }),
      },
    });
  });

  test("forgets a log after the days of its environment", () => {
    expect(resources(json, "aws_s3_bucket_lifecycle_configuration")["access-logs_lifecycle"]?.["rule"]).toContainEqual({
      id: "expiry",
      status: "Enabled",
      filter: [{}],
      expiration: [{ days: 7 }],
    });
  });

  test("lets each kind of writer add objects under its own prefix, on behalf of this account, and nobody do anything else", () => {
    const writer = (sid: string, service: string, where: string[], condition?: object[]): object => ({
      sid,
      effect: "Allow",
      actions: ["s3:PutObject"],
      resources: where,
      principals: [{ type: "Service", identifiers: [service] }],
      ...(condition === undefined ? {} : { condition }),
    });
    const ofAccount = { test: "StringEquals", variable: "aws:SourceAccount", values: [account] };
    const from = (source: string): object => ({ test: "ArnLike", variable: "aws:SourceArn", values: [source] });

    expect(dataSources(json, "aws_iam_policy_document")).toEqual({
      "access-logs_statements": {
        statement: [
          writer("LoadBalancersAddLogs", "logdelivery.elasticloadbalancing.amazonaws.com", [
            `${arn}/alb/AWSLogs/${account}/*`,
            `${arn}/internal-alb/AWSLogs/${account}/*`,
          ]),
          writer("BucketsAddLogs", "logging.s3.amazonaws.com", [`${arn}/s3/*`], [ofAccount, from("arn:aws:s3:::ohi-test-*")]),
          writer(
            "DistributionsAddLogs",
            "delivery.logs.amazonaws.com",
            [`${arn}/AWSLogs/${account}/CloudFront/*`],
            [
              { test: "StringEquals", variable: "s3:x-amz-acl", values: ["bucket-owner-full-control"] },
              ofAccount,
              from(`arn:aws:logs:us-east-1:${account}:delivery-source:ohi-test-*`),
            ],
          ),
          expect.objectContaining({ sid: "TlsOnly", effect: "Deny" }),
        ],
      },
    });
  });

  test.each([
    ["no load balancer", [], []],
    ["one load balancer", ["alb"], [[`${arn}/alb/AWSLogs/${account}/*`]]],
  ])("admits load balancers as it is told: with %s", (_name, loadBalancers, admitted) => {
    const other = testStack();
    new AccessLogBucket(other, "access-logs", { loadBalancers, retentionDays: 7, preventDestroy: false });

    const statements = dataSources(other, "aws_iam_policy_document")["access-logs_statements"]?.["statement"] as readonly Values[];

    expect(statements.filter(({ sid }) => sid === "LoadBalancersAddLogs").map((each) => each["resources"])).toEqual(admitted);
  });

  test("does not log itself, and gives each other bucket a prefix of its own", () => {
    expect(resources(json, "aws_s3_bucket_logging")).toEqual({});
    expect(logs.target("frontend").prefix).toBe("s3/frontend/");
  });
});
