import { EdgeKey } from "../../constructs/security/edge-key";
import { EncryptionKey } from "../../constructs/security/encryption-key";
import { PermissionsBoundary } from "../../constructs/security/permissions-boundary";
import { belongingTo } from "../belonging";
import type { EnvironmentStack } from "../environment-stack";
import { boundaryGrants } from "../workload/boundary";
import { alarmPublishers, edgeAlarmPublishers, eventPublishers, keyServices } from "../workload/key-users";
import { edgeLogGroupPrefixes, logGroupPrefixes } from "../workload/log-groups";

export interface SecuritySection {
  /** Encrypts everything that the environment keeps. */
  readonly key: EncryptionKey;
  /** Encrypts what AWS wants in us-east-1. */
  readonly edgeKey: EdgeKey;
}

/** What everything else stands on: the key, and the limit of every role. */
export function addSecurity(stack: EnvironmentStack): SecuritySection {
  const { environment, namePrefix, region, accountId } = stack;
  const key = new EncryptionKey(stack, "key", {
    logGroupPrefixes: logGroupPrefixes(namePrefix),
    services: keyServices,
    publishers: [...eventPublishers, ...alarmPublishers],
    preventDestroy: environment.deletionProtection,
  });
  const edgeKey = new EdgeKey(stack, "edge-key", {
    logGroupPrefixes: logsInEdgeRegion(stack) ? edgeLogGroupPrefixes(namePrefix) : [],
    publishers: edgeAlarmPublishers,
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
  return { key, edgeKey };
}

/** CloudFront's web ACL and DNS queries are logged there, where an environment has either. */
function logsInEdgeRegion({ environment: { edge, dns } }: EnvironmentStack): boolean {
  return edge.waf || dns.queryLogging;
}
