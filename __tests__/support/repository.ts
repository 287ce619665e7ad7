import { cpSync, mkdtempSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";

const root = path.resolve(__dirname, "../..");

/** What a synthesis needs of the repository. */
const sources = ["compiled", "constructs", "environments", "stacks", "main.ts", "package.json", "tsconfig.json"];

/** The repository in another folder, with the same packages. */
export function repositoryElsewhere(): string {
  const folder = mkdtempSync(path.join(tmpdir(), "repository-"));
  for (const source of sources) cpSync(path.join(root, source), path.join(folder, source), { recursive: true });
  symlinkSync(path.join(root, "node_modules"), path.join(folder, "node_modules"));
  return folder;
}
