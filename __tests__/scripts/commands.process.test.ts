import { spawn, spawnSync } from "node:child_process";
import { copyFileSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, utimesSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";

const repository = path.resolve(__dirname, "../..");
const { scripts } = JSON.parse(readFileSync(path.join(repository, "package.json"), "utf8")) as {
  readonly scripts: Readonly<Record<string, string>>;
};

let clone: string;
beforeEach(() => {
  clone = mkdtempSync(path.join(tmpdir(), "clone-"));
  for (const folder of ["scripts", "emulator", "node_modules/.bin"]) mkdirSync(path.join(clone, folder), { recursive: true });
  for (const file of ["package.json", "package-lock.json", ".nvmrc", "scripts/setup.sh"]) {
    copyFileSync(path.join(repository, file), path.join(clone, file));
  }
  const installed = path.join(clone, "node_modules/.package-lock.json");
  writeFileSync(installed, "{}");
  const later = Date.now() / 1000 + 60;
  utimesSync(installed, later, later);
});
afterEach(() => {
  rmSync(clone, { recursive: true, force: true });
});

describe("the commands of npm", () => {
  test("install the packages when they need it, but for the two that do so themselves or need none", () => {
    const others = Object.keys(scripts).filter((name) => !scripts[name]?.startsWith("bash scripts/setup.sh --if-needed && "));

    expect(others).toEqual(["setup", "test:gaps"]);
  });

  test("leave no shell between npm and the program, which would keep its signals from it", () => {
    const last = Object.values(scripts).map((script) => script.split(" && ").at(-1) ?? "");

    expect(last.filter((command) => !command.startsWith("exec "))).toEqual([]);
    expect(last.length).toBeGreaterThan(30);
  });

  test("pass a signal on to the program", async () => {
    symlinkSync(path.dirname(require.resolve("tsx/package.json")), path.join(clone, "node_modules/tsx"));
    writeFileSync(
      path.join(clone, "emulator/main.ts"),
      `const { writeFileSync } = require("node:fs");
       process.once("SIGTERM", () => {
         writeFileSync("stopped", process.argv.slice(2).join(" "));
         process.exit();
       });
       setTimeout(() => undefined, 50_000);
       writeFileSync("started", "");`,
    );
    const npm = spawn("npm", ["run", "--silent", "local", "--", "staging"], { cwd: clone, stdio: "ignore" });
    await written("started");

    npm.kill("SIGTERM");

    await expect(written("stopped")).resolves.toBe("up staging");
  });

  test.each([
    ["synth", {}, "synth --output cdktf.out"],
    ["synth", { CDKTF_OUTDIR: "" }, "synth --output cdktf.out"],
    ["synth", { CDKTF_OUTDIR: "/else where" }, "synth --output /else where"],
    ["synth:hcl", { CDKTF_OUTDIR: "elsewhere" }, "synth --hcl --output elsewhere"],
  ])("%s with %j calls cdktf %s", (command, environment, called) => {
    writeFileSync(path.join(clone, "node_modules/.bin/cdktf"), '#!/bin/sh\necho "$#: $*"\n', { mode: 0o755 });

    const { stdout } = spawnSync("npm", ["run", "--silent", command], {
      cwd: clone,
      env: { ...process.env, CDKTF_OUTDIR: undefined, ...environment },
      encoding: "utf8",
    });

    expect(stdout).toBe(`${command === "synth" ? 3 : 4}: ${called}\n`);
  });
});

/** What is in a file once somebody has written it. */
async function written(name: string): Promise<string> {
  const file = path.join(clone, name);
  for (let waited = 0; waited < 40_000; waited += 50) {
    if (existsSync(file)) return readFileSync(file, "utf8");
    await sleep(50);
  }
  throw new Error(`${name} was never written`);
}
