import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { parse } from "yaml";
import { z } from "zod";

const root = path.resolve(__dirname, "../..");

const dependabot = z.object({
  updates: z.array(
    z.object({ "package-ecosystem": z.string(), directory: z.string().optional(), directories: z.array(z.string()).optional() }),
  ),
});

/** Folders of the project's own that pin packages of Python's. */
function foldersWithRequirements(): string[] {
  const found = ["emulator", "scripts"].flatMap((folder) =>
    readdirSync(path.join(root, folder), { recursive: true, encoding: "utf8" })
      .filter((name) => /^requirements.*\.txt$/.test(path.basename(name)))
      .map((name) => path.posix.join("/", folder, path.dirname(name))),
  );
  return [...new Set(found)].toSorted();
}

/** Folders in which newer versions of a kind of package are looked for. */
function foldersLookedInFor(kind: string): string[] {
  const { updates } = dependabot.parse(parse(readFileSync(path.join(root, ".github/dependabot.yml"), "utf8")));
  return updates
    .filter((update) => update["package-ecosystem"] === kind)
    .flatMap(({ directory, directories = [] }) => [directory ?? [], directories].flat())
    .toSorted();
}

describe("the updates that are proposed every week", () => {
  test("are of all packages of Python's that are pinned", () => {
    const folders = foldersLookedInFor("pip");

    expect(folders).toEqual(foldersWithRequirements());
    expect(folders).toHaveLength(2);
  });

  test("are of npm's packages", () => {
    expect(foldersLookedInFor("npm")).toEqual(["/"]);
  });

  test("are of the actions that the workflows use, and those that their own action uses", () => {
    expect(foldersLookedInFor("github-actions")).toEqual(["/", "/.github/actions/*"]);
  });
});
