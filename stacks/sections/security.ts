import { EncryptionKey } from "../../constructs/security/encryption-key";
import { PermissionsBoundary } from "../../constructs/security/permissions-boundary";
import { belongingTo } from "../belonging";
import type { EnvironmentStack } from "../environment-stack";
import { boundaryGrants } from "../workload/boundary";
import { eventPublishers, keyServices } from "../workload/key-users";
import { logGroupPrefixes } from "../workload/log-groups";

export interface SecuritySection {
  /** Encrypts everything that the environment keeps. */
  readonly key: EncryptionKey;
}

/** What everything else stands on: the key, and the limit of every role. */
export function addSecurity(stack: EnvironmentStack): SecuritySection {
  const { environment, namePrefix, region, accountId } = stack;
  const key = new EncryptionKey(stack, "key", {
    logGroupPrefixes: logGroupPrefixes(namePrefix),
    services: keyServices,
    publishers: eventPublishers,
    preventDestroy: environment.deletionProtection,
  });
  new PermissionsBoundary(stack, "permission-boundary", {
    grants: boundaryGrants({
      namePrefix,
      region,
      accountId,
      tags: belongingTo(environment),
      kmsKeyArn: key.arn,
      domain: stack.environment.domain,
    }),
  });
  return { key };
}
