import { readFileSync } from "node:fs";
import { join } from "node:path";
import { repository } from "../../constructs/foundation/repository";

/** Text of a file in `config/`, without what only people read: lines that are nothing but a comment. */
export function configFile(name: string): string {
  return readFileSync(join(repository, "stacks/workload/config", name), "utf8").replaceAll(/^\s*#(?!!).*\n/gm, "");
}
