import { Construct } from "constructs";
import { ImageRepository } from "../../constructs/compute/image-repository";
import type { EncryptionKey } from "../../constructs/security/encryption-key";
import type { EnvironmentStack } from "../environment-stack";
import { imageOwners } from "../workload/images";

/** Repositories of images, by the key of the program whose image it is. */
export type Repositories = ReadonlyMap<string, ImageRepository>;

/** A repository for every image that is pulled, whoever built it: no task pulls from the internet. */
export function addRepositories(stack: EnvironmentStack, { key }: { readonly key: EncryptionKey }): Repositories {
  const { ecs, deletionProtection } = stack.environment;
  const scope = new Construct(stack, "images");
  const repositories = new Map(
    imageOwners(stack.workload).map((owner) => [
      owner.key,
      new ImageRepository(scope, owner.key, {
        name: owner.key,
        tagMutability: ecs.imageTags,
        kmsKeyArn: key.arn,
        forceDelete: !deletionProtection,
      }),
    ]),
  );
  stack.output(
    "image_repositories",
    "Address of every image repository, by the program whose image it is",
    Object.fromEntries([...repositories].map(([owner, { url }]) => [owner, url])),
  );
  return repositories;
}
