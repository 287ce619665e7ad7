import { DataAwsEc2ManagedPrefixList } from "@cdktf/provider-aws/lib/data-aws-ec2-managed-prefix-list";
import { Token } from "cdktf";
import { WebAcl } from "../../constructs/edge/web-acl";
import type { EdgeKey } from "../../constructs/security/edge-key";
import type { EncryptionKey } from "../../constructs/security/encryption-key";
import type { EnvironmentStack } from "../environment-stack";
import { webAcl } from "../workload/web-acl";

export interface WebAclsSection {
  /** For the public load balancer. */
  readonly regional: WebAcl;
  /** For CloudFront. */
  readonly edge: WebAcl;
}

export interface WebAclsProps {
  readonly key: EncryptionKey;
  readonly edgeKey: EdgeKey;
}

/** Addresses from which CloudFront calls origins, a list that AWS keeps. @see https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/LocationsOfEdgeServers.html */
const cloudfrontOriginFacing = "com.amazonaws.global.cloudfront.origin-facing";

/**
 * The web ACLs, with the same rules.
 *
 * Requests by CloudFront reach the load balancer from addresses of CloudFront, which stand for thousands of users and for no country. There, the
 * rules that judge by address leave them to CloudFront's own web ACL.
 */
export function addWebAcls(stack: EnvironmentStack, { key, edgeKey }: WebAclsProps): WebAclsSection {
  const { edge: settings, logRetentionDays: retentionDays } = stack.environment;
  const cloudfront = new DataAwsEc2ManagedPrefixList(stack, "cloudfront-origin-facing", { name: cloudfrontOriginFacing });
  const rules = { ...webAcl, countOnly: settings.wafCountOnly, retentionDays };
  const regional = new WebAcl(stack, "alb-waf", {
    ...rules,
    name: "alb",
    scope: "REGIONAL",
    proxies: Token.asList(`\${${cloudfront.fqn}.entries[*].cidr}`), // cdktf has no splat over a set of blocks
    kmsKeyArn: key.arn,
  });
  const edge = new WebAcl(stack, "cdn-waf", { ...rules, name: "cdn", scope: "CLOUDFRONT", kmsKeyArn: edgeKey.arn });
  return { regional, edge };
}
