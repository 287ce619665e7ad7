import { z } from "zod";
import { InvalidSettings, problemsOf } from "../environments/problems";
import type { Settings } from "./settings";

/** Every environment variable that a synth reads, with what it means. */
export const variables = z.object({
  OHI_STATE_BUCKET: z
    .string()
    .regex(/^[a-z0-9][a-z0-9-]{1,61}[a-z0-9]$/, "the name of an S3 bucket: 3 to 63 lower-case letters, digits and hyphens")
    .default("ohi-shared-terraform-state")
    .describe("Bucket that keeps the Terraform state of all stacks"),
  OHI_STATE_KMS_KEY_ARN: z
    .string()
    .regex(/^arn:aws:kms:[a-z0-9-]+:\d{12}:key\/[0-9a-f-]{36}$/, "the ARN of a KMS key, arn:aws:kms:REGION:ACCOUNT:key/ID")
    .optional()
    .describe("KMS key that encrypts the state; without one S3 encrypts it with a key of its own"),
  OHI_ACCOUNT_ID: z.string().regex(/^\d{12}$/, "the 12 digits of an AWS account").optional().describe("The only account that Terraform may apply to; without one any account"),
});

/**
 * Reads the settings from environment variables. An empty variable counts as one that is not set.
 *
 * @throws InvalidSettings naming every variable with a bad value.
 */
export function readSettings(environment: Readonly<Record<string, string | undefined>>): Settings {
  const given = Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== ""));
  const result = variables.safeParse(given);
  if (!result.success) throw new InvalidSettings("settings", problemsOf(result.error, given));
  const { OHI_STATE_BUCKET, OHI_STATE_KMS_KEY_ARN, OHI_ACCOUNT_ID } = result.data;
  return { stateBucket: OHI_STATE_BUCKET, stateKmsKeyArn: OHI_STATE_KMS_KEY_ARN, accountId: OHI_ACCOUNT_ID };
}
