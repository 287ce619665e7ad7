import { spawnSync } from "node:child_process";
import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, utimesSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { oldestPython } from "../../emulator/install";
import { oldestTerraform } from "../../terraform/binary";

const repository = path.resolve(__dirname, "../..");
const script = readFileSync(path.join(repository, "scripts/setup.sh"), "utf8");

/** What a fake tool prints, by the tool's name; one without an entry is missing. */
type Tools = Readonly<Record<string, string>>;
const everything: Tools = { node: "v20.20.2", npm: "10.8.2", terraform: "Terraform v1.11.4", python3: "3.11.7" };

let clone: string;
beforeEach(() => {
  clone = mkdtempSync(path.join(tmpdir(), "clone-"));
  mkdirSync(path.join(clone, "scripts"));
  for (const file of ["scripts/setup.sh", ".nvmrc"]) copyFileSync(path.join(repository, file), path.join(clone, file));
  writeFileSync(path.join(clone, "package-lock.json"), "{}");
});
afterEach(() => {
  rmSync(clone, { recursive: true, force: true });
});

describe("setup in a fresh clone", () => {
  test("says what it found and installs the packages", () => {
    const { status, stdout } = setup(everything);

    expect(status).toBe(0);
    expect(stdout.split("\n").map((line) => line.trim().split(/\s+/))).toEqual(
      expect.arrayContaining([
        ["Node", "20.20.2"],
        ["npm", "10.8.2"],
        ["Terraform", "1.11.4"],
        ["Python", "3.11.7"],
      ]),
    );
    expect(npmCalls()).toEqual(["ci --no-audit --no-fund --loglevel=error"]);
  });

  test.each<[string, Partial<Tools>, RegExp]>([
    [
      "no Terraform",
      { terraform: undefined },
      /Terraform +missing, needed is 1\.11 or newer to validate, plan and apply\n +get it: (https|brew)/,
    ],
    ["an old Terraform", { terraform: "Terraform v1.9.8" }, /Terraform +1\.9\.8 is too old, needed is 1\.11 or newer/],
    ["no Python", { python3: undefined }, /Python +missing, needed is 3\.10 or newer with its venv module, for the emulator\n +get it: /],
    [
      "a Python that cannot make virtual environments",
      { python3: '$(case "$*" in *ensurepip*venv*) ;; *) echo 3.11.7 ;; esac)' },
      /Python +missing, needed is 3\.10 or newer with its venv module/,
    ],
    ["an old Python", { python3: "3.9.18" }, /Python +3\.9\.18 is too old, needed is 3\.10 or newer/],
    ["an old Node", { node: "v18.20.0" }, /Node +18\.20\.0 is too old, needed is 20\.19 or newer for everything\n +get it: /],
    ["a Node that is a little too old", { node: "v20.18.1" }, /Node +20\.18\.1 is too old/],
  ])("with %s fails, says how to get it, and names the rest all the same", (_, changed, message) => {
    const { status, stdout } = setup({ ...everything, ...changed } as Tools);

    expect(status).toBe(1);
    expect(stdout).toMatch(message);
    expect(stdout.match(/get it: /g)).toHaveLength(1);
  });

  test("without Node names both Node and npm, and installs nothing", () => {
    const { status, stdout } = setup({ terraform: "Terraform v1.11.4", python3: "3.11.7" });

    expect(status).toBe(1);
    expect(stdout.match(/(Node|npm) +missing/g)).toHaveLength(2);
  });
});

describe("setup with arguments that it does not know", () => {
  test.each([["--if-neded"], ["--if-needed", "now"]])("is refused, and does nothing: %s", (...args) => {
    const { status, stdout, stderr } = setup({}, ...args);

    expect({ status, stdout }).toEqual({ status: 2, stdout: "" });
    expect(stderr).toBe(`setup.sh: unknown arguments: ${args.join(" ")}; allowed: --if-needed, or none\n`);
  });
});

describe("setup --if-needed", () => {
  test("is silent and asks no tool when the packages are newer than the lock file", () => {
    installed({ newerThanLock: true });

    expect(setup({}, "--if-needed")).toEqual({ status: 0, stdout: "", stderr: "" });
  });

  test.each([
    ["missing", false],
    ["older than the lock file", true],
  ])("installs packages that are %s, and keeps standard output clean", (_, present) => {
    if (present) installed({ newerThanLock: false });

    const { status, stdout } = setup({ node: "v20.19.0", npm: "10.1.0" }, "--if-needed");

    expect(status).toBe(0);
    expect(stdout).toBe("");
    expect(npmCalls()).toHaveLength(1);
  });

  test("fails when the packages cannot be installed", () => {
    const { status, stderr } = setup({}, "--if-needed");

    expect(status).toBe(1);
    expect(stderr).toMatch(/Node +missing/);
  });
});

test("setup and the programs agree on the oldest versions", () => {
  expect(script).toContain(`oldest_terraform=${oldestTerraform}\n`);
  expect(script).toContain(`oldest_python=${oldestPython}\n`);
});

function setup(tools: Tools, ...args: readonly string[]): { status: number | null; stdout: string; stderr: string } {
  const bin = path.join(clone, "bin");
  mkdirSync(bin);
  for (const tool of ["bash", "cat", "cut", "dirname", "sed", "tail", "tr", "uname"]) symlinkSync(whereIs(tool), path.join(bin, tool));
  for (const [name, says] of Object.entries(tools)) {
    if ((says as string | undefined) === undefined) continue;
    const body = name === "npm" ? `[ "$1" = ci ] && echo "$@" >>"${clone}/npm-calls" && exit 0\necho ${says}` : `echo ${says}`;
    writeFileSync(path.join(bin, name), `#!/bin/sh\n${body}\n`, { mode: 0o755 });
  }
  const { status, stdout, stderr } = spawnSync(path.join(bin, "bash"), ["scripts/setup.sh", ...args], {
    cwd: clone,
    env: { PATH: bin },
    encoding: "utf8",
  });
  return { status, stdout, stderr };
}

function npmCalls(): string[] {
  return readFileSync(path.join(clone, "npm-calls"), "utf8").trimEnd().split("\n");
}

function installed({ newerThanLock }: { readonly newerThanLock: boolean }): void {
  const hidden = path.join(clone, "node_modules/.package-lock.json");
  mkdirSync(path.dirname(hidden));
  writeFileSync(hidden, "{}");
  const now = Date.now() / 1000;
  utimesSync(hidden, now, newerThanLock ? now + 60 : now - 60);
}

function whereIs(tool: string): string {
  return spawnSync("/bin/sh", ["-c", `command -v ${tool}`], { encoding: "utf8" }).stdout.trim();
}
