import { readFileSync } from "node:fs";
import path from "node:path";
import { dependencies as own } from "../../package.json";

/** Versions of packages, as a `package.json` lists them. */
type Packages = Readonly<Record<string, string>>;

/** The packages that a move installs, with their versions; the move by the name of its folder. */
export function packagesOf({ name }: { readonly name: string }): Packages {
  const { dependencies } = JSON.parse(readFileSync(path.join(__dirname, name, "package.json"), "utf8")) as {
    readonly dependencies: Packages; // npm's own format
  };
  return dependencies;
}

/** The version of cdktf that the project has, and that of cdktn that every move goes to. */
export const versions = { from: own.cdktf, to: packagesOf({ name: "own-bindings" })["cdktn"] };
