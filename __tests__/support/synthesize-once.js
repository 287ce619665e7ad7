const { execFileSync } = require("node:child_process");
const { mkdtempSync } = require("node:fs");
const { tmpdir } = require("node:os");
const { join, resolve } = require("node:path");

/** Synthesizes all stacks once for the whole test run; suites read the folder's path from `OHI_SYNTHESIZED`. */
module.exports = function synthesizeOnce() {
  const root = resolve(__dirname, "../..");
  const folder = mkdtempSync(join(tmpdir(), "ohi-synthesized-"));
  execFileSync(process.execPath, ["--import", "tsx", "main.ts"], { cwd: root, env: { ...process.env, CDKTF_OUTDIR: folder }, stdio: "inherit" });
  process.env.OHI_SYNTHESIZED = folder;
};
