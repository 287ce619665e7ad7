import { platform } from "../../environments/platform";

const { stack, environment } = platform.account;

/** How the account's stack and what is in it are called: it belongs to no environment. */
export const accountNames = {
  stack: `${platform.prefix}-${stack}`,
  /** Tag `Environment`, and the second word of every name. */
  environment,
  prefix: `${platform.prefix}-${environment}`,
} as const;

/** Words of the alias of the key that encrypts all states. */
export const stateKeyName = "state-key";

/** AWS services that report to the topic of what is found: rules of EventBridge. */
export const findingPublishers = ["events.amazonaws.com"] as const;

/** ARN by which the key of the states is known before it is there. S3 takes the alias of a key for the key. */
export function stateKeyArn(accountId: string): string {
  return `arn:aws:kms:${platform.region}:${accountId}:alias/${accountNames.prefix}-${stateKeyName}`;
}
