import { spawn } from "node:child_process";
import { getEventListeners, once } from "node:events";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { Interrupted, UserError } from "../../terraform/errors";
import { Interrupts } from "../../terraform/interrupts";
import { run, type RunResult } from "../../terraform/run";
import { untilGuarded } from "../support/guarded";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), "run-"));
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

describe("running a command", () => {
  test("resolves with its code and all that it said, line by line", async () => {
    const lines: string[] = [];

    const result = await shell("echo one; echo two; echo three >&2; exit 7", new Interrupts(), (line) => lines.push(line));

    expect(result).toEqual({ code: 7, stdout: "one\ntwo", stderr: "three" });
    expect(lines).toEqual(["one", "two"]);
  });

  test.each([
    ["KILL", 137],
    ["TERM", 143],
    ["ABRT", 134],
    ["SEGV", 139],
  ])("says by its code that SIG%s ended it: %i", async (signal, code) => {
    await expect(shell(`kill -${signal} $$`)).resolves.toMatchObject({ code });
  });

  test("gives it only the environment that was handed in", async () => {
    const { stdout } = await shell("env | grep -v -E '^(PWD|SHLVL|_|OLDPWD)='");

    expect(stdout).toBe(`PATH=${process.env["PATH"] ?? ""}`);
  });

  test("names a command that is not there", async () => {
    const missing = run({ command: "no-such-tool", args: [], directory: folder, environment: {}, interrupts: new Interrupts() });

    await expect(missing).rejects.toEqual(new UserError("no-such-tool cannot be started: ENOENT"));
  });

  test("leaves none of its children behind", async () => {
    const { stdout } = await shell("sleep 60 >/dev/null 2>&1 & echo $!");

    await expect(untilGone(Number(stdout))).resolves.toBe(true);
  });
});

describe("an interrupt", () => {
  test("reaches the command as SIGINT and lets it finish in its own time", async () => {
    const interrupts = new Interrupts();

    const running = shell(
      `trap 'sleep 0.3; echo done >${folder}/end; exit 1' INT; echo ready; while :; do sleep 0.05; done`,
      interrupts,
      () => {
        interrupts.request();
      },
    );

    await expect(running).rejects.toThrow(Interrupted);
    expect(readFileSync(path.join(folder, "end"), "utf8")).toBe("done\n");
  });

  test("ends a command that does not listen when it comes twice", async () => {
    const interrupts = new Interrupts();
    const pids: number[] = [];

    const running = shell("trap '' INT TERM; sleep 60 & echo $$; wait", interrupts, (line) => {
      pids.push(Number(line));
      interrupts.request({ now: () => 0 });
      interrupts.request({ now: () => 5_000 });
    });

    await expect(running).rejects.toThrow(Interrupted);
    expect(pids).toHaveLength(1);
    await expect(untilGone(pids[0] ?? 0)).resolves.toBe(true);
  });

  test("reaches a command that is just being started", async () => {
    const interrupts = new Interrupts();

    const running = shell(`sleep 3; echo done >${folder}/end`, interrupts);
    interrupts.request();

    await expect(running).rejects.toThrow(Interrupted);
    expect(() => readFileSync(path.join(folder, "end"))).toThrow("ENOENT");
  });

  test("reaches no command that has ended: its number may be another's by then", async () => {
    const interrupts = new Interrupts();
    const during: number[] = [];
    const listening = (): number => getEventListeners(interrupts.stop, "abort").length + getEventListeners(interrupts.kill, "abort").length;

    await shell("echo one", interrupts, () => during.push(listening()));

    expect([...during, listening()]).toEqual([2, 0]);
  });

  test("keeps a command from starting", async () => {
    const interrupts = new Interrupts();
    interrupts.request();

    await expect(shell(`echo started >${folder}/start`, interrupts)).rejects.toThrow(Interrupted);
    expect(() => readFileSync(path.join(folder, "start"))).toThrow("ENOENT");
  });
});

describe("a crash of the program that runs the command", () => {
  test("lets the command write on, stop in order, and leaves nothing of it running", async () => {
    const command = `more() { head -c 1000000 /dev/zero; } # than a pipe or a socket holds
      trap 'more; more >&2; i=0; while [ $i -lt 20 ]; do echo "a line that nobody reads $i"; i=$((i+1)); sleep 0.02; done; echo saved >${folder}/state; exit 1' INT
      sleep 60 & echo $! >${folder}/grandchild; echo $$ >${folder}/child; while :; do sleep 0.05; done`;
    const program = path.join(folder, "program.ts");
    writeFileSync(
      program,
      `const { run } = require(${JSON.stringify(require.resolve("../../terraform/run"))});
       const { Interrupts } = require(${JSON.stringify(require.resolve("../../terraform/interrupts"))});
       void run({ command: "/bin/sh", args: ["-c", ${JSON.stringify(command)}], directory: "/", environment: process.env, interrupts: new Interrupts() });`,
    );
    const parent = spawn(process.execPath, ["--import", "tsx", program], { cwd: path.resolve(__dirname, "../.."), stdio: "ignore" });
    const child = await untilWritten("child");
    const grandchild = await untilWritten("grandchild");
    await untilGuarded(Number(child));

    parent.kill("SIGKILL");
    await once(parent, "exit");

    await expect(untilGone(Number(child))).resolves.toBe(true);
    await expect(untilGone(Number(grandchild))).resolves.toBe(true);
    await expect(untilWritten("state")).resolves.toBe("saved\n");
  });
});

function shell(script: string, interrupts = new Interrupts(), onLine?: (line: string) => void): Promise<RunResult> {
  return run({
    command: "/bin/sh",
    args: ["-c", script],
    directory: folder,
    environment: { PATH: process.env["PATH"] },
    interrupts,
    ...(onLine === undefined ? {} : { onLine }),
  });
}

async function untilWritten(name: string): Promise<string> {
  for (let waited = 0; waited < 40_000; waited += 50) {
    try {
      const text = readFileSync(path.join(folder, name), "utf8");
      if (text !== "") return text;
    } catch {
      // not yet
    }
    await sleep(50);
  }
  throw new Error(`${name} was never written`);
}

async function untilGone(pid: number): Promise<boolean> {
  for (let waited = 0; waited < 40_000; waited += 50) {
    if (!isAlive(pid)) return true;
    await sleep(50);
  }
  return false;
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return !/^State:\s+Z/m.test(readFileSync(`/proc/${pid}/status`, "utf8"));
  } catch {
    return false;
  }
}
