import type { SettledOutputs } from "../../../../../review/contracts/settled-outputs";
import type { SettledPolicies } from "../../../../../review/contracts/settled-statements";
import type { SettledTargets } from "../../../../../review/contracts/targets";
import { environmentNames } from "../../environments";
import { boundary } from "./boundary";
import { changesOfData } from "./changes-of-data";
import { changesOfNetwork } from "./changes-of-network";
import { changesOfPrograms } from "./changes-of-programs";
import { documents } from "./documents";
import { keys } from "./keys";
import { reading } from "./reading";
import { records } from "./records";
import { trust } from "./trust";

/** What the policies of the account say. */
export const policiesOfAccount: SettledPolicies = {
  statements: { ...records, ...keys, ...boundary, ...trust, ...reading, ...changesOfData, ...changesOfNetwork, ...changesOfPrograms },
  documents,
};

const roles = (duty: string): Record<string, string> =>
  Object.fromEntries(environmentNames.map((name) => [name, `\${aws_iam_role.${name}-${duty}.arn}`]));

/** The roles that pipelines take, where the states lie, and where findings are told. */
export const outputsOfAccount: SettledOutputs = {
  deploy_roles: roles("deploy"),
  findings_topic_arn: "${aws_sns_topic.findings.arn}",
  plan_roles: roles("plan"),
  state_bucket: "${aws_s3_bucket.state.id}",
  state_kms_key_arn: "${aws_kms_key.state-key.arn}",
};

/** Where references of the account lead that could as well lead to a neighbour. */
export const targetsOfAccount: SettledTargets = {
  ...Object.fromEntries(
    Object.entries({ config_bucket: "audit-key", state: "state-key", trail_bucket: "audit-key" }).map(([bucket, key]) => [
      `aws_s3_bucket_server_side_encryption_configuration.${bucket}_encryption rule[].apply_server_side_encryption_by_default.kms_master_key_id`,
      `aws_kms_key.${key}`,
    ]),
  ),
  "data.aws_iam_policy_document.delivery-boundary_grants statement[].resources[]": "aws_s3_bucket.state",
  "aws_cloudtrail kms_key_id": "aws_kms_key.audit-key",
  "aws_config_delivery_channel s3_kms_key_arn": "aws_kms_key.audit-key",
  "aws_s3_bucket_logging target_bucket": "aws_s3_bucket.access-logs",
};
