import { existsSync, readdirSync } from "node:fs";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { rehearsalProgram } from "../../scripts/rehearsal-program";
import { exitCodes } from "../../terraform/errors";
import { FakeTools } from "../support/fake-tools";

const provider = { aws: [{ region: "eu-west-1" }] };

let tools: FakeTools;
beforeEach(() => {
  tools = new FakeTools();
  tools.synthesizes({ "ohi-account": { provider }, "ohi-dev": { provider } });
});
afterEach(() => {
  tools.remove();
});

describe("the rehearsal", () => {
  test("goes by the commands of the README to an environment with nothing left to change, and leaves nothing", async () => {
    const { code, stdout, stderr } = await rehearsal();

    expect({ code, stderr }).toEqual({ code: exitCodes.ok, stderr: "" });
    expect(terraformCommands()).toEqual([
      // The fake emulator has a state for whoever asks, so either bootstrap has only to see that nothing would change.
      ...["init", "plan", "show"],
      ...["init", "plan", "show"],
      ...["init", "plan", "show"],
      ...["init", "show", "output", "apply"],
      ...["init", "plan", "show"],
    ]);
    expect(stdout.match(/The account 123456789012 is set up\. Its states lie in ohi-rehearsal-state\./g)).toHaveLength(2);
    expect(stdout).toMatch(/\nFrom nothing to diff of dev: all as it should be\.\n$/);
    expect(left()).toEqual(["venv"]);
  });

  test("goes as far as it is told", async () => {
    const { code, stdout } = await rehearsal("--until", "bootstrap");

    expect(code).toBe(exitCodes.ok);
    expect(terraformCommands()).toEqual(["init", "plan", "show", "init", "plan", "show"]);
    expect(stdout).toMatch(/\nFrom nothing to bootstrap of dev: all as it should be\.\n$/);
  });

  test("ends at the first command that fails, says which, and leaves nothing either", async () => {
    tools.answer("plan", { code: 1, stderr: "Error: no such image" }, 1);

    const { code, stderr } = await rehearsal();

    expect(code).toBe(exitCodes.failed);
    expect(stderr).toMatch(/^terraform plan failed in .*ohi-account\n {2}- .*no such image\nbootstrap ended with code 1\.\n$/);
    expect(terraformCommands().at(-1)).toBe("plan");
    expect(left()).toEqual(["venv"]);
  });

  test("that is interrupted says so once, and leaves nothing either", async () => {
    const ready = path.join(tools.folder, "ready");
    tools.answer("plan", { script: `trap 'exit 1' INT; : >"${ready}"; while :; do sleep 0.05; done` });
    const running = rehearsal();
    while (!existsSync(ready)) await sleep(50);

    process.emit("SIGINT");

    const { code, stderr } = await running;
    expect(code).toBe(exitCodes.interrupted);
    expect(stderr).toMatch(/^\nStopping: .*\nInterrupted\.\nThe rehearsal ends at bootstrap, and leaves nothing\.\n$/);
    expect(tools.servers).toEqual([]);
    expect(left()).toEqual(["venv"]);
  });

  test.each([
    [["devel"], /^Unknown environment: devel\. /],
    [
      ["--until", "apply"],
      /^error: option '--until <command>' argument 'apply' is invalid\. Allowed choices are bootstrap, plan, deploy, diff\.\n$/,
    ],
  ])("explains %j in one message", async (args, message) => {
    const { code, stderr } = await rehearsal(...args);

    expect(code).toBe(exitCodes.usage);
    expect(stderr).toMatch(message);
    expect(terraformCommands()).toEqual([]);
    expect(left()).toEqual([]);
  });
});

async function rehearsal(...args: readonly string[]): Promise<{ code: number; stdout: string; stderr: string }> {
  const said = { stdout: "", stderr: "" };
  const code = await rehearsalProgram({
    args,
    environment: tools.environment,
    project: tools.project,
    stdout: { write: (text) => (said.stdout += text) },
    stderr: { write: (text) => (said.stderr += text) },
  });
  return { code, ...said };
}

function terraformCommands(): string[] {
  return tools.calls.filter((call) => !/^(python3|version)/.test(call)).map((call) => call.split(" ", 1).join());
}

/** What lies in the folder of the emulator after a run; its servers have ended. */
function left(): string[] {
  expect(tools.servers).toEqual([]);
  const folder = path.join(tools.project, ".emulator");
  return existsSync(folder) ? readdirSync(folder) : [];
}
