import type { z } from "zod";
import { UserError } from "../terraform/errors";

/**
 * What the outputs of an environment say.
 *
 * @param name of the environment
 * @param what they are asked for, for example `which services it has`
 * @throws UserError naming the outputs that are not there, when the environment has not been deployed
 */
export function deployedOutputs<Schema extends z.ZodType>(
  name: string,
  what: string,
  schema: Schema,
  outputs: Readonly<Record<string, unknown>>,
): z.infer<Schema> {
  const { data, error } = schema.safeParse(outputs);
  if (error === undefined) return data;
  const missing = error.issues.map(({ path }) => path.join(".")).join(", ");
  throw new UserError(`${name} does not say ${what} (${missing}). An environment says so once it is deployed.`);
}
