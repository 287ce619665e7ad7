import type { Condition, Grant } from "./policy-document";

/** Where a key is, and whose it is. */
export interface KeyPlace {
  readonly region: string;
  readonly accountId: string;
}

/** What the account may do with a key's settings, which is everything but using it. */
const administration = [
  "CancelKeyDeletion",
  "CreateAlias",
  "DeleteAlias",
  "DescribeKey",
  "DisableKey",
  "DisableKeyRotation",
  "EnableKey",
  "EnableKeyRotation",
  "GetKeyPolicy",
  "GetKeyRotationStatus",
  "ListGrants",
  "ListKeyPolicies",
  "ListKeyRotations",
  "ListResourceTags",
  "PutKeyPolicy",
  "RevokeGrant",
  "RotateKeyOnDemand",
  "ScheduleKeyDeletion",
  "TagResource",
  "UntagResource",
  "UpdateAlias",
  "UpdateKeyDescription",
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

/** What knows the encryption context in which it is done. */
const encryption = use.filter((action) => action !== "kms:DescribeKey");

const accountOf = ({ accountId }: KeyPlace): NonNullable<Grant["principals"]> => ({
  type: "AWS",
  identifiers: [`arn:aws:iam::${accountId}:root`],
});

/** Lets the account change a key, and use it for nothing. */
export function administrationGrant(place: KeyPlace): Grant {
  return { sid: "AccountAdministersKey", actions: administration, resources: ["*"], principals: accountOf(place) };
}

/** Lets principals of the account use a key through AWS services, by the first word of their endpoint: `rds`, `secretsmanager`. */
export function throughServicesGrant(services: readonly string[], place: KeyPlace): Grant {
  return {
    sid: "AccountUsesKeyThroughServices",
    actions: use,
    resources: ["*"],
    principals: accountOf(place),
    conditions: through(services, place),
  };
}

/** Lets principals of the account encrypt and decrypt with a key themselves, for an encryption context alone, of which `value` may have a wildcard. */
export function inContextGrant(sid: string, context: { readonly name: string; readonly value: string }, place: KeyPlace): Grant {
  return {
    sid,
    actions: ["kms:Decrypt", "kms:GenerateDataKey"],
    resources: ["*"],
    principals: accountOf(place),
    conditions: [
      { test: "StringEquals", variable: "kms:CallerAccount", values: [place.accountId] },
      { test: "StringLike", variable: `kms:EncryptionContext:${context.name}`, values: [context.value] },
    ],
  };
}

/** Lets AWS services keep on using a key for a resource after the call that named it. */
export function keepUsingGrant(services: readonly string[], place: KeyPlace): Grant {
  return {
    sid: "ServicesKeepUsingKey",
    actions: ["kms:CreateGrant"],
    resources: ["*"],
    principals: accountOf(place),
    conditions: [...through(services, place), { test: "Bool", variable: "kms:GrantIsForAWSResource", values: ["true"] }],
  };
}

/**
 * Lets AWS services give up what `keepUsingGrant` has let them make, as AWS Backup wants to before it makes a vault.
 *
 * @see https://docs.aws.amazon.com/aws-backup/latest/devguide/create-a-vault.html
 */
export function retireGrant(services: readonly string[], place: KeyPlace): Grant {
  return {
    sid: "ServicesRetireGrants",
    actions: ["kms:RetireGrant"],
    resources: ["*"],
    principals: accountOf(place),
    conditions: through(services, place),
  };
}

/** Lets CloudWatch Logs of a region encrypt log groups of an account, those whose names have the given beginnings and no others. */
export function logGroupsGrant(prefixes: readonly string[], { region, accountId }: KeyPlace): Grant {
  return {
    sid: "CloudWatchLogsEncryptsLogGroups",
    actions: encryption,
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

/**
 * Lets AWS services publish to encrypted topics whose names have a beginning.
 *
 * SNS names the topic in the encryption context; the topic's own policy says for which account a service publishes.
 */
export function publishersGrant(publishers: readonly string[], namePrefix: string, { region, accountId }: KeyPlace): Grant {
  return {
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
  };
}

/** Conditions that a request came through one of the services on behalf of this account. */
function through(services: readonly string[], { region, accountId }: KeyPlace): Condition[] {
  return [
    { test: "StringEquals", variable: "kms:ViaService", values: services.map((service) => `${service}.${region}.amazonaws.com`) },
    { test: "StringEquals", variable: "kms:CallerAccount", values: [accountId] },
  ];
}
