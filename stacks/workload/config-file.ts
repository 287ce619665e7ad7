import { readFileSync } from "node:fs";
import { join } from "node:path";

/** Text of a file in `config/`, without what only people read: lines that are nothing but a comment. */
export function configFile(name: string): string {
  return readFileSync(join(__dirname, "config", name), "utf8").replaceAll(/^\s*#(?!!).*\n/gm, "");
}
