import { existsSync, readdirSync, statSync } from "node:fs";
import path from "node:path";
import { contentType } from "mime-types";
import { frontend } from "../stacks/workload/frontend";
import { UserError } from "../terraform/errors";

/** A file of the built site, as it is to lie in the bucket. */
export interface SiteFile {
  /** Path below the built site, with slashes. */
  readonly key: string;
  readonly file: string;
  readonly contentType: string;
  /** What browsers and CloudFront are told. Default: nothing, and CloudFront keeps it as long as the environment says. */
  readonly cacheControl?: string;
}

/** Served for every page; it names the files that belong to it. */
const indexDocument = "index.html";

const year = 31_536_000;

/**
 * Names with a hash of their content, as bundlers write it: `app.3f2a91c0.js`, `app-Diwr2Tda.js`, `app-XQ2KSEV4.js`.
 *
 * Browsers would keep a name that merely looks like one for a year, so a word such as `polyfills` or `1280x720` is none, and neither is the hash that
 * happens to have no digit: its file is kept as long as any other.
 */
const hashed = [
  /[.-](?=[a-f]*\d)(?=\d*[a-f])[0-9a-f]{8,64}\.[a-z0-9]+(\.map)?$/, // webpack
  /[.-](?=[A-Z]*\d)(?=\d*[A-Z])[A-Z2-7]{8}\.[a-z0-9]+(\.map)?$/, // esbuild
  /[.-](?=[^.]*\d)(?=[^.]*[a-z])(?=[^.]*[A-Z])[A-Za-z0-9_-]{8}\.[a-z0-9]+(\.map)?$/, // Vite, Rollup
];

/**
 * The files of a built site in the order in which they have to be uploaded: a page comes after everything that it may name.
 *
 * @throws UserError when the folder is no built site
 */
export function siteFiles(folder: string): SiteFile[] {
  if (!existsSync(folder) || !statSync(folder).isDirectory()) throw new UserError(`${folder} is no folder. Build the frontend first.`);
  const keys = keysIn(folder);
  if (!keys.includes(indexDocument)) throw new UserError(`${folder} has no ${indexDocument}, so it is no built site.`);
  return keys.map((key) => siteFile(folder, key)).toSorted((one, other) => rank(one.key) - rank(other.key));
}

function keysIn(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((name) => statSync(path.join(folder, name)).isFile())
    .map((name) => name.split(path.sep).join("/"))
    .filter((key) => !key.split("/").some((word) => word.startsWith(".") && word !== ".well-known"))
    .toSorted();
}

function siteFile(folder: string, key: string): SiteFile {
  const cacheControl = cacheControlOf(key);
  return {
    key,
    file: path.join(folder, key),
    contentType: contentType(path.basename(key)) || "application/octet-stream",
    ...(cacheControl === undefined ? {} : { cacheControl }),
  };
}

function cacheControlOf(key: string): string | undefined {
  if (isPage(key)) return "no-cache";
  return isStatic(key) && hashed.some((pattern) => pattern.test(key)) ? `public, max-age=${year}, immutable` : undefined;
}

function rank(key: string): number {
  return key === indexDocument ? 3 : isPage(key) ? 2 : isStatic(key) ? 0 : 1;
}

function isPage(key: string): boolean {
  return key.endsWith(".html");
}

function isStatic(key: string): boolean {
  return key.startsWith(`${frontend.staticFolder}/`);
}
