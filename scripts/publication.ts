import { frontend } from "../stacks/workload/frontend";
import { UserError } from "../terraform/errors";
import type { Interrupts } from "../terraform/interrupts";
import type { Reporter } from "../terraform/reporter";
import type { SiteFile } from "./site-files";

/** Where a site's files lie, and what serves them. */
export interface SitePlace {
  readonly bucket: string;
  readonly distributionId: string;
}

/** A site in AWS. */
export interface Site {
  readonly put: (file: SiteFile) => Promise<void>;
  /** Has CloudFront forget what it keeps of the site, and says under which id it does. */
  readonly invalidate: () => Promise<string>;
}

/** Uploads that run at the same time. */
const atOnce = 8;

/**
 * Where the outputs of an environment say that its site is, and how people call it.
 *
 * @throws UserError when the environment has not been deployed
 */
export function siteOf(
  environment: string,
  outputs: Readonly<Record<string, unknown>>,
): { readonly place: SitePlace; readonly url: string } {
  const output = (key: keyof typeof frontend.outputs): string => {
    const name = frontend.outputs[key];
    const value = outputs[name];
    if (typeof value === "string") return value;
    throw new UserError(
      `${environment} has no output ${name}: it has not been deployed. "npm run plan -- ${environment}" and "npm run deploy -- ${environment}" do that.`,
    );
  };
  return { place: { bucket: output("bucket"), distributionId: output("distribution") }, url: output("url") };
}

export interface UploadProps {
  readonly site: Site;
  readonly files: readonly SiteFile[];
  readonly reporter: Reporter;
  readonly interrupts: Interrupts;
}

/**
 * Uploads a site in the order of its files.
 *
 * @throws Interrupted when there was an interrupt; what was uploaded stays, and no page names what was not
 */
export async function upload({ site, files, reporter, interrupts }: UploadProps): Promise<void> {
  await reporter.step(
    "upload",
    async (say) => {
      let done = 0;
      for (const group of groupsOf(files)) {
        interrupts.check();
        await Promise.all(group.map((file) => site.put(file)));
        done += group.length;
        say(`${done} of ${files.length}`);
      }
    },
    () => `${files.length} files`,
  );
}

/** Has CloudFront forget what it keeps of a site. */
export async function invalidate(site: Site, reporter: Reporter): Promise<void> {
  await reporter.step("invalidate", () => site.invalidate(), String);
}

/** Files that may be uploaded at the same time; a page never together with what it names. */
function groupsOf(files: readonly SiteFile[]): SiteFile[][] {
  const groups: SiteFile[][] = [];
  for (const file of files) {
    const last = groups.at(-1);
    const isPage = file.key.endsWith(".html");
    if (last !== undefined && last.length < atOnce && !isPage) last.push(file);
    else groups.push([file]);
  }
  return groups;
}
