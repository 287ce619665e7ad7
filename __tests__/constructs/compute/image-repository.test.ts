import { ImageRepository } from "../../../constructs/compute/image-repository";
import { render, resources, tags, testStack } from "../../support/stack";

const json = (() => {
  const stack = testStack();
  new ImageRepository(stack, "images", { name: "web", tagMutability: "IMMUTABLE", kmsKeyArn: "arn:key", forceDelete: false });
  return render(stack);
})();

describe("an image repository", () => {
  test("is encrypted and scans what is pushed", () => {
    expect(resources(json, "aws_ecr_repository")).toEqual({
      images: {
        name: "ohi-test-web",
        image_tag_mutability: "IMMUTABLE",
        image_scanning_configuration: { scan_on_push: true },
        encryption_configuration: [{ encryption_type: "KMS", kms_key: "arn:key" }],
        force_delete: false,
        tags: tags({ Service: "ecr", Name: "ohi-test-web" }),
      },
    });
  });

  test("keeps ten images and forgets untagged ones after a day, the rule for any tag having the highest number", () => {
    const policies = resources(json, "aws_ecr_lifecycle_policy");
    expect(Object.keys(policies)).toEqual(["images_lifecycle"]);

    const { rules } = JSON.parse(String(policies["images_lifecycle"]?.["policy"])) as { readonly rules: unknown };
    expect(rules).toEqual([
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
    ]);
  });
});
