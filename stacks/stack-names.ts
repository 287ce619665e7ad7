import { platform } from "../environments/platform";
import type { Environment } from "../environments/schema";

/** Name of an environment's stack, with which every name in it begins: `ohi-dev`. */
export function stackNameOf({ name }: Pick<Environment, "name">): string {
  return `${platform.prefix}-${name}`;
}

/** Key of the object that keeps a stack's state: `ohi-dev/terraform.tfstate`. */
export function stateKeyOf(stackName: string): string {
  return `${stackName}/terraform.tfstate`;
}
