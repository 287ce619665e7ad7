import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { copyFileSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";

const checks = ["lint", "typecheck", "test:coverage", "synth", "review", "checkov", "check:cdktn"];
const suites = ["test:coverage", "test:mutants", "test:properties", "test:browser", "test:emulator"];

let clone: string;
beforeEach(() => {
  clone = mkdtempSync(path.join(tmpdir(), "clone-"));
  for (const folder of [".ci", "bin"]) mkdirSync(path.join(clone, folder));
  copyFileSync(path.resolve(__dirname, "../.ci/run"), path.join(clone, ".ci/run"));
});
afterEach(() => {
  rmSync(clone, { recursive: true, force: true });
});

describe("all checks", () => {
  test("run to their ends, each of them once, and are counted in the last line", async () => {
    npm(`for argument in "$@"; do
      case $argument in --outputFile=*) echo '{ "numPassedTests": 10, "numFailedTests": 0, "numPendingTests": 0, "numTodoTests": 0, "numRuntimeErrorTestSuites": 0 }' >"\${argument#*=}" ;; esac
    done`);

    const { code, stdout } = await run().ended;

    expect(stdout.trimEnd().split("\n").at(-1)).toBe("63 passed, 0 failed");
    expect(code).toBe(0);
    expect(calls()).toEqual(
      [...checks, ...suites, "plan:emulator -- account", "local", "local:down", "rehearsal", "test:gaps", "ci"]
        .filter((one, at, all) => all.indexOf(one) === at)
        .toSorted(),
    );
  });

  test("fail with one that fails, in front of the others or behind them, and with a suite that says nothing of its tests", async () => {
    npm(`case $3 in lint | rehearsal) exit 1 ;; esac`);

    const { code, stdout } = await run().ended;

    expect(stdout.trimEnd().split("\n").at(-1)).toBe("11 passed, 7 failed");
    expect(stdout.match(/^!! .* failed/gm)).toHaveLength(7);
    expect(code).toBe(1);
  });
});

describe("a suite", () => {
  const good = { numPassedTests: 10, numFailedTests: 0, numPendingTests: 0, numTodoTests: 0, numRuntimeErrorTestSuites: 0 };

  test.each([
    ["a test that fails", { ...good, numFailedTests: 1 }, 0],
    ["a test that is skipped", { ...good, numPendingTests: 1 }, 0],
    ["a test that is to be written", { ...good, numTodoTests: 1 }, 0],
    ["a file that does not run", { ...good, numRuntimeErrorTestSuites: 1 }, 0],
    ["too little of the code run, although every test is good", good, 1],
  ])("fails by %s", async (_, counts, code) => {
    npm(`for argument in "$@"; do
      case $argument in --outputFile=*)
        case $3 in test:coverage) result='${JSON.stringify(counts)}' ;; *) result='${JSON.stringify(good)}' ;; esac
        echo "$result" >"\${argument#*=}" ;;
      esac
    done
    case $3 in test:coverage) exit ${code} ;; esac`);

    const { code: ended, stdout } = await run().ended;

    expect(stdout.trimEnd().split("\n").at(-1)).toBe("63 passed, 1 failed");
    expect(ended).toBe(1);
  });
});

describe("a signal", () => {
  // The check in front of the others and the one behind them, each of which has started something itself.
  const goesOn = `case $3 in
    lint | local) sleep 60 & echo "$$ $!" >>pids; wait ;;
  esac`;

  test.each([
    ["SIGTERM", 143],
    ["SIGINT", 130],
    ["SIGHUP", 129],
  ] as const)("%s ends at once all that runs, with what it has started, and fails", async (signal, code) => {
    npm(goesOn);
    const { process: running, ended } = run();
    const pids = await untilStarted(4);

    running.kill(signal);

    await expect(ended).resolves.toMatchObject({ code });
    expect(pids.filter(isAlive)).toEqual([]);
  });

  test("lets what ends in order do so, and waits for it", async () => {
    npm(`case $3 in
      lint | local) trap 'sleep 0.3; echo "$3" >>in-order; exit 1' TERM; echo "$$ $$" >>pids; while :; do sleep 0.05; done ;;
    esac`);
    const { process: running, ended } = run();
    await untilStarted(4);

    running.kill("SIGTERM");
    await ended;

    expect(readFileSync(path.join(clone, "in-order"), "utf8").split("\n").toSorted()).toEqual(["", "lint", "local"]);
  });

  test("ends the emulator that an apply has left running for a later check", async () => {
    npm(goesOn);
    const { process: running, ended } = run();
    await untilStarted(4);
    mkdirSync(path.join(clone, ".emulator"));
    writeFileSync(path.join(clone, ".emulator/ohi-dev.json"), "{}");

    running.kill("SIGTERM");
    await ended;

    expect(calls()).toContain("local:down -- --now");
  });
});

/** Lays out what npm does, as a shell script, which sees the name of the command as its third argument. */
function npm(script: string): void {
  writeFileSync(path.join(clone, "bin/npm"), `#!/bin/sh\necho "$*" >>npm-calls\n${script}\n`, { mode: 0o755 });
}

/** Every call of npm so far, without what they have in common. */
function calls(): string[] {
  return readFileSync(path.join(clone, "npm-calls"), "utf8")
    .trimEnd()
    .split("\n")
    .map((call) => call.replace(/^run --silent | -- --json --outputFile=.*$/g, ""))
    .toSorted();
}

function run(): { readonly process: ChildProcess; readonly ended: Promise<{ readonly code: number | null; readonly stdout: string }> } {
  const child = spawn("bash", [".ci/run"], {
    cwd: clone,
    env: { PATH: `${path.join(clone, "bin")}:${process.env["PATH"] ?? ""}`, CHROMIUM_PATH: "chromium" },
    stdio: ["ignore", "pipe", "ignore"],
  });
  let stdout = "";
  child.stdout.on("data", (data: Buffer) => (stdout += data.toString()));
  return { process: child, ended: once(child, "close").then(([code]: (number | null)[]) => ({ code: code ?? null, stdout })) };
}

/** Waits for so many processes to be there, and returns their ids. */
async function untilStarted(count: number): Promise<readonly number[]> {
  const file = path.join(clone, "pids");
  for (let waited = 0; waited < 40_000; waited += 20) {
    const pids = existsSync(file) ? readFileSync(file, "utf8").trim().split(/\s+/).map(Number) : [];
    if (pids.length === count) return pids;
    await sleep(20);
  }
  throw new Error(`${count} processes were never started`);
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return !/^State:\s+Z/m.test(readFileSync(`/proc/${pid}/status`, "utf8"));
  } catch {
    return false; // it has ended
  }
}
