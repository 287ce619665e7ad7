import { ConfigConfigurationRecorder } from "@cdktf/provider-aws/lib/config-configuration-recorder";
import { ConfigConfigurationRecorderStatus } from "@cdktf/provider-aws/lib/config-configuration-recorder-status";
import { ConfigDeliveryChannel } from "@cdktf/provider-aws/lib/config-delivery-channel";
import { IamServiceLinkedRole } from "@cdktf/provider-aws/lib/iam-service-linked-role";
import type { ITerraformDependable } from "cdktf";
import { Construct } from "constructs";
import { type AccessLogTarget, PrivateBucket } from "../data/private-bucket";
import { nameOf } from "../foundation/names";
import { PlatformStack } from "../foundation/platform-stack";
import { tag } from "../foundation/tags";
import type { Condition, Grant } from "../security/policy-document";

export interface ConfigurationRecorderProps {
  /** ARN of the KMS key that encrypts the records. Its policy has to admit `recorderKeyGrant`. */
  readonly kmsKeyArn: string;
  readonly accessLog: AccessLogTarget;
  /** Days after which records are deleted, 1 or more. */
  readonly retentionDays: number;
}

const service = "config.amazonaws.com";

/**
 * AWS Config: how every resource of the region is configured, now and before, and the ground on which its rules judge.
 *
 * A region has one recorder. It works under the role that AWS Config makes for itself.
 *
 * @see https://docs.aws.amazon.com/config/latest/developerguide/stop-start-recorder.html
 */
export class ConfigurationRecorder extends Construct {
  /** The recorder once it records. Rules wait for it. */
  public readonly recording: ITerraformDependable;

  public constructor(scope: Construct, id: string, { kmsKeyArn, accessLog, retentionDays }: ConfigurationRecorderProps) {
    super(scope, id);
    tag(this, { Service: "governance" });
    const bucket = new PrivateBucket(this, "bucket", {
      name: "config",
      purpose: "config",
      kmsKeyArn,
      accessLog,
      expireAfterDays: retentionDays,
      keepOldVersionsDays: 30,
      preventDestroy: true,
    });
    bucket.admit(...this.bucketGrants(bucket.arn));
    const role = new IamServiceLinkedRole(this, "role", {
      awsServiceName: service,
      tags: { Name: nameOf(this, "aws_iam_service_linked_role", "config", "role") },
    });
    const recorder = new ConfigConfigurationRecorder(this, "resource", {
      name: nameOf(this, "aws_config_configuration_recorder", "recorder"),
      roleArn: role.arn,
      recordingGroup: { allSupported: true, includeGlobalResourceTypes: true },
    });
    const channel = new ConfigDeliveryChannel(this, "channel", {
      name: nameOf(this, "aws_config_delivery_channel", "channel"),
      s3BucketName: bucket.bucketName,
      s3KmsKeyArn: kmsKeyArn,
      dependsOn: [recorder, bucket.policy],
    });
    this.recording = new ConfigConfigurationRecorderStatus(this, "status", { name: recorder.name, isEnabled: true, dependsOn: [channel] });
  }

  /** @see https://docs.aws.amazon.com/config/latest/developerguide/s3-bucket-policy.html */
  private bucketGrants(bucketArn: string): Grant[] {
    const principals = { type: "Service", identifiers: [service] };
    const here = forAccount(this);
    return [
      {
        sid: "ConfigChecksBucket",
        actions: ["s3:GetBucketAcl", "s3:ListBucket"],
        resources: [bucketArn],
        principals,
        conditions: [here],
      },
      {
        sid: "ConfigAddsRecords",
        actions: ["s3:PutObject"],
        resources: [`${bucketArn}/AWSLogs/${PlatformStack.of(this).accountId}/Config/*`],
        principals,
        conditions: [here, { test: "StringEquals", variable: "s3:x-amz-acl", values: ["bucket-owner-full-control"] }],
      },
    ];
  }
}

/** Lets AWS Config encrypt the records of an account with a key. For the key's policy. */
export function recorderKeyGrant(scope: Construct): Grant {
  return {
    sid: "ConfigEncryptsRecords",
    actions: ["kms:Decrypt", "kms:GenerateDataKey"],
    resources: ["*"],
    principals: { type: "Service", identifiers: [service] },
    conditions: [forAccount(scope)],
  };
}

function forAccount(scope: Construct): Condition {
  return { test: "StringEquals", variable: "aws:SourceAccount", values: [PlatformStack.of(scope).accountId] };
}
