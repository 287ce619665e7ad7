import { spawnSync } from "node:child_process";

/**
 * A suite that needs tools, Terraform and Python unless said otherwise. Where one of them is missing it is skipped with a loud word, and
 * fails in CI, where nobody would hear it.
 */
export function describeWithTools(name: string, suite: () => void, tools: readonly string[] = ["terraform", "python3"]): void {
  const missing = tools.filter((tool) => spawnSync(tool, ["--version"]).error !== undefined);
  if (missing.length === 0) {
    describe(name, suite);
  } else if (process.env["CI"] === undefined) {
    process.stderr.write(`\nSKIPPED: "${name}" needs ${missing.join(" and ")}; "npm run setup" says how to get it.\n\n`);
    const skipped = describe.skip;
    skipped(name, suite);
  } else {
    test(name, () => {
      throw new Error(`${missing.join(" and ")} missing; "npm run setup" says how to get it`);
    });
  }
}
