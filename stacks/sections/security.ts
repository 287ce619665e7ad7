import { EncryptionKey } from "../../constructs/security/encryption-key";
import { PermissionsBoundary } from "../../constructs/security/permissions-boundary";
import type { EnvironmentStack } from "../environment-stack";
import { boundaryGrants } from "../workload/boundary";
import { logGroupPrefixes } from "../workload/log-groups";

export interface SecuritySection {
  /** Encrypts everything that the environment keeps. */
  readonly key: EncryptionKey;
}

/** What everything else stands on: the limit of every role, and the key. */
export function addSecurity(stack: EnvironmentStack): SecuritySection {
  const { namePrefix, region, accountId } = stack;
  new PermissionsBoundary(stack, "permission-boundary", { grants: boundaryGrants({ namePrefix, region, accountId }) });
  const key = new EncryptionKey(stack, "key", {
    logGroupPrefixes: logGroupPrefixes(namePrefix),
    preventDestroy: stack.environment.deletionProtection,
  });
  return { key };
}
