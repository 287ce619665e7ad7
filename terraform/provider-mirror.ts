import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { homedir } from "node:os";
import path from "node:path";

/** One version of a provider, for one platform. */
export interface Provider {
  /** Full address, for example `registry.terraform.io/hashicorp/aws`. */
  readonly source: string;
  readonly version: string;
  /** For example `linux_amd64`. */
  readonly platform: string;
}

export interface ProviderMirrorProps {
  readonly provider: Provider;
  /** File that remembers what the last search found. */
  readonly cacheFile: string;
  /** Folders that Terraform installs into, such as TF_PLUGIN_CACHE_DIR. One of these as a mirror would be installed into itself. */
  readonly caches?: readonly string[];
  /** Folders to look at before a search. Default: those that Terraform's documentation names. */
  readonly wellKnown?: readonly string[];
  /** Folders that hold a folder named after the registry's host. Default: a shallow search of the root file system. */
  readonly search?: (host: string) => readonly string[];
}

/**
 * A folder on this machine from which Terraform can install a provider without a network, or nothing. What a search found is remembered and
 * asked for again before it is believed.
 *
 * @see https://developer.hashicorp.com/terraform/cli/config/config-file#filesystem_mirror
 */
export function findProviderMirror(props: ProviderMirrorProps): string | undefined {
  const {
    provider,
    cacheFile,
    caches = [],
    wellKnown = wellKnownMirrors(),
    search = (host: string): string[] => searchFileSystem(host),
  } = props;
  const usable = (folder: string): boolean => holdsProvider(folder, provider) && !caches.includes(folder);
  const known = [...remembered(cacheFile), ...wellKnown].find(usable);
  if (known !== undefined) return known;

  const found = search(provider.source.split("/", 1).join()).find(usable);
  if (found !== undefined) {
    mkdirSync(path.dirname(cacheFile), { recursive: true });
    writeFileSync(cacheFile, JSON.stringify({ mirror: found }));
  }
  return found;
}

/** Whether a mirror holds a provider, unpacked or as the archive that the registry serves. */
export function holdsProvider(mirror: string, { source, version, platform }: Provider): boolean {
  const archive = `terraform-provider-${path.posix.basename(source)}_${version}_${platform}.zip`;
  return existsSync(path.join(mirror, source, version, platform)) || existsSync(path.join(mirror, source, archive));
}

function remembered(cacheFile: string): string[] {
  try {
    const { mirror } = JSON.parse(readFileSync(cacheFile, "utf8")) as { readonly mirror?: unknown };
    return typeof mirror === "string" ? [mirror] : [];
  } catch {
    return []; // never searched, or a file cut short: the search follows
  }
}

function wellKnownMirrors(): string[] {
  return [
    path.join(homedir(), ".terraform.d/plugins"),
    path.join(homedir(), ".local/share/terraform/plugins"),
    path.join(homedir(), "Library/Application Support/io.terraform/plugins"),
    "/usr/local/share/terraform/plugins",
    "/usr/share/terraform/plugins",
  ];
}

/**
 * Folders that hold a folder of a name, at most three folders deep, on the file system that a root is on. A search that takes longer than
 * half a minute ends with what it has found by then.
 */
export function searchFileSystem(name: string, root = "/"): string[] {
  const { stdout } = spawnSync("find", [root, "-xdev", "-maxdepth", "4", "-type", "d", "-name", name], {
    encoding: "utf8",
    timeout: 30_000,
    stdio: ["ignore", "pipe", "ignore"],
  });
  // A machine without `find` says nothing at all.
  return ((stdout as string | null) ?? "")
    .split("\n")
    .filter(Boolean)
    .map((folder) => path.dirname(folder));
}
