import { CloudfrontCachePolicy } from "@cdktf/provider-aws/lib/cloudfront-cache-policy";
import { Construct } from "constructs";
import { nameOf } from "../foundation/names";

export interface CachePolicyProps {
  /** Word of its name: `pages`. */
  readonly name: string;
  /** Seconds for which CloudFront keeps what names no time of its own. */
  readonly defaultTtlSeconds: number;
  /** Seconds for which CloudFront keeps anything at the most. */
  readonly maxTtlSeconds: number;
}

/**
 * How long CloudFront keeps files. A file is the same for everybody: neither headers, cookies nor query tell two answers apart, only
 * the compression that the browser takes.
 *
 * @see https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/controlling-the-cache-key.html
 */
export class CachePolicy extends Construct {
  public readonly id: string;

  public constructor(scope: Construct, id: string, { name, defaultTtlSeconds, maxTtlSeconds }: CachePolicyProps) {
    super(scope, id);
    this.id = new CloudfrontCachePolicy(this, "resource", {
      name: nameOf(this, "aws_cloudfront_cache_policy", name),
      comment: `How long ${name} are kept`,
      minTtl: 0, // lets a file say that it is not to be kept
      defaultTtl: defaultTtlSeconds,
      maxTtl: maxTtlSeconds,
      parametersInCacheKeyAndForwardedToOrigin: {
        enableAcceptEncodingBrotli: true,
        enableAcceptEncodingGzip: true,
        cookiesConfig: { cookieBehavior: "none" },
        headersConfig: { headerBehavior: "none" },
        queryStringsConfig: { queryStringBehavior: "none" },
      },
    }).id;
  }
}
