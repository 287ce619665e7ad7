const { spawn } = require("node:child_process");
const { once } = require("node:events");
const { mkdirSync, mkdtempSync, rmSync } = require("node:fs");
const { tmpdir } = require("node:os");
const { join, resolve } = require("node:path");

/**
 * Begins to synthesize all stacks, once for the whole test run, while Jest starts its workers; `synthesized.ts` waits for it where a test needs it.
 *
 * A synthesis that fails leaves a file named `failed`: who waits may keep this process from hearing of its end. Whatever suites write for a moment goes
 * into the same temporary folder.
 */
module.exports = function beginSynthesis() {
  const temporary = mkdtempSync(join(tmpdir(), "ohi-tests-"));
  const folder = join(temporary, "synthesized");
  mkdirSync(folder);
  const program = spawn("sh", ["-c", '"$0" --import tsx main.ts || touch "$CDKTF_OUTDIR/failed"', process.execPath], {
    cwd: resolve(__dirname, "../.."),
    env: { ...process.env, CDKTF_OUTDIR: folder },
    stdio: ["ignore", "inherit", "inherit"],
    detached: true, // a group, to be ended as one
  });
  const ended = once(program, "exit");
  process.env.OHI_SYNTHESIZED = folder;
  process.env.TMPDIR = temporary;

  /** Ends the synthesis, which the tests of a few files may not have waited for, and removes the temporary folder. */
  module.exports.end = async () => {
    if (program.exitCode === null && program.signalCode === null) process.kill(-program.pid);
    await ended;
    rmSync(temporary, { recursive: true, force: true });
  };
};
