import { isNativeError } from "node:util/types";
import { readFile } from "node:fs/promises";
import { CloudFrontClient, CreateInvalidationCommand } from "@aws-sdk/client-cloudfront";
import { PutObjectCommand, S3Client } from "@aws-sdk/client-s3";
import { platform } from "../environments/platform";
import { UserError } from "../terraform/errors";
import type { Site, SitePlace } from "./publication";

/** How the clients reach AWS. Default: as the AWS tools do, by the environment and its profiles. */
export interface AwsSiteOptions {
  readonly endpoint?: string;
  readonly credentials?: { readonly accessKeyId: string; readonly secretAccessKey: string };
  readonly forcePathStyle?: boolean;
}

/**
 * A site in a bucket behind CloudFront.
 *
 * All its paths are invalidated as one: AWS counts `/*` as a single path.
 *
 * @see https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/Invalidation.html
 */
export function awsSite({ bucket, distributionId }: SitePlace, options: AwsSiteOptions = {}): Site {
  const s3 = new S3Client({ region: platform.region, ...options });
  const cloudfront = new CloudFrontClient({ region: platform.edgeRegion, ...options });
  return {
    put: async (file) => {
      const { key: Key, contentType: ContentType, cacheControl } = file;
      const put = new PutObjectCommand({
        Bucket: bucket,
        Key,
        ContentType,
        Body: await readFile(file.file),
        ...(cacheControl === undefined ? {} : { CacheControl: cacheControl }),
      });
      await explained(`upload ${file.key} to ${bucket}`, s3.send(put));
    },
    invalidate: async () => {
      const invalidation = new CreateInvalidationCommand({
        DistributionId: distributionId,
        InvalidationBatch: { CallerReference: `upload-${Date.now()}`, Paths: { Quantity: 1, Items: ["/*"] } },
      });
      const { Invalidation } = await explained(`invalidate distribution ${distributionId}`, cloudfront.send(invalidation));
      return Invalidation?.Id ?? "";
    },
  };
}

/** What AWS refuses, and what it cannot be asked, is for the person at the keyboard to mend. */
async function explained<Result>(what: string, asked: Promise<Result>): Promise<Result> {
  try {
    return await asked;
  } catch (error) {
    if (!isNativeError(error)) throw error;
    throw new UserError(`Could not ${what}: ${error.name}: ${error.message}`);
  }
}
