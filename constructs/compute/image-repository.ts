import { EcrLifecyclePolicy } from "@cdktf/provider-aws/lib/ecr-lifecycle-policy";
import { EcrRepository } from "@cdktf/provider-aws/lib/ecr-repository";
import { Construct } from "constructs";
import { nameOf } from "../foundation/names";
import { tag } from "../foundation/tags";

export interface ImageRepositoryProps {
  /** Words of the name behind the stack's prefix, for example `api`. */
  readonly name: string;
  /** Whether a tag can be pointed at another image. */
  readonly tagMutability: "MUTABLE" | "IMMUTABLE";
  /** ARN of the KMS key that encrypts the images. */
  readonly kmsKeyArn: string;
  /** Terraform may delete the repository although there are images in it. */
  readonly forceDelete: boolean;
}

/** A rule for any tag must have the highest number of all. @see https://docs.aws.amazon.com/AmazonECR/latest/userguide/LifecyclePolicies.html#lp_evaluation_rules */
const lifecycle = JSON.stringify({
  rules: [
    {
      rulePriority: 1,
      description: "Images without a tag go after a day",
      selection: { tagStatus: "untagged", countType: "sinceImagePushed", countUnit: "days", countNumber: 1 },
      action: { type: "expire" },
    },
    {
      rulePriority: 2,
      description: "The ten newest images stay",
      selection: { tagStatus: "any", countType: "imageCountMoreThan", countNumber: 10 },
      action: { type: "expire" },
    },
  ],
});

/**
 * A place for the images of one program. Each is scanned when it is pushed.
 *
 * @see https://docs.aws.amazon.com/AmazonECR/latest/userguide/encryption-at-rest.html
 */
export class ImageRepository extends Construct {
  public readonly arn: string;
  /** Address without a tag. */
  public readonly url: string;

  public constructor(scope: Construct, id: string, { name: words, tagMutability, kmsKeyArn, forceDelete }: ImageRepositoryProps) {
    super(scope, id);
    tag(this, { Service: "ecr" });
    const name = nameOf(this, "aws_ecr_repository", words);
    const repository = new EcrRepository(this, "resource", {
      name,
      imageTagMutability: tagMutability,
      imageScanningConfiguration: { scanOnPush: true },
      encryptionConfiguration: [{ encryptionType: "KMS", kmsKey: kmsKeyArn }],
      forceDelete,
      tags: { Name: name },
    });
    new EcrLifecyclePolicy(this, "lifecycle", { repository: repository.name, policy: lifecycle });
    this.arn = repository.arn;
    this.url = repository.repositoryUrl;
  }
}
