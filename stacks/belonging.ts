import { platform } from "../environments/platform";
import type { Environment } from "../environments/schema";

/** Tags by which a resource is known to be an environment's own, in an account that it shares with other projects. */
export function belongingTo({ name }: Pick<Environment, "name">): { readonly Project: string; readonly Environment: string } {
  return { Project: platform.project, Environment: name };
}
