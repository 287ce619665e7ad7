import type { Environment } from "../../environments/schema";
import { type BucketFacts, bucketName } from "../read-back/buckets";
import type { Things } from "../read-back/facts";

/**
 * What the settings say of an environment's buckets, one for the site's files and one for access logs.
 *
 * S3's own keys encrypt both: load balancers, which write the logs, cannot use a KMS key, and what the site serves is public.
 */
export function bucketsOf({ logRetentionDays }: Environment, prefix: string): Things<BucketFacts> {
  const logs = `${prefix}-access-logs`;
  const common = { closed: true, ownership: "BucketOwnerEnforced", encryption: "AES256", versioned: true, tlsOnly: true };
  const writers = ["delivery.logs.amazonaws.com", "logdelivery.elasticloadbalancing.amazonaws.com", "logging.s3.amazonaws.com"];
  return {
    [bucketName(`${prefix}-frontend`)]: {
      ...common,
      allows: ["s3:GetObject to cloudfront.amazonaws.com"],
      log: `${logs}/s3/frontend/`,
      expiryDays: null,
      oldVersionDays: 30,
    },
    [bucketName(logs)]: {
      ...common,
      allows: writers.map((writer) => `s3:PutObject to ${writer}`),
      log: null,
      expiryDays: logRetentionDays,
      oldVersionDays: 1,
    },
  };
}
