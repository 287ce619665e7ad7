/** What the person or the pipeline that runs the synth decides. Everything else is in the repository. */
export interface Settings {
  /** Bucket of the Terraform state. */
  readonly stateBucket: string;
  /** ARN of the KMS key that encrypts the state. Default: none; Terraform then asks for keys of S3's own (SSE-S3), whatever key the bucket has by default. */
  readonly stateKmsKeyArn: string | undefined;
  /** The only account that Terraform may apply to, 12 digits. Default: any. */
  readonly accountId: string | undefined;
  /** Repository on GitHub whose workflows plan and deploy, `owner/name`. Default: none, and nobody's do. */
  readonly githubRepository: string | undefined;
  /** Tags or digests of images, by the service whose image it is. Default: what the environment and the catalogue say. */
  readonly imageTags: Readonly<Record<string, string | undefined>>;
}
