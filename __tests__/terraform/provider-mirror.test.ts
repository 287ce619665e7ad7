import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { findProviderMirror, searchFileSystem } from "../../terraform/provider-mirror";

const provider = { source: "registry.terraform.io/hashicorp/aws", version: "5.100.0", platform: "linux_amd64" };
const nothing = { wellKnown: [], search: () => [] };
let folder: string;
let cacheFile: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), "mirror-"));
  cacheFile = path.join(folder, "cache/provider-mirror.json");
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

describe("finding a mirror of the provider", () => {
  test("takes a well-known folder that holds it, without a search", () => {
    const wellKnown = [path.join(folder, "none"), unpacked("plugins")];

    const found = findProviderMirror({ provider, cacheFile, wellKnown, search: () => fail("searched") });

    expect(found).toBe(wellKnown[1]);
  });

  test("takes a folder with the archive as the registry serves it", () => {
    const mirror = path.join(folder, "packed");
    mkdirSync(path.join(mirror, provider.source), { recursive: true });
    writeFileSync(path.join(mirror, provider.source, "terraform-provider-aws_5.100.0_linux_amd64.zip"), "");

    expect(findProviderMirror({ provider, cacheFile, wellKnown: [mirror], search: () => [] })).toBe(mirror);
  });

  test.each([
    ["version", { ...provider, version: "5.99.0" }],
    ["platform", { ...provider, platform: "darwin_arm64" }],
    ["provider", { ...provider, source: "registry.terraform.io/hashicorp/random" }],
  ])("passes over a folder with another %s", (_, wanted) => {
    expect(findProviderMirror({ ...nothing, provider: wanted, cacheFile, wellKnown: [unpacked("plugins")] })).toBeUndefined();
  });

  test("searches by the registry's host, and remembers what it found", () => {
    const mirror = unpacked("somewhere");
    const hosts: string[] = [];
    const search = (host: string): string[] => {
      hosts.push(host);
      return [path.join(folder, "empty"), mirror];
    };

    const [first, second] = [0, 1].map(() => findProviderMirror({ provider, cacheFile, wellKnown: [], search }));

    expect([first, second]).toEqual([mirror, mirror]);
    expect(hosts).toEqual(["registry.terraform.io"]);
    expect(JSON.parse(readFileSync(cacheFile, "utf8"))).toEqual({ mirror });
  });

  test("passes over what Terraform uses as its cache, from which it cannot install into that cache", () => {
    const [cache, mirror] = [unpacked("plugin-cache"), unpacked("somewhere")];

    expect(findProviderMirror({ provider, cacheFile, caches: [cache], wellKnown: [cache], search: () => [cache, mirror] })).toBe(mirror);
  });

  test("does not believe a memory of what is no longer there, nor one that is cut short", () => {
    mkdirSync(path.dirname(cacheFile));
    const afterGone = [JSON.stringify({ mirror: path.join(folder, "gone") }), '{"mirr', '{"mirror": 7}'].map((text) => {
      writeFileSync(cacheFile, text);
      return findProviderMirror({ ...nothing, provider, cacheFile });
    });

    expect(afterGone).toEqual([undefined, undefined, undefined]);
  });

  test("is found on the file system at most three folders deep", () => {
    const [near, far] = [path.join(folder, "opt/plugins"), path.join(folder, "a/b/c/d")];
    for (const mirror of [near, far]) mkdirSync(path.join(mirror, "registry.example"), { recursive: true });

    expect(searchFileSystem("registry.example", folder)).toEqual([near]);
    expect(searchFileSystem("other.example", folder)).toEqual([]);
  });
});

function fail(reason: string): never {
  throw new Error(reason);
}

function unpacked(name: string): string {
  const mirror = path.join(folder, name);
  mkdirSync(path.join(mirror, provider.source, provider.version, provider.platform), { recursive: true });
  return mirror;
}
