import type { SecretKeeping } from "../constructs/secrets/secret";
import type { EncryptionKey } from "../constructs/security/encryption-key";
import type { EnvironmentStack } from "./environment-stack";

/** How an environment keeps its secrets. What holds data may not be destroyed where the environment is protected. */
export function keepingOf({ environment }: EnvironmentStack, key: EncryptionKey): SecretKeeping {
  return { kmsKeyArn: key.arn, recoveryDays: environment.secretRecoveryDays, preventDestroy: environment.deletionProtection };
}
