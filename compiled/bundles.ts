import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from "node:fs";
import path from "node:path";

/** What every bundle is made of, as folders and files of the project: how it is made, and what npm notes of all that it has installed. */
const common = ["compiled", "node_modules/.package-lock.json"];

/** What a bundle of the project's own modules is made of besides. */
const sources = ["constructs", "environments", "stacks", "package.json", "tsconfig.json"];

/** Two CommonJS modules. */
export interface Bundles {
  /** A module of the project, with all that it imports of the project. */
  readonly own: string;
  /** What these import from packages: functions that load a module each, by its name. */
  readonly packages: string;
}

/**
 * Bundles a module of the project, unless it was bundled from the same sources before.
 *
 * Packages are a bundle of their own, which stays as it is until others are installed or imported. The last one of each kind is kept, in
 * `node_modules/.cache/compiled`; whoever changes a file of a package by hand removes it.
 *
 * @param project its folder
 * @param module path from there
 * @throws Error when a source does not compile, or changes meanwhile, or nothing can be written
 */
export function bundlesOf(project: string, module: string): Bundles {
  const digests = digestsOf(project, module);
  const own = keptIn(project, `own-${digests.own}`, (folder) => {
    const notes = path.join(folder, "notes.json");
    bundle(project, folder, [module, "--packages=external", `--metafile=${notes}`]);
    writeFileSync(path.join(folder, "packages.js"), loadersOf(JSON.parse(readFileSync(notes, "utf8")) as Notes)); // as esbuild documents it
    if (digestsOf(project, module).own !== digests.own) throw new Error("a source has changed while it was bundled");
  });
  const loaders = readFileSync(path.join(own, "packages.js"), "utf8");
  const packages = keptIn(project, `packages-${digestOf(project, [], digests.common + loaders)}`, (folder) => {
    bundle(project, folder, [], loaders);
  });
  return { own: path.join(own, "index.js"), packages: path.join(packages, "index.js") };
}

/**
 * What esbuild notes of a bundle: all that it asks for when it runs.
 *
 * @see https://esbuild.github.io/api/#metafile
 */
interface Notes {
  readonly outputs: Readonly<Record<string, { readonly imports: readonly { readonly path: string }[] }>>;
}

function loadersOf({ outputs }: Notes): string {
  const names = new Set(Object.values(outputs).flatMap(({ imports }) => imports.map((imported) => JSON.stringify(imported.path))));
  return [...names].map((name) => `exports[${name}] = () => require(${name});\n`).join("");
}

function bundle(project: string, folder: string, args: readonly string[], input = ""): void {
  const all = [
    "--bundle",
    "--platform=node",
    "--target=node20",
    "--log-level=error",
    `--outfile=${path.join(folder, "index.js")}`,
    ...args,
  ];
  execFileSync(require.resolve("esbuild/bin/esbuild"), all, { cwd: project, input, stdio: ["pipe", "ignore", "pipe"] });
}

/** A folder of this name with what `make` puts into it, now or before. */
function keptIn(project: string, name: string, make: (folder: string) => void): string {
  const home = path.join(project, "node_modules", ".cache", "compiled");
  const folder = path.join(home, name);
  if (existsSync(folder)) return folder;

  mkdirSync(home, { recursive: true });
  const draft = mkdtempSync(`${folder}-`);
  try {
    make(draft);
    renameSync(draft, folder);
  } catch (error) {
    if (!existsSync(folder)) throw error; // or another process was quicker
  } finally {
    rmSync(draft, { recursive: true, force: true });
  }
  const kind = name.slice(0, name.indexOf("-") + 1);
  const outdated = readdirSync(home).filter((other) => other.startsWith(kind) && !other.startsWith(name));
  for (const other of outdated) rmSync(path.join(home, other), { recursive: true, force: true });
  return folder;
}

function digestsOf(project: string, module: string): { readonly common: string; readonly own: string } {
  const digest = digestOf(project, common);
  return { common: digest, own: digestOf(project, sources, digest + module) };
}

function digestOf(project: string, names: readonly string[], more = ""): string {
  const hash = createHash("sha256").update(more);
  for (const file of names.flatMap((name) => filesIn(project, name))) {
    const content = readFileSync(path.join(project, file));
    hash.update(`\0${file}\0${content.length}\0`).update(content);
  }
  return hash.digest("hex");
}

function filesIn(project: string, name: string): string[] {
  if (!statSync(path.join(project, name)).isDirectory()) return [name];
  const entries = readdirSync(path.join(project, name), { recursive: true, withFileTypes: true }).filter((entry) => !entry.isDirectory());
  return entries.map(({ parentPath, name: file }) => path.relative(project, path.join(parentPath, file))).toSorted();
}
