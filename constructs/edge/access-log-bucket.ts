import { Construct } from "constructs";
import { type AccessLogTarget, PrivateBucket } from "../data/private-bucket";
import { PlatformStack } from "../foundation/platform-stack";
import { tag } from "../foundation/tags";
import type { Grant } from "../security/policy-document";

export interface AccessLogBucketProps {
  /** Beginnings of the keys of load balancers' logs, without a slash at the end: one for each load balancer. Default: none. */
  readonly loadBalancers?: readonly string[];
  /** Whether CloudFront writes logs here. Default: no. */
  readonly distributions?: boolean;
  /** Names of buckets whose access logs lie here and whose names do not begin with the stack's prefix. Default: none. */
  readonly alsoFrom?: readonly string[];
  /** Days for which a log is kept. */
  readonly retentionDays: number;
  /** Terraform refuses to destroy the bucket. */
  readonly preventDestroy: boolean;
}

/** Beginning of the keys of other buckets' access logs. */
const bucketPrefix = "s3/";

/**
 * The bucket that keeps the access logs of load balancers, of CloudFront and of the other buckets.
 *
 * It is encrypted with S3's own keys: load balancers cannot write with a KMS key. Each writer is an AWS service and may
 * only add objects, under a prefix of its own and for this account.
 *
 * @see https://docs.aws.amazon.com/elasticloadbalancing/latest/application/enable-access-logging.html
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/enable-server-access-logging.html
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/AWS-logs-infrastructure-V2-S3.html
 */
export class AccessLogBucket extends Construct {
  public readonly bucket: PrivateBucket;

  public constructor(scope: Construct, id: string, props: AccessLogBucketProps) {
    super(scope, id);
    tag(this, { Service: "monitoring", DataClassification: "confidential" });
    this.bucket = new PrivateBucket(this, "resource", {
      name: "access-logs",
      purpose: "access-logs",
      expireAfterDays: props.retentionDays,
      keepOldVersionsDays: 1,
      preventDestroy: props.preventDestroy,
    });
    const { loadBalancers = [], distributions = false } = props;
    this.bucket.admit(
      ...(loadBalancers.length === 0 ? [] : [this.loadBalancers(loadBalancers)]),
      this.buckets(props.alsoFrom),
      ...(distributions ? [this.distributions()] : []),
    );
  }

  /** Where another bucket of the stack writes its access log. */
  public target(bucket: string): AccessLogTarget {
    return { bucket: this.bucket.bucketName, prefix: `${bucketPrefix}${bucket}/`, policy: this.bucket.policy };
  }

  // The account's id in the path is what binds the service to this account.
  private loadBalancers(prefixes: readonly string[]): Grant {
    const { accountId } = PlatformStack.of(this);
    return {
      sid: "LoadBalancersAddLogs",
      actions: ["s3:PutObject"],
      resources: prefixes.map((prefix) => `${this.bucket.arn}/${prefix}/AWSLogs/${accountId}/*`),
      principals: { type: "Service", identifiers: ["logdelivery.elasticloadbalancing.amazonaws.com"] },
    };
  }

  private buckets(others: readonly string[] = []): Grant {
    const { accountId, namePrefix } = PlatformStack.of(this);
    return {
      sid: "BucketsAddLogs",
      actions: ["s3:PutObject"],
      resources: [`${this.bucket.arn}/${bucketPrefix}*`],
      principals: { type: "Service", identifiers: ["logging.s3.amazonaws.com"] },
      conditions: [
        { test: "StringEquals", variable: "aws:SourceAccount", values: [accountId] },
        { test: "ArnLike", variable: "aws:SourceArn", values: [`${namePrefix}-*`, ...others].map((name) => `arn:aws:s3:::${name}`) },
      ],
    };
  }

  private distributions(): Grant {
    // CloudFront's log deliveries are set up in the edge region, wherever the bucket is.
    const { accountId, namePrefix, edgeRegion } = PlatformStack.of(this);
    return {
      sid: "DistributionsAddLogs",
      actions: ["s3:PutObject"],
      resources: [`${this.bucket.arn}/AWSLogs/${accountId}/CloudFront/*`],
      principals: { type: "Service", identifiers: ["delivery.logs.amazonaws.com"] },
      conditions: [
        { test: "StringEquals", variable: "s3:x-amz-acl", values: ["bucket-owner-full-control"] },
        { test: "StringEquals", variable: "aws:SourceAccount", values: [accountId] },
        { test: "ArnLike", variable: "aws:SourceArn", values: [`arn:aws:logs:${edgeRegion}:${accountId}:delivery-source:${namePrefix}-*`] },
      ],
    };
  }
}
