import { isNativeError } from "node:util/types";
import { HeadBucketCommand, HeadObjectCommand, type S3Client, S3ServiceException } from "@aws-sdk/client-s3";
import { UserError } from "../terraform/errors";

/** Where a stack keeps its state. */
export interface StatePlace {
  readonly bucket: string;
  /** Key of the state's object. */
  readonly key: string;
}

/** How far a place is made: not at all, a bucket without the state, or both. */
export type StateFound = "nothing" | "bucket" | "state";

/**
 * Looks what there is of a bucket and of a state in it.
 *
 * @throws UserError when the bucket is somebody else's, or the credentials may not look.
 */
export async function lookForState(client: Pick<S3Client, "send">, { bucket, key }: StatePlace): Promise<StateFound> {
  if (!(await exists(bucket, () => client.send(new HeadBucketCommand({ Bucket: bucket }))))) return "nothing";
  return (await exists(bucket, () => client.send(new HeadObjectCommand({ Bucket: bucket, Key: key })))) ? "state" : "bucket";
}

async function exists(bucket: string, look: () => Promise<unknown>): Promise<boolean> {
  try {
    await look();
    return true;
  } catch (error) {
    const status = error instanceof S3ServiceException ? error.$metadata.httpStatusCode : undefined;
    if (status === 404) return false;
    if (status !== 403 && status !== 301) {
      throw new UserError(
        `AWS does not say whether the bucket ${bucket} is there: ${isNativeError(error) ? error.message : String(error)}`,
      );
    }
    throw new UserError(
      `The bucket ${bucket} is there, and these credentials may not look into it. If it is not yours, choose another name with OHI_STATE_BUCKET: the world shares the names of buckets.`,
    );
  }
}
