const { execFileSync } = require("node:child_process");
const { mkdirSync, mkdtempSync } = require("node:fs");
const { tmpdir } = require("node:os");
const { join, resolve } = require("node:path");

/**
 * Synthesizes all stacks once for the whole test run; suites read the folder's path from `OHI_SYNTHESIZED`.
 *
 * Whatever suites write for a moment goes into the same temporary folder, which is removed at the end.
 */
module.exports = function synthesizeOnce() {
  const root = resolve(__dirname, "../..");
  const temporary = mkdtempSync(join(tmpdir(), "ohi-tests-"));
  const folder = join(temporary, "synthesized");
  mkdirSync(folder);
  execFileSync(process.execPath, ["--import", "tsx", "main.ts"], {
    cwd: root,
    env: { ...process.env, CDKTF_OUTDIR: folder },
    stdio: "inherit",
  });
  process.env.OHI_SYNTHESIZED = folder;
  process.env.TMPDIR = temporary;
};
