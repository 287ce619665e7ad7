import { KmsAlias } from "@cdktf/provider-aws/lib/kms-alias";
import { KmsKey } from "@cdktf/provider-aws/lib/kms-key";
import { Construct } from "constructs";
import { PlatformStack } from "../foundation/platform-stack";
import { tag } from "../foundation/tags";
import { nameOf } from "../foundation/names";
import { type Condition, type Grant, policyDocument } from "./policy-document";

export interface EncryptionKeyProps {
  /** Beginnings of the log groups that CloudWatch Logs may encrypt with the key, for example `/vpc/ohi-dev/`. */
  readonly logGroupPrefixes: readonly string[];
  /** AWS services through which principals of the account may use the key, by the first word of their endpoint: `rds`, `secretsmanager`. */
  readonly services: readonly string[];
  /** Principals of AWS services that publish to the stack's encrypted topics, for example `events.rds.amazonaws.com`. */
  readonly publishers: readonly string[];
  /** Terraform refuses every plan that would destroy the key. */
  readonly preventDestroy: boolean;
}

/** What the account may do with a key's settings, which is everything but using it. */
export const administration = [
  ...[
    "CancelKeyDeletion",
    "CreateAlias",
    "DeleteAlias",
    "DescribeKey",
    "DisableKey",
    "DisableKeyRotation",
    "EnableKey",
    "EnableKeyRotation",
  ],
  ...["GetKeyPolicy", "GetKeyRotationStatus", "ListGrants", "ListKeyPolicies", "ListKeyRotations", "ListResourceTags", "PutKeyPolicy"],
  ...["RevokeGrant", "RotateKeyOnDemand", "ScheduleKeyDeletion", "TagResource", "UntagResource", "UpdateAlias", "UpdateKeyDescription"],
].map((action) => `kms:${action}`);

const use = [
  "kms:Decrypt",
  "kms:DescribeKey",
  "kms:Encrypt",
  "kms:GenerateDataKey",
  "kms:GenerateDataKeyWithoutPlaintext",
  "kms:ReEncryptFrom",
  "kms:ReEncryptTo",
];

/** Test for a condition: the request came through one of the services on behalf of this account. */
const through = (services: readonly string[], region: string): Condition => ({
  test: "StringEquals",
  variable: "kms:ViaService",
  values: services.map((service) => `${service}.${region}.amazonaws.com`),
});

/**
 * The key that encrypts everything of an environment at rest. It rotates every year.
 *
 * The account administers it, but nobody of the account can decrypt with it directly: only through the services that its policy
 * names, and then only with a grant of their own. What a service keeps for longer, such as a database's disk, it reads by a grant of
 * the key that only a service can make.
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

  private grants({ logGroupPrefixes, services, publishers }: EncryptionKeyProps): Grant[] {
    const { accountId, region, namePrefix } = PlatformStack.of(this);
    const account = { type: "AWS", identifiers: [`arn:aws:iam::${accountId}:root`] };
    const onBehalf = [through(services, region), { test: "StringEquals", variable: "kms:CallerAccount", values: [accountId] }];
    return [
      { sid: "AccountAdministersKey", actions: administration, resources: ["*"], principals: account },
      { sid: "AccountUsesKeyThroughServices", actions: use, resources: ["*"], principals: account, conditions: onBehalf },
      {
        sid: "ServicesKeepUsingKey",
        actions: ["kms:CreateGrant"],
        resources: ["*"],
        principals: account,
        conditions: [...onBehalf, { test: "Bool", variable: "kms:GrantIsForAWSResource", values: ["true"] }],
      },
      logGroupsGrant(logGroupPrefixes, { region, accountId }),
      // SNS names the topic in the encryption context; the topic's own policy says for which account a service publishes.
      {
        sid: "PublishersEncryptMessages",
        actions: ["kms:Decrypt", "kms:GenerateDataKey"],
        resources: ["*"],
        principals: { type: "Service", identifiers: [...publishers] },
        conditions: [
          {
            test: "ArnLike",
            variable: "kms:EncryptionContext:aws:sns:topicArn",
            values: [`arn:aws:sns:${region}:${accountId}:${namePrefix}-*`],
          },
        ],
      },
    ];
  }
}

/** Lets CloudWatch Logs of a region encrypt log groups of an account, those whose names have the given beginnings and no others. */
export function logGroupsGrant(
  prefixes: readonly string[],
  { region, accountId }: { readonly region: string; readonly accountId: string },
): Grant {
  return {
    sid: "CloudWatchLogsEncryptsLogGroups",
    actions: use,
    resources: ["*"],
    principals: { type: "Service", identifiers: [`logs.${region}.amazonaws.com`] },
    conditions: [
      {
        test: "ArnLike",
        variable: "kms:EncryptionContext:aws:logs:arn",
        values: prefixes.map((prefix) => `arn:aws:logs:${region}:${accountId}:log-group:${prefix}*`),
      },
    ],
  };
}
