import { createRequire } from "node:module";
import path from "node:path";
import { bundlesOf } from "./bundles";
import { KeptScript } from "./kept-script";

/** Folder of `repository.ts`, the one module that asks where it lies. */
const home = "constructs/foundation";

/**
 * Runs a module of the project from files that are bundled and compiled once, and not in every process.
 *
 * @param project its folder
 * @param module path from there, for example `stacks/synthesis.ts`
 * @param use takes what the module exports
 * @returns what `use` returns
 * @throws Error when the module cannot be bundled, and what it or `use` throws
 */
export function withCompiled<Result>(project: string, module: string, use: (exported: unknown) => Result): Result {
  const bundles = bundlesOf(project, module);
  const [packages, own] = [new KeptScript(bundles.packages), new KeptScript(bundles.own)];
  const outside = createRequire(path.join(project, "package.json"));
  const loaders = packages.evaluate(outside, path.dirname(bundles.packages)) as Readonly<Record<string, () => unknown>>; // as bundled
  const result = use(own.evaluate((name) => loaders[name]?.(), path.join(project, home)));
  for (const script of [packages, own]) keepIfPossible(script);
  return result;
}

function keepIfPossible(script: KeptScript): void {
  try {
    script.keep();
  } catch {
    // Another process has removed the folder, or nothing can be written. The next one compiles again.
  }
}
