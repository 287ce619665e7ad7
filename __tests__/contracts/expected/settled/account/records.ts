import { resourcePolicies } from "../resource-policies";
import { allow, type SettledStatements } from "../statement";

/** Whom the buckets and the topic of the account let in. */
export const records: SettledStatements = {
  BucketsAddLogs: [
    allow({
      actions: ["s3:PutObject"],
      resources: ["{aws_s3_bucket.arn}/s3/*"],
      principals: [{ type: "Service", identifiers: ["logging.s3.amazonaws.com"] }],
      conditions: [
        { test: "StringEquals", variable: "aws:SourceAccount", values: ["-> data.aws_caller_identity.account_id"] },
        { test: "ArnLike", variable: "aws:SourceArn", values: ["arn:aws:s3:::ohi-shared-*", "arn:aws:s3:::ohi-shared-terraform-state"] },
      ],
    }),
  ],
  TlsOnly: resourcePolicies["TlsOnly"] ?? [],
  TrailChecksBucket: [
    allow({
      actions: ["s3:GetBucketAcl"],
      resources: ["-> aws_s3_bucket.arn"],
      principals: [{ type: "Service", identifiers: ["cloudtrail.amazonaws.com"] }],
      conditions: [
        { test: "StringEquals", variable: "aws:SourceArn", values: ["arn:aws:cloudtrail:eu-west-1:{account}:trail/ohi-shared-trail"] },
      ],
    }),
  ],
  TrailAddsEvents: [
    allow({
      actions: ["s3:PutObject"],
      resources: ["{aws_s3_bucket.arn}/AWSLogs/{account}/*"],
      principals: [{ type: "Service", identifiers: ["cloudtrail.amazonaws.com"] }],
      conditions: [
        { test: "StringEquals", variable: "aws:SourceArn", values: ["arn:aws:cloudtrail:eu-west-1:{account}:trail/ohi-shared-trail"] },
        { test: "StringEquals", variable: "s3:x-amz-acl", values: ["bucket-owner-full-control"] },
      ],
    }),
  ],
  ConfigChecksBucket: [
    allow({
      actions: ["s3:GetBucketAcl", "s3:ListBucket"],
      resources: ["-> aws_s3_bucket.arn"],
      principals: [{ type: "Service", identifiers: ["config.amazonaws.com"] }],
      conditions: [{ test: "StringEquals", variable: "aws:SourceAccount", values: ["-> data.aws_caller_identity.account_id"] }],
    }),
  ],
  ConfigAddsRecords: [
    allow({
      actions: ["s3:PutObject"],
      resources: ["{aws_s3_bucket.arn}/AWSLogs/{account}/Config/*"],
      principals: [{ type: "Service", identifiers: ["config.amazonaws.com"] }],
      conditions: [
        { test: "StringEquals", variable: "aws:SourceAccount", values: ["-> data.aws_caller_identity.account_id"] },
        { test: "StringEquals", variable: "s3:x-amz-acl", values: ["bucket-owner-full-control"] },
      ],
    }),
  ],
  RulesPublish: [
    allow({
      actions: ["sns:Publish"],
      resources: ["-> aws_sns_topic.arn"],
      principals: [{ type: "Service", identifiers: ["events.amazonaws.com"] }],
    }),
  ],
};
