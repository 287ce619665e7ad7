import { S3Bucket } from "@cdktf/provider-aws/lib/s3-bucket";
import {
  S3BucketLifecycleConfiguration,
  type S3BucketLifecycleConfigurationRule,
} from "@cdktf/provider-aws/lib/s3-bucket-lifecycle-configuration";
import { S3BucketLoggingA } from "@cdktf/provider-aws/lib/s3-bucket-logging";
import { S3BucketOwnershipControls } from "@cdktf/provider-aws/lib/s3-bucket-ownership-controls";
import { S3BucketPolicy } from "@cdktf/provider-aws/lib/s3-bucket-policy";
import { S3BucketPublicAccessBlock } from "@cdktf/provider-aws/lib/s3-bucket-public-access-block";
import {
  S3BucketServerSideEncryptionConfigurationA,
  type S3BucketServerSideEncryptionConfigurationRuleA,
} from "@cdktf/provider-aws/lib/s3-bucket-server-side-encryption-configuration";
import { S3BucketVersioningA } from "@cdktf/provider-aws/lib/s3-bucket-versioning";
import type { ITerraformDependable } from "cdktf";
import { Construct } from "constructs";
import { bucketNameOf } from "../foundation/names";
import { Refusal } from "../foundation/refusal";
import { type Denial, type Grant, policyDocument } from "../security/policy-document";

/** Where S3 writes who read and wrote a bucket. */
export interface AccessLogTarget {
  /** Name of the bucket that keeps the log. */
  readonly bucket: string;
  /** Beginning of the keys of the log's objects, with a slash at its end. */
  readonly prefix: string;
  /** What lets S3 write the log; it has to be there first. */
  readonly policy: ITerraformDependable;
}

export interface PrivateBucketProps {
  /** Word of its name between the stack's prefix and the account's id, `frontend`; or the whole name, where somebody else decides it. */
  readonly name: string | { readonly whole: string };
  /** What it keeps, for people: tag `BucketPurpose`. */
  readonly purpose: string;
  /** ARN of the KMS key that encrypts it. Default: S3's own keys, for a bucket whose writers or readers cannot use a KMS key. */
  readonly kmsKeyArn?: string;
  /** Default: none. Only a bucket that keeps access logs goes without: its own log would grow by writing itself. */
  readonly accessLog?: AccessLogTarget;
  /** Days after which an object is deleted, whether anybody still needs it or not. Default: objects never expire. */
  readonly expireAfterDays?: number;
  /** Days for which an overwritten or deleted object can be brought back, 1 or more. */
  readonly keepOldVersionsDays: number;
  /** Terraform refuses to destroy the bucket. Otherwise it destroys it with all that is in it. */
  readonly preventDestroy: boolean;
}

/** Days after which S3 drops the parts of an upload that was never finished. */
const unfinishedUploadDays = 7;

/**
 * A bucket that nobody outside reads: encrypted, versioned, closed to the public, reachable by TLS only, without object ACLs.
 *
 * Its policy is written by `admit`, which has to be called exactly once: what a policy admits is often only known after the bucket.
 *
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/security-best-practices.html
 */
export class PrivateBucket extends Construct {
  public readonly resource: S3Bucket;
  private policyResource: S3BucketPolicy | undefined;
  private readonly guards: readonly ITerraformDependable[];

  public constructor(scope: Construct, id: string, props: PrivateBucketProps) {
    super(scope, id);
    const name = typeof props.name === "string" ? bucketNameOf(this, props.name) : props.name.whole;
    this.resource = new S3Bucket(this, "resource", {
      bucket: name,
      forceDestroy: !props.preventDestroy,
      lifecycle: { preventDestroy: props.preventDestroy },
      tags: {
        Name: name,
        BucketPurpose: props.purpose,
        PublicAccess: "blocked",
        Encryption: props.kmsKeyArn === undefined ? "sse-s3" : "sse-kms",
      },
    });
    const bucket = this.resource.id;
    this.guards = [
      new S3BucketPublicAccessBlock(this, "public-access", {
        bucket,
        blockPublicAcls: true,
        blockPublicPolicy: true,
        ignorePublicAcls: true,
        restrictPublicBuckets: true,
      }),
      new S3BucketOwnershipControls(this, "ownership", { bucket, rule: { objectOwnership: "BucketOwnerEnforced" } }),
    ];
    new S3BucketServerSideEncryptionConfigurationA(this, "encryption", { bucket, rule: [encryption(props.kmsKeyArn)] });
    const versioning = new S3BucketVersioningA(this, "versioning", { bucket, versioningConfiguration: { status: "Enabled" } });
    // A rule about old versions is refused until there are any.
    new S3BucketLifecycleConfiguration(this, "lifecycle", { bucket, rule: lifecycleRules(props), dependsOn: [versioning] });
    if (props.accessLog !== undefined) this.logTo(props.accessLog);
    this.node.addValidation({
      validate: () => (this.policyResource === undefined ? [`${this.node.path}: it has no policy; call admit()`] : []),
    });
  }

  public get bucketName(): string {
    return this.resource.id;
  }

  public get arn(): string {
    return this.resource.arn;
  }

  /**
   * The bucket's policy, for those who need it to be in force.
   *
   * @throws Refusal before `admit` has written it.
   */
  public get policy(): ITerraformDependable {
    if (this.policyResource === undefined) throw new Refusal(this.node.path, ["it has no policy; call admit() first"]);
    return this.policyResource;
  }

  /** Writes the bucket's policy: what is granted here, and to nobody without TLS. */
  public admit(...grants: readonly Grant[]): void {
    const tlsOnly: Denial = {
      sid: "TlsOnly",
      actions: ["s3:*"],
      resources: [this.arn, `${this.arn}/*`],
      conditions: [{ test: "Bool", variable: "aws:SecureTransport", values: ["false"] }],
    };
    this.policyResource = new S3BucketPolicy(this, "policy", {
      bucket: this.resource.id,
      policy: policyDocument(this, "statements", grants, [tlsOnly]),
      dependsOn: [...this.guards], // S3 refuses to change them and the policy at the same time
    });
  }

  private logTo({ bucket, prefix, policy }: AccessLogTarget): void {
    new S3BucketLoggingA(this, "access-log", { bucket: this.resource.id, targetBucket: bucket, targetPrefix: prefix, dependsOn: [policy] });
  }
}

function encryption(kmsKeyArn: string | undefined): S3BucketServerSideEncryptionConfigurationRuleA {
  if (kmsKeyArn === undefined) return { applyServerSideEncryptionByDefault: { sseAlgorithm: "AES256" } };
  return { applyServerSideEncryptionByDefault: { sseAlgorithm: "aws:kms", kmsMasterKeyId: kmsKeyArn }, bucketKeyEnabled: true };
}

function lifecycleRules({ expireAfterDays, keepOldVersionsDays }: PrivateBucketProps): S3BucketLifecycleConfigurationRule[] {
  const rule = { status: "Enabled", filter: [{}] };
  return [
    {
      ...rule,
      id: "old-versions",
      noncurrentVersionExpiration: [{ noncurrentDays: keepOldVersionsDays }],
      abortIncompleteMultipartUpload: [{ daysAfterInitiation: unfinishedUploadDays }],
    },
    ...(expireAfterDays === undefined ? [] : [{ ...rule, id: "expiry", expiration: [{ days: expireAfterDays }] }]),
  ];
}
