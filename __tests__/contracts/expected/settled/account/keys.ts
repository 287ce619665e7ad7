import { keyPolicies, useOfKey } from "../key-policies";
import { allow, type SettledStatements } from "../statement";

const everything = ["*"];
const account = [{ type: "AWS", identifiers: ["arn:aws:iam::{account}:root"] }];
const ofAccount = { test: "StringEquals", variable: "kms:CallerAccount", values: ["-> data.aws_caller_identity.account_id"] };

/** What AWS's services do with a key for the account. */
function used(document: string, services: readonly string[]): SettledStatements {
  const through = [{ test: "StringEquals", variable: "kms:ViaService", values: services }, ofAccount];
  const statements = {
    AccountUsesKeyThroughServices: allow({
      actions: useOfKey,
      resources: everything,
      principals: account,
      conditions: through,
    }),
    ServicesKeepUsingKey: allow({
      actions: ["kms:CreateGrant"],
      resources: everything,
      principals: account,
      conditions: [...through, { test: "Bool", variable: "kms:GrantIsForAWSResource", values: ["true"] }],
    }),
    ServicesRetireGrants: allow({ actions: ["kms:RetireGrant"], resources: everything, principals: account, conditions: through }),
  };
  return Object.fromEntries(Object.entries(statements).map(([sid, statement]) => [`${sid} of ${document}`, [statement]]));
}

/** Who uses the keys of the account: that of the states, and that of the records. */
export const keys: SettledStatements = {
  AccountAdministersKey: keyPolicies["AccountAdministersKey"] ?? [],
  ...used("audit-key_policy", ["s3.eu-west-1.amazonaws.com", "sns.eu-west-1.amazonaws.com"]),
  ...used("state-key_policy", ["s3.eu-west-1.amazonaws.com"]),
  PipelineSealsPlans: [
    allow({
      actions: ["kms:Decrypt", "kms:GenerateDataKey"],
      resources: everything,
      principals: account,
      conditions: [ofAccount, { test: "StringLike", variable: "kms:EncryptionContext:stack", values: ["ohi-*"] }],
    }),
  ],
  PublishersEncryptMessages: [
    allow({
      actions: ["kms:Decrypt", "kms:GenerateDataKey"],
      resources: everything,
      principals: [{ type: "Service", identifiers: ["events.amazonaws.com"] }],
      conditions: [
        { test: "ArnLike", variable: "kms:EncryptionContext:aws:sns:topicArn", values: ["arn:aws:sns:eu-west-1:{account}:ohi-shared-*"] },
      ],
    }),
  ],
  TrailEncryptsEvents: [
    allow({
      actions: ["kms:Decrypt", "kms:DescribeKey", "kms:GenerateDataKey"],
      resources: everything,
      principals: [{ type: "Service", identifiers: ["cloudtrail.amazonaws.com"] }],
      conditions: [
        { test: "StringEquals", variable: "aws:SourceArn", values: ["arn:aws:cloudtrail:eu-west-1:{account}:trail/ohi-shared-trail"] },
      ],
    }),
  ],
  ConfigEncryptsRecords: [
    allow({
      actions: ["kms:Decrypt", "kms:GenerateDataKey"],
      resources: everything,
      principals: [{ type: "Service", identifiers: ["config.amazonaws.com"] }],
      conditions: [{ test: "StringEquals", variable: "aws:SourceAccount", values: ["-> data.aws_caller_identity.account_id"] }],
    }),
  ],
};
