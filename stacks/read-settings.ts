import { z } from "zod";
import { InvalidSettings, problemsOf } from "../environments/problems";
import { imageTag } from "../environments/schema";
import { stateKeyArn } from "./account/names";
import type { Settings } from "./settings";
import { digest, imageOwners } from "./workload/images";
import { ohi } from "./workload/workload";

const owners = imageOwners(ohi).map(({ key }) => key);

const tagOrDigest = z.string().refine((value) => digest.safeParse(value).success || imageTag.safeParse(value).success, {
  message: "a tag other than latest, or sha256: and 64 hexadecimal digits",
});

/** Every environment variable that a synth reads, with what it means. */
export const variables = z.object({
  OHI_STATE_BUCKET: z
    .string()
    .regex(/^[a-z0-9][a-z0-9-]{1,61}[a-z0-9]$/, "the name of an S3 bucket: 3 to 63 lower-case letters, digits and hyphens")
    .default("ohi-shared-terraform-state")
    .describe("Bucket that keeps the Terraform state of all stacks"),
  OHI_STATE_KMS_KEY_ARN: z
    .string()
    .regex(
      /^arn:aws:kms:[a-z0-9-]+:\d{12}:key\/([0-9a-f-]{36}|mrk-[0-9a-f]{32})$/,
      "the ARN of a KMS key, arn:aws:kms:REGION:ACCOUNT:key/ID",
    )
    .optional()
    .describe("KMS key that encrypts the state; without one the key that the bootstrap makes in `OHI_ACCOUNT_ID`"),
  OHI_ACCOUNT_ID: z
    .string()
    .regex(/^\d{12}$/, "the 12 digits of an AWS account")
    .optional()
    .describe("The only account that Terraform may apply to; without one any account"),
  OHI_GITHUB_REPOSITORY: z
    .string()
    .regex(
      /^[A-Za-z0-9][A-Za-z0-9-]*(\/[A-Za-z0-9._-]+|@\d+\/[A-Za-z0-9._-]+@\d+)$/,
      "owner/name or owner@id/name@id of a repository on GitHub",
    )
    .optional()
    .describe(
      "Repository on GitHub whose workflows plan and deploy, as its tokens name it: `owner@id/name@id`, or `owner/name`; without one nobody's do",
    ),
  OHI_IMAGE_TAGS: z
    .unknown()
    .refine((value) => typeof value === "object" && value !== null && !Array.isArray(value), 'JSON by service, such as {"api":"1.2.3"}')
    .pipe(z.partialRecord(z.enum(owners), tagOrDigest))
    .optional()
    .describe('Tags or digests of images, as JSON by service: `{"api":"1.2.3"}`; without one the environment\'s default tag'),
});

/**
 * Reads the settings from environment variables. An empty variable counts as one that is not set.
 *
 * @throws InvalidSettings naming every variable with a bad value.
 */
export function readSettings(environment: Readonly<Record<string, string | undefined>>): Settings {
  const set = Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== ""));
  const given = { ...set, ...(set["OHI_IMAGE_TAGS"] === undefined ? {} : { OHI_IMAGE_TAGS: jsonOf(set["OHI_IMAGE_TAGS"]) }) };
  const result = variables.safeParse(given);
  if (!result.success) throw new InvalidSettings("settings", problemsOf(result.error, given));
  const { OHI_STATE_BUCKET, OHI_STATE_KMS_KEY_ARN, OHI_ACCOUNT_ID, OHI_GITHUB_REPOSITORY, OHI_IMAGE_TAGS } = result.data;
  return {
    stateBucket: OHI_STATE_BUCKET,
    stateKmsKeyArn: OHI_STATE_KMS_KEY_ARN ?? (OHI_ACCOUNT_ID === undefined ? undefined : stateKeyArn(OHI_ACCOUNT_ID)),
    accountId: OHI_ACCOUNT_ID,
    githubRepository: OHI_GITHUB_REPOSITORY,
    imageTags: OHI_IMAGE_TAGS ?? {},
  };
}

/** What the text says as JSON, or the text itself, for the schema to refuse. */
function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
