import type { StackModel } from "./model";

/*
 * What is fixed for the whole platform, stated a second time and on purpose: were it imported from the program that is judged, a mistake
 * there would be judged by itself.
 */

/** First word of every name. */
export const prefix = "ohi";

/** Domain under which each environment has its own; production has the domain itself. */
export const baseDomain = "ohealth-ng.com";

/** Region of everything, and the one from which CloudFront takes certificates and web ACLs. */
export const regions = { home: "eu-west-1", edge: "us-east-1" } as const;

/** The stack of the account, which belongs to no environment. */
const accountStack = "account";

/** Whether a stack is the account's: it holds what all environments stand on, and their delivery roles. */
export function isAccount(stack: Pick<StackModel, "name">): boolean {
  return stack.name === `${prefix}-${accountStack}`;
}

/** Beginning of every name in a stack's environment: `ohi-dev`, or `ohi-shared` in the account's stack. */
export function namePrefixOf(stack: Pick<StackModel, "name">): string {
  return `${prefix}-${environmentOf(stack)}`;
}

/** Value of the tag `Environment` in a stack: `dev`, or `shared` for the account's. */
export function environmentOf(stack: Pick<StackModel, "name">): string {
  const environment = stack.name.replace(`${prefix}-`, "");
  return environment === accountStack ? "shared" : environment;
}

/** The stack whose resources have a value of the tag `Environment`. */
export function stackOfEnvironment(environment: string): string {
  return `${prefix}-${environment === "shared" ? accountStack : environment}`;
}

/** Domain of an environment; production's is the base domain. */
export function domainOf(environment: string): string {
  return environment === "prod" ? baseDomain : `${environment}.${baseDomain}`;
}
