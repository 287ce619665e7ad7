import type { Grant } from "../../../constructs/security/policy-document";

export interface StateAccess {
  readonly bucketArn: string;
  /** ARN of the key that encrypts the states. */
  readonly kmsKeyArn: string;
  /** Key of the one state's object. */
  readonly stateKey: string;
  readonly region: string;
  /** Name of the stack, for which plans and states are sealed. */
  readonly stackName: string;
  /** Whether the state may be written. Its lock is written by everybody who reads it. */
  readonly write: boolean;
}

/** Where Terraform looks for workspaces, of which there are none. */
const workspaces = "env:/";

/**
 * One state and its lock, and no other; and the plans of one stack, which whoever plans seals and whoever deploys opens. Whoever deploys also
 * seals a state that could not be written. Terraform lists the bucket for workspaces and the state's own key.
 *
 * @see https://developer.hashicorp.com/terraform/language/backend/s3#permissions-required
 */
export function stateGrants({ bucketArn, kmsKeyArn, stateKey, stackName, region, write }: StateAccess): Grant[] {
  const state = `${bucketArn}/${stateKey}`;
  return [
    {
      sid: "FindState",
      actions: ["s3:ListBucket"],
      resources: [bucketArn],
      conditions: [{ test: "StringEquals", variable: "s3:prefix", values: [stateKey, workspaces] }],
    },
    { sid: write ? "ReadAndWriteState" : "ReadState", actions: ["s3:GetObject", ...(write ? ["s3:PutObject"] : [])], resources: [state] },
    { sid: "LockState", actions: ["s3:DeleteObject", "s3:GetObject", "s3:PutObject"], resources: [`${state}.tflock`] },
    {
      sid: "DecryptState",
      actions: ["kms:Decrypt", "kms:GenerateDataKey"],
      resources: [kmsKeyArn],
      conditions: [{ test: "StringEquals", variable: "kms:ViaService", values: [`s3.${region}.amazonaws.com`] }],
    },
    {
      sid: write ? "OpenPlanAndSealState" : "SealPlan",
      actions: [...(write ? ["kms:Decrypt"] : []), "kms:GenerateDataKey"],
      resources: [kmsKeyArn],
      conditions: [{ test: "StringEquals", variable: "kms:EncryptionContext:stack", values: [stackName] }],
    },
  ];
}
