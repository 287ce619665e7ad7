export interface WrittenOnce {
  /** Version that readers get until a rotation makes another. Default: yes; otherwise only who names the version gets it. */
  readonly current?: boolean;
}

/**
 * Labels for a version that Terraform writes and rotations succeed.
 *
 * A version without any label may be removed by Secrets Manager at any time once there are a hundred others. Terraform would then
 * write it again, and its old or new password would become the current one while the database has another. So the version keeps a
 * label of its own. The label AWSCURRENT moves on with the first rotation, which is why Terraform does not look at labels again.
 *
 * @param label what the version is, for example `seed`.
 * @see https://docs.aws.amazon.com/secretsmanager/latest/userguide/whats-in-a-secret.html#term_version
 */
export function writtenOnce(
  label: string,
  { current = true }: WrittenOnce = {},
): { versionStages: string[]; lifecycle: { ignoreChanges: string[] } } {
  return {
    versionStages: [...(current ? ["AWSCURRENT"] : []), `TERRAFORM_${label.toUpperCase()}`],
    lifecycle: { ignoreChanges: ["version_stages"] },
  };
}
