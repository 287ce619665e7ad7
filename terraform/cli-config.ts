import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { homedir } from "node:os";
import path from "node:path";
import { UserError } from "./errors";
import type { ProcessEnvironment } from "./process-group";
import { findProviderMirror, holdsProvider, type Provider } from "./provider-mirror";

export interface CliConfigProps {
  readonly environment: ProcessEnvironment;
  readonly provider: Provider;
  /** Folder for what can be made again: the configuration file and the memory of the search. */
  readonly cacheFolder: string;
  /** Finds a mirror when nobody names one. Default `findProviderMirror`. */
  readonly findMirror?: typeof findProviderMirror;
  /** The user's home folder, where Terraform looks for a configuration of its own. */
  readonly home?: string;
}

/**
 * The environment in which Terraform runs: quiet, without questions, and with a way to install its provider.
 *
 * A configuration that the user has made wins. Then comes the mirror that TF_PLUGIN_MIRROR names, then one found on this machine; without
 * any Terraform asks its registry, once for all stacks. A TF_CLI_CONFIG_FILE that names no file is dropped, as Terraform would only warn about it.
 *
 * @throws UserError when TF_PLUGIN_MIRROR names a folder without the provider.
 */
export function terraformEnvironment(props: CliConfigProps): ProcessEnvironment {
  const { environment, provider, cacheFolder, home = homedir() } = props;
  const { TF_CLI_CONFIG_FILE: configured, TF_PLUGIN_MIRROR: named, ...others } = environment;
  const quiet: ProcessEnvironment = { ...others, CHECKPOINT_DISABLE: "1", TF_IN_AUTOMATION: "1", TF_INPUT: "0" };

  if (configured !== undefined && existsSync(configured)) return { ...quiet, TF_CLI_CONFIG_FILE: configured };
  if (named !== undefined && !holdsProvider(named, provider)) {
    const { source, version, platform } = provider;
    throw new UserError(
      `TF_PLUGIN_MIRROR names ${named}, which does not hold ${source} ${version} for ${platform}; name another folder or unset it.`,
    );
  }
  if (named === undefined && existsSync(path.join(home, ".terraformrc"))) return quiet;

  const find = props.findMirror ?? findProviderMirror;
  // The cdktf command has Terraform install into a cache of its own.
  const caches = [environment["TF_PLUGIN_CACHE_DIR"] ?? path.join(home, ".terraform.d/plugin-cache")];
  const mirror = named ?? find({ provider, cacheFile: path.join(cacheFolder, "provider-mirror.json"), caches });
  if (mirror === undefined) return { ...cachedIn(path.join(cacheFolder, "plugins")), ...quiet };
  return { ...quiet, TF_CLI_CONFIG_FILE: writeConfig(path.join(cacheFolder, "terraform.rc"), path.resolve(mirror), provider.source) };
}

/** @see https://developer.hashicorp.com/terraform/cli/config/config-file#provider-plugin-cache */
function cachedIn(folder: string): ProcessEnvironment {
  mkdirSync(folder, { recursive: true });
  // Without a lock file, and a synthesized stack has none, Terraform asks the registry again unless it is told otherwise.
  return { TF_PLUGIN_CACHE_DIR: path.resolve(folder), TF_PLUGIN_CACHE_MAY_BREAK_DEPENDENCY_LOCK_FILE: "1" };
}

function writeConfig(file: string, mirror: string, source: string): string {
  const text = [
    "provider_installation {",
    "  filesystem_mirror {",
    `    path    = ${JSON.stringify(mirror)}`,
    `    include = ["${source}"]`,
    "  }",
    "  direct {",
    `    exclude = ["${source}"]`,
    "  }",
    "}",
    "",
  ].join("\n");
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, text);
  return path.resolve(file);
}
