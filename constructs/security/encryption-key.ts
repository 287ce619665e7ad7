import { KmsAlias } from "@cdktf/provider-aws/lib/kms-alias";
import { KmsKey } from "@cdktf/provider-aws/lib/kms-key";
import { Construct } from "constructs";
import { PlatformStack } from "../foundation/platform-stack";
import { tag } from "../foundation/tags";
import { nameOf } from "../foundation/names";
import { type Grant, policyDocument } from "./policy-document";

export interface EncryptionKeyProps {
  /** Beginnings of the log groups that CloudWatch Logs may encrypt with the key, for example `/vpc/ohi-dev/`. */
  readonly logGroupPrefixes: readonly string[];
  /** Terraform refuses every plan that would destroy the key. */
  readonly preventDestroy: boolean;
}

const administration = [
  ...["CancelKeyDeletion", "CreateAlias", "DeleteAlias", "DescribeKey", "DisableKey", "DisableKeyRotation", "EnableKey", "EnableKeyRotation"],
  ...["GetKeyPolicy", "GetKeyRotationStatus", "ListGrants", "ListKeyPolicies", "ListKeyRotations", "ListResourceTags", "PutKeyPolicy"],
  ...["RevokeGrant", "RotateKeyOnDemand", "ScheduleKeyDeletion", "TagResource", "UntagResource", "UpdateAlias", "UpdateKeyDescription"],
].map((action) => `kms:${action}`);

const use = ["kms:Decrypt", "kms:DescribeKey", "kms:Encrypt", "kms:GenerateDataKey", "kms:GenerateDataKeyWithoutPlaintext", "kms:ReEncryptFrom", "kms:ReEncryptTo"];

/**
 * The key that encrypts everything of an environment at rest. It rotates every year.
 *
 * The account administers it, but nobody of the account can decrypt with it directly: only through the services that its policy
 * names, and then only with a grant of their own.
 *
 * @see https://docs.aws.amazon.com/kms/latest/developerguide/key-policies.html
 */
export class EncryptionKey extends Construct {
  public readonly arn: string;

  public constructor(scope: Construct, id: string, props: EncryptionKeyProps) {
    super(scope, id);
    tag(this, { Service: "kms", DataClassification: "confidential" });
    const name = nameOf(this, "aws_kms_alias", "key");
    const key = new KmsKey(this, "resource", {
      description: `Encrypts what ${PlatformStack.of(this).namePrefix} keeps`,
      enableKeyRotation: true,
      rotationPeriodInDays: 365,
      deletionWindowInDays: 30,
      policy: policyDocument(this, "policy", this.grants(props)),
      lifecycle: { preventDestroy: props.preventDestroy },
      tags: { Name: name },
    });
    new KmsAlias(this, "alias", { name: `alias/${name}`, targetKeyId: key.id });
    this.arn = key.arn;
  }

  private grants({ logGroupPrefixes }: EncryptionKeyProps): Grant[] {
    const { accountId, region } = PlatformStack.of(this);
    return [
      {
        sid: "AccountAdministersKey",
        actions: administration,
        resources: ["*"],
        principals: { type: "AWS", identifiers: [`arn:aws:iam::${accountId}:root`] },
      },
      {
        sid: "CloudWatchLogsEncryptsLogGroups",
        actions: use,
        resources: ["*"],
        principals: { type: "Service", identifiers: [`logs.${region}.amazonaws.com`] },
        conditions: [
          {
            test: "ArnLike",
            variable: "kms:EncryptionContext:aws:logs:arn",
            values: logGroupPrefixes.map((prefix) => `arn:aws:logs:${region}:${accountId}:log-group:${prefix}*`),
          },
        ],
      },
    ];
  }
}
