import { Cloudtrail } from "@cdktf/provider-aws/lib/cloudtrail";
import { Construct } from "constructs";
import { type AccessLogTarget, PrivateBucket } from "../data/private-bucket";
import { nameOf } from "../foundation/names";
import { PlatformStack } from "../foundation/platform-stack";
import { tag } from "../foundation/tags";
import type { Grant } from "../security/policy-document";

export interface TrailProps {
  /** ARN of the KMS key that encrypts the events. Its policy has to admit `trailKeyGrant`. */
  readonly kmsKeyArn: string;
  readonly accessLog: AccessLogTarget;
  /** Days after which events are deleted, 1 or more. */
  readonly retentionDays: number;
}

const service = "cloudtrail.amazonaws.com";

/**
 * The record of every call that manages anything in the account, in all regions, in a bucket of its own. Digests tell if somebody changed a file.
 *
 * Reading and writing of objects are no management events, and are not in it.
 *
 * @see https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-log-file-validation-intro.html
 */
export class Trail extends Construct {
  public readonly arn: string;

  public constructor(scope: Construct, id: string, { kmsKeyArn, accessLog, retentionDays }: TrailProps) {
    super(scope, id);
    tag(this, { Service: "governance", DataClassification: "confidential" });
    const bucket = new PrivateBucket(this, "bucket", {
      name: "trail",
      purpose: "trail",
      kmsKeyArn,
      accessLog,
      expireAfterDays: retentionDays,
      keepOldVersionsDays: retentionDays,
      preventDestroy: true,
    });
    bucket.admit(...bucketGrants(this, bucket.arn));
    const name = trailNameOf(this);
    const trail = new Cloudtrail(this, "resource", {
      name,
      s3BucketName: bucket.bucketName,
      kmsKeyId: kmsKeyArn,
      isMultiRegionTrail: true,
      includeGlobalServiceEvents: true,
      enableLogFileValidation: true,
      enableLogging: true,
      dependsOn: [bucket.policy],
      tags: { Name: name },
    });
    this.arn = trail.arn;
  }
}

/** Lets the trail of a stack encrypt its events with a key. For the key's policy, which comes before the trail. */
export function trailKeyGrant(scope: Construct): Grant {
  return {
    sid: "TrailEncryptsEvents",
    actions: ["kms:Decrypt", "kms:DescribeKey", "kms:GenerateDataKey"],
    resources: ["*"],
    principals: { type: "Service", identifiers: [service] },
    conditions: [{ test: "StringEquals", variable: "aws:SourceArn", values: [trailArnOf(scope)] }],
  };
}

/** @see https://docs.aws.amazon.com/awscloudtrail/latest/userguide/create-s3-bucket-policy-for-cloudtrail.html */
function bucketGrants(scope: Construct, bucketArn: string): Grant[] {
  const { accountId } = PlatformStack.of(scope);
  const principals = { type: "Service", identifiers: [service] };
  const fromTrail = { test: "StringEquals", variable: "aws:SourceArn", values: [trailArnOf(scope)] };
  return [
    { sid: "TrailChecksBucket", actions: ["s3:GetBucketAcl"], resources: [bucketArn], principals, conditions: [fromTrail] },
    {
      sid: "TrailAddsEvents",
      actions: ["s3:PutObject"],
      resources: [`${bucketArn}/AWSLogs/${accountId}/*`],
      principals,
      conditions: [fromTrail, { test: "StringEquals", variable: "s3:x-amz-acl", values: ["bucket-owner-full-control"] }],
    },
  ];
}

function trailNameOf(scope: Construct): string {
  return nameOf(scope, "aws_cloudtrail", "trail");
}

function trailArnOf(scope: Construct): string {
  const { region, accountId } = PlatformStack.of(scope);
  return `arn:aws:cloudtrail:${region}:${accountId}:trail/${trailNameOf(scope)}`;
}
