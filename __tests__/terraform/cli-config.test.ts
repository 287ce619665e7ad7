import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { type CliConfigProps, terraformEnvironment } from "../../terraform/cli-config";
import { UserError } from "../../terraform/errors";
import type { ProcessEnvironment } from "../../terraform/process-group";
import { awsProvider } from "../../terraform/provider";

const provider = { source: "registry.terraform.io/hashicorp/aws", version: "5.100.0", platform: "linux_amd64" };
let folder: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), "config-"));
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

describe("the environment in which Terraform runs", () => {
  test("is quiet, asks nothing, and keeps what it does not know", () => {
    expect(environmentFor({ AWS_REGION: "eu-west-1" }, { findMirror: () => "/found" })).toEqual({
      TF_CLI_CONFIG_FILE: path.join(folder, "cache/terraform.rc"),
      AWS_REGION: "eu-west-1",
      CHECKPOINT_DISABLE: "1",
      TF_IN_AUTOMATION: "1",
      TF_INPUT: "0",
    });
  });

  test("has the registry asked once for all stacks where there is no mirror, unless the user has a cache already", () => {
    const cache = path.join(folder, "cache/plugins");

    const [none, own] = [environmentFor({}), environmentFor({ TF_PLUGIN_CACHE_DIR: "/cache" })];

    expect([none["TF_PLUGIN_CACHE_DIR"], own["TF_PLUGIN_CACHE_DIR"]]).toEqual([cache, "/cache"]);
    expect(none["TF_PLUGIN_CACHE_MAY_BREAK_DEPENDENCY_LOCK_FILE"]).toBe("1");
    expect(existsSync(cache)).toBe(true);
  });

  test("keeps a configuration file that exists, before everything else", () => {
    const file = path.join(folder, "mine.rc");
    writeFileSync(file, "");

    expect(environmentFor({ TF_CLI_CONFIG_FILE: file, TF_PLUGIN_MIRROR: "/nowhere" })["TF_CLI_CONFIG_FILE"]).toBe(file);
  });

  test("drops a configuration file that does not exist", () => {
    expect(Object.keys(environmentFor({ TF_CLI_CONFIG_FILE: path.join(folder, "gone.rc") }))).not.toContain("TF_CLI_CONFIG_FILE");
  });

  test("installs the provider, and only it, from the mirror that TF_PLUGIN_MIRROR names", () => {
    const mirror = mirrorIn("named");

    const file = environmentFor({ TF_PLUGIN_MIRROR: mirror })["TF_CLI_CONFIG_FILE"] ?? "";

    const text = readFileSync(file, "utf8");
    expect(text).toMatch(new RegExp(`filesystem_mirror {\\s+path += "${mirror}"\\s+include = \\["registry.terraform.io/hashicorp/aws"\\]`));
    expect(text).toMatch(/direct {\s+exclude = \["registry\.terraform\.io\/hashicorp\/aws"\]/);
  });

  test("refuses a named mirror without the provider", () => {
    expect(() => environmentFor({ TF_PLUGIN_MIRROR: folder })).toThrow(
      new UserError(
        `TF_PLUGIN_MIRROR names ${folder}, which does not hold registry.terraform.io/hashicorp/aws 5.100.0 for linux_amd64; name another folder or unset it.`,
      ),
    );
  });

  test("installs the provider from a mirror that was found on the machine", () => {
    const file = environmentFor({}, { findMirror: () => "/found" })["TF_CLI_CONFIG_FILE"] ?? "";

    expect(readFileSync(file, "utf8")).toContain('"/found"');
  });

  test.each<[ProcessEnvironment, (home: string) => string]>([
    [{}, (home) => `${home}/.terraform.d/plugin-cache`],
    [{ TF_PLUGIN_CACHE_DIR: "/cache" }, () => "/cache"],
  ])("looks for no mirror in the cache that it installs into, with %j", (environment, expected) => {
    const passedOver: (readonly string[] | undefined)[] = [];

    environmentFor(environment, {
      findMirror: ({ caches }) => {
        passedOver.push(caches);
        return undefined;
      },
    });

    expect(passedOver).toEqual([[expected(folder)]]);
  });

  test("leaves a configuration in the home folder to Terraform, and searches nothing", () => {
    writeFileSync(path.join(folder, ".terraformrc"), "");

    expect(Object.keys(environmentFor({}, { findMirror: () => "/found" }))).not.toContain("TF_CLI_CONFIG_FILE");
  });

  test("takes the mirror that is named before a configuration in the home folder, which knows nothing of it", () => {
    writeFileSync(path.join(folder, ".terraformrc"), "");
    const mirror = mirrorIn("named");

    const file = environmentFor({ TF_PLUGIN_MIRROR: mirror })["TF_CLI_CONFIG_FILE"] ?? "";

    expect(readFileSync(file, "utf8")).toContain(`"${mirror}"`);
  });

  test("is for the provider that the installed bindings were made for", () => {
    expect(awsProvider("linux_arm64")).toEqual({
      source: "registry.terraform.io/hashicorp/aws",
      version: "5.100.0",
      platform: "linux_arm64",
    });
  });
});

function environmentFor(environment: ProcessEnvironment, props: Partial<CliConfigProps> = {}): ProcessEnvironment {
  return terraformEnvironment({
    environment,
    provider,
    cacheFolder: path.join(folder, "cache"),
    home: folder,
    findMirror: () => undefined,
    ...props,
  });
}

function mirrorIn(name: string): string {
  const mirror = path.join(folder, name);
  mkdirSync(path.join(mirror, provider.source, provider.version, provider.platform), { recursive: true });
  return mirror;
}
