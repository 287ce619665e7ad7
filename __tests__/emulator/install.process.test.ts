import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { installPythonTools } from "../../emulator/install";
import { UserError } from "../../terraform/errors";
import { Interrupts } from "../../terraform/interrupts";
import type { ProcessEnvironment } from "../../terraform/process-group";
import { FakeTools } from "../support/fake-tools";

let tools: FakeTools;
beforeEach(() => {
  tools = new FakeTools();
});
afterEach(() => {
  tools.remove();
});

describe("installing a tool of Python's", () => {
  test("makes a virtual environment and installs the requirements into it", async () => {
    const python = await install();

    expect(python).toBe(path.join(tools.folder, "venv/bin/python"));
    expect(tools.calls.filter((call) => call.startsWith("python3 -m"))).toEqual([
      `python3 -m venv ${path.join(tools.folder, "venv")}`,
      `python3 -m pip install --quiet --disable-pip-version-check -r ${path.join(tools.project, "emulator/requirements.txt")}`,
    ]);
  });

  test("does nothing when it has been done for these requirements", async () => {
    await install();
    const before = tools.calls.length;

    await install();

    expect(tools.calls).toHaveLength(before);
  });

  test("is done again when the requirements have changed", async () => {
    await install();
    const before = tools.calls.length;
    writeFileSync(path.join(tools.project, "emulator/requirements.txt"), "moto==5\n");

    await install();

    expect(tools.calls.length).toBeGreaterThan(before);
  });

  test("is done again when its Python is gone", async () => {
    const python = await install();
    rmSync(python);

    await install();

    expect(tools.calls.filter((call) => call.startsWith("python3 -m venv"))).toHaveLength(2);
  });

  test("that was cut short is not taken for done", async () => {
    await expect(install({ FAKE_NO_PIP: "1" })).rejects.toThrow(UserError);

    await install();

    expect(tools.calls.filter((call) => call.startsWith("python3 -m pip"))).toHaveLength(2);
  });

  test.each<[string, ProcessEnvironment, RegExp]>([
    [
      "Python is too old",
      { FAKE_PYTHON_VERSION: "3.9.18" },
      /^Python is too old: "python3" is version 3\.9\.18, needed is 3\.10 or newer\.\nGet Python 3\.10/,
    ],
    [
      "Python has no venv",
      { FAKE_NO_VENV: "1" },
      /^Python cannot make a virtual environment:\n {2}ensurepip is not available\nGet Python 3\.10 or newer with its venv module:/,
    ],
    [
      "a package cannot be had",
      { FAKE_NO_PIP: "1" },
      /^pip cannot install the emulator:\n {2}ERROR: No matching distribution found for moto\nIt needs a package index/,
    ],
  ])("says what to do when %s", async (_, environment, message) => {
    await expect(install(environment)).rejects.toThrow(message);
  });

  test("says how to get Python when there is none", async () => {
    const empty = path.join(tools.folder, "empty");
    mkdirSync(empty);

    await expect(install({ PATH: empty })).rejects.toThrow(
      /^Python was not found: python3 cannot be started: ENOENT\.\nGet Python 3\.10 or newer .*\n.*apt-get install/,
    );
  });

  test("says what a Python that does not start said", async () => {
    const broken = path.join(tools.folder, "broken");
    mkdirSync(broken);
    writeFileSync(path.join(broken, "python3"), "#!/bin/sh\necho no such library >&2\nexit 127\n", { mode: 0o755 });

    await expect(install({ PATH: broken })).rejects.toThrow('Python does not start: "python3" ended with code 127: no such library');
  });
});

function install(environment: ProcessEnvironment = {}): Promise<string> {
  return installPythonTools({
    what: "the emulator",
    requirements: path.join(tools.project, "emulator/requirements.txt"),
    folder: path.join(tools.folder, "venv"),
    environment: { ...tools.environment, ...environment },
    interrupts: new Interrupts(),
  });
}
