import { readFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { repository } from "../../constructs/foundation/repository";
import type { Program, ThirdPartyImage } from "./service";
import type { Workload } from "./workload";

/** Digest of an image: the same bytes for ever, whatever its tag is pointed at. */
export const digest = z.string().regex(/^sha256:[0-9a-f]{64}$/, "sha256: and 64 hexadecimal digits");

const lock = z.record(z.string(), digest.nullable());

/** File that holds the digest of every image of somebody else, by its name and tag. `npm run images -- lock` fills it. */
export const lockFile = join(repository, "stacks/workload/images.lock.json");

/** Reads the digests of third-party images; null for one that nobody has looked up yet. */
export function readLock(file = lockFile): z.infer<typeof lock> {
  return lock.parse(JSON.parse(readFileSync(file, "utf8")));
}

/** A program with an image of its own, and so with a repository. */
export interface ImageOwner {
  /** Key of the service or task, and word of the repository's name. */
  readonly key: string;
  /** Where the release copies the image from. Default: OHI builds it. */
  readonly thirdParty?: ThirdPartyImage;
}

/** Everything of a workload that has an image of its own. */
export function imageOwners({ services, tasks }: Pick<Workload, "services" | "tasks">): ImageOwner[] {
  const programs: [string, Program][] = [...Object.entries(services), ...Object.entries(tasks)];
  return programs.flatMap(([key, { image }]): ImageOwner[] => {
    if ("own" in image) return [{ key }];
    return "thirdParty" in image ? [{ key, thirdParty: image.thirdParty }] : [];
  });
}

/** Key of the program whose image another one runs; its own, if it has one. */
export function imageOwnerOf(key: string, { image }: Program): string {
  return "of" in image ? image.of : key;
}

/** Name and tag in the public registry: `zookeeper:3.8.4`. */
export function publicName({ repository, tag }: ThirdPartyImage): string {
  return `${repository}:${tag}`;
}

/**
 * What follows the repository's address: `:tag`, or `@digest`.
 *
 * What the release names wins, then the digest of the lock file, then the tag that somebody else gave the image or the environment gives OHI's.
 */
export function imageVersion(
  { key, thirdParty }: ImageOwner,
  named: Readonly<Record<string, string | undefined>>,
  defaultTag: string,
): string {
  const version =
    named[key] ?? (thirdParty === undefined ? undefined : (readLock()[publicName(thirdParty)] ?? thirdParty.tag)) ?? defaultTag;
  return `${version.startsWith("sha256:") ? "@" : ":"}${version}`;
}
