import { readFileSync, writeFileSync } from "node:fs";
import { resolve } from "node:path";
import { format, resolveConfig } from "prettier";
import { fillTables } from "./docs/tables";

/** Rewrites the tables of the README from the code, or, with `--check`, only says whether they are current. */
async function main(): Promise<void> {
  const readme = resolve(__dirname, "..", "README.md");
  const before = readFileSync(readme, "utf8");
  const after = await format(fillTables(before), { ...(await resolveConfig(readme)), filepath: readme });
  if (!process.argv.includes("--check")) {
    writeFileSync(readme, after);
  } else if (after !== before) {
    process.stderr.write("README.md does not say what the code does; run: npm run docs\n");
    process.exitCode = 1;
  }
}

void main();
