import type { Block } from "../../../../review/value";
import { edgeLogGroups, homeLogGroups } from "./log-groups";
import { allow, type SettledStatements } from "./statement";

/** The account, through the services that keep an environment's data in its home region. */
const throughKeepers = [
  {
    test: "StringEquals",
    variable: "kms:ViaService",
    values: [
      "rds.eu-west-1.amazonaws.com",
      "elasticache.eu-west-1.amazonaws.com",
      "secretsmanager.eu-west-1.amazonaws.com",
      "sns.eu-west-1.amazonaws.com",
      "backup.eu-west-1.amazonaws.com",
      "ec2.eu-west-1.amazonaws.com",
      "elasticfilesystem.eu-west-1.amazonaws.com",
      "ecr.eu-west-1.amazonaws.com",
    ],
  },
  { test: "StringEquals", variable: "kms:CallerAccount", values: ["-> data.aws_caller_identity.account_id"] },
];

/** Everything that encrypts and decrypts, and looking at the key. */
export const useOfKey = [
  "kms:Decrypt",
  "kms:DescribeKey",
  "kms:Encrypt",
  "kms:GenerateDataKey",
  "kms:GenerateDataKeyWithoutPlaintext",
  "kms:ReEncryptFrom",
  "kms:ReEncryptTo",
];

/** The same without looking, which knows no encryption context. */
const useInContext = useOfKey.filter((action) => action !== "kms:DescribeKey");

/** Who uses the keys, by the sid of the statement: section 9 of the requirement. */
export const keyPolicies: SettledStatements = {
  AccountAdministersKey: [
    allow({
      actions: [
        "kms:CancelKeyDeletion",
        "kms:CreateAlias",
        "kms:DeleteAlias",
        "kms:DescribeKey",
        "kms:DisableKey",
        "kms:DisableKeyRotation",
        "kms:EnableKey",
        "kms:EnableKeyRotation",
        "kms:GetKeyPolicy",
        "kms:GetKeyRotationStatus",
        "kms:ListGrants",
        "kms:ListKeyPolicies",
        "kms:ListKeyRotations",
        "kms:ListResourceTags",
        "kms:PutKeyPolicy",
        "kms:RevokeGrant",
        "kms:RotateKeyOnDemand",
        "kms:ScheduleKeyDeletion",
        "kms:TagResource",
        "kms:UntagResource",
        "kms:UpdateAlias",
        "kms:UpdateKeyDescription",
      ],
      resources: ["*"],
      principals: [{ type: "AWS", identifiers: ["arn:aws:iam::{account}:root"] }],
    }),
  ],
  AccountUsesKeyThroughServices: [
    allow({
      actions: useOfKey,
      resources: ["*"],
      principals: [{ type: "AWS", identifiers: ["arn:aws:iam::{account}:root"] }],
      conditions: throughKeepers,
    }),
  ],
  // The edge's key encrypts topics and log groups; log groups use it by themselves.
  "AccountUsesKeyThroughServices of edge-key_policy": [
    allow({
      actions: useOfKey,
      resources: ["*"],
      principals: [{ type: "AWS", identifiers: ["arn:aws:iam::{account}:root"] }],
      conditions: [
        { test: "StringEquals", variable: "kms:ViaService", values: ["sns.us-east-1.amazonaws.com"] },
        { test: "StringEquals", variable: "kms:CallerAccount", values: ["-> data.aws_caller_identity.account_id"] },
      ],
    }),
  ],
  CloudWatchLogsEncryptsLogGroups: [
    allow({
      actions: useInContext,
      resources: ["*"],
      principals: [{ type: "Service", identifiers: ["logs.eu-west-1.amazonaws.com"] }],
      conditions: [
        {
          test: "ArnLike",
          variable: "kms:EncryptionContext:aws:logs:arn",
          values: homeLogGroups,
        },
      ],
    }),
  ],
  "CloudWatchLogsEncryptsLogGroups of edge-key_policy": [
    allow({
      actions: useInContext,
      resources: ["*"],
      principals: [{ type: "Service", identifiers: ["logs.us-east-1.amazonaws.com"] }],
      conditions: [
        {
          test: "ArnLike",
          variable: "kms:EncryptionContext:aws:logs:arn",
          values: edgeLogGroups,
        },
      ],
    }),
  ],
  PublishersEncryptMessages: [
    encryptMessages("eu-west-1", ["events.rds.amazonaws.com", "cloudwatch.amazonaws.com", "budgets.amazonaws.com", "events.amazonaws.com"]),
  ],
  "PublishersEncryptMessages of edge-key_policy": [encryptMessages("us-east-1", ["cloudwatch.amazonaws.com"])],
  ServicesKeepUsingKey: [
    allow({
      actions: ["kms:CreateGrant"],
      resources: ["*"],
      principals: [{ type: "AWS", identifiers: ["arn:aws:iam::{account}:root"] }],
      conditions: [...throughKeepers, { test: "Bool", variable: "kms:GrantIsForAWSResource", values: ["true"] }],
    }),
  ],
  ServicesRetireGrants: [
    allow({
      actions: ["kms:RetireGrant"],
      resources: ["*"],
      principals: [{ type: "AWS", identifiers: ["arn:aws:iam::{account}:root"] }],
      conditions: throughKeepers,
    }),
  ],
};

/** Who tells encrypted topics something uses the key for topics of the stack, and for nothing else. */
function encryptMessages(region: string, services: readonly string[]): Block {
  const context = "kms:EncryptionContext:aws:sns:topicArn";
  return allow({
    actions: ["kms:Decrypt", "kms:GenerateDataKey"],
    resources: ["*"],
    principals: [{ type: "Service", identifiers: services }],
    conditions: [{ test: "ArnLike", variable: context, values: [`arn:aws:sns:${region}:{account}:{stack}-*`] }],
  });
}
