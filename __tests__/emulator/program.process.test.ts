import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { exitCodes } from "../../terraform/errors";
import { EmulatorCommand, planned, untilInterrupted } from "../support/emulator-command";

let command: EmulatorCommand;
beforeEach(() => {
  command = new EmulatorCommand();
});
afterEach(async () => {
  await command.remove();
});

describe("up", () => {
  test("applies an environment, plans again, prints the outputs, and leaves the emulator running", async () => {
    command.tools.answer("plan", { code: 2, stdout: planned(3) }, 1);
    command.tools.answer("output", { stdout: JSON.stringify({ vpc_id: { value: "vpc-1", sensitive: false } }) });

    const { code, stdout } = await command.run("up", "one");

    expect(code).toBe(exitCodes.ok);
    expect(command.terraformCalls()).toEqual(["init", "plan", "apply", "plan", "output"]);
    expect(stdout).toMatch(
      /^synthesize: ohi-one, ohi-two .*\ninstall emulator .*\nstart emulator: http:.*\ninit .*\nplan: 3 to add .*\napply .*\nsecond plan: no changes .*\n/,
    );
    expect(stdout).toMatch(
      / {2}vpc_id = "vpc-1"\nohi-one is up, with nothing left to change\. Reach it with AWS_ENDPOINT_URL=http:\/\/127\.0\.0\.1:\d+/,
    );
    expect(command.tools.servers).toHaveLength(1);
  });

  test("goes on with an emulator that is still running, and keeps its state", async () => {
    await command.run("up", "one");
    writeFileSync(path.join(command.home, "ohi-one.tfstate"), "state");

    await command.run("up", "one");

    expect(command.tools.servers).toHaveLength(1);
    expect(readFileSync(path.join(command.home, "ohi-one.tfstate"), "utf8")).toBe("state");
  });

  test("starts anew where the emulator has ended, without the state of what it held", async () => {
    await command.run("up", "one");
    writeFileSync(path.join(command.home, "ohi-one.tfstate"), "state");
    const servers = command.tools.servers;
    for (const pid of servers) process.kill(pid, "SIGKILL");

    const { code } = await command.run("up", "one");

    expect(code).toBe(exitCodes.ok);
    expect(servers).toHaveLength(1);
    expect(readFileSync(path.join(command.home, "ohi-one.tfstate"), "utf8")).not.toContain("state");
  });

  test("fails on a second plan that is not empty, with what would change for ever", async () => {
    command.tools.answer("plan", { code: 2, stdout: planned(1) });
    command.tools.answer("show", {
      stdout: JSON.stringify({
        resource_changes: [
          { address: "aws_kms_key.key", change: { actions: ["update"], before: { days: 1 }, after: {}, after_unknown: {} } },
        ],
      }),
    });

    const { code, stderr } = await command.run("up", "one");

    expect(code).toBe(exitCodes.failed);
    expect(stderr).toBe("The second plan of ohi-one is not empty: what was applied does not last.\n  - aws_kms_key.key update: days\n");
  });

  test.each(["init", "plan"])("stops at an interrupt of %s, and leaves no emulator and no state of half of it", async (at) => {
    command.tools.answer(at, { script: `touch '${path.join(command.home, "ohi-one.tfstate")}'; ${untilInterrupted}` });

    const { code, stderr } = await command.runAndInterruptAt(at, "up", "one");

    expect(code).toBe(exitCodes.interrupted);
    expect(stderr).toMatch(/Interrupted\. [^\n]*, so the emulator of ohi-one was ended: the same command begins anew\.\n$/);
    expect(command.tools.servers).toEqual([]);
    expect(existsSync(path.join(command.home, "ohi-one.tfstate"))).toBe(false);
  });

  test("says at an interrupt of the second plan that all is applied, and on an emulator that goes on", async () => {
    command.tools.answer("plan", { code: 2, stdout: planned(3) }, 1);
    command.tools.answer("plan", { script: untilInterrupted }, 2);

    const { code, stderr } = await command.runAndInterruptAt("apply,plan", "up", "one");

    expect(code).toBe(exitCodes.interrupted);
    expect(stderr).toMatch(
      /Interrupted\. All of ohi-one is applied, and its emulator goes on at http:.*: "npm run local:down -- one" ends it\.\n$/,
    );
    expect(command.tools.servers).toHaveLength(1);
  });

  test("says how to begin anew when it fails on an emulator that ran already, and only then", async () => {
    command.tools.answer("plan", { code: 1, stderr: "Error: the name is taken" });
    const first = await command.run("up", "one");
    const second = await command.run("up", "one");

    expect([first.code, second.code]).toEqual([exitCodes.failed, exitCodes.failed]);
    expect(first.stderr).not.toContain("forgets");
    expect(second.stderr).toMatch(
      /the name is taken[\s\S]*\nThe emulator ran already, [^\n]*: "npm run local:down -- one --now" forgets all of it\.\n$/,
    );
  });
});

describe("down", () => {
  test("lifts protection, destroys, ends the emulator and forgets its state", async () => {
    command.tools.synthesizes({
      "ohi-one": { provider: { aws: [{ region: "eu-west-1" }] }, resource: { aws_lb: { alb: { enable_deletion_protection: true } } } },
    });
    await command.run("up", "one");
    writeFileSync(path.join(command.home, "ohi-one.tfstate"), "state");
    writeFileSync(path.join(command.home, "ohi-one.tfstate.backup"), "state");
    command.tools.answer("plan", { code: 2, stdout: planned(0, 2) });
    const before = command.terraformCalls().length;

    const { code, stdout } = await command.run("down", "one");

    expect(command.terraformCalls().slice(before)).toEqual(["init", "plan", "apply", "plan", "apply", "state"]);
    expect(command.tools.calls.filter((call) => call.includes("-refresh=false"))).toEqual([]);
    expect(code).toBe(exitCodes.ok);
    expect(stdout).toMatch(
      /plan to lift protection: .*\nlift protection .*\nplan to destroy: 2 to destroy .*\ndestroy .*\nstop emulator: http.*\nNothing is left\.\n$/,
    );
    expect(readdirSync(path.join(command.tools.folder, "home/local/stacks/ohi-one"))).toEqual(
      expect.arrayContaining(["emulator_override.tf.json", "protection_override.tf.json"]),
    );
    expect(command.tools.servers).toEqual([]);
    expect(readdirSync(command.home).filter((name) => name.includes("tfstate"))).toEqual([]);
  });

  test("fails when the state still holds something", async () => {
    await command.run("up", "one");
    writeFileSync(path.join(command.home, "ohi-one.tfstate"), "state");
    command.tools.answer("state", { stdout: "aws_vpc.network" });

    const { code, stderr } = await command.run("down", "one");

    expect(code).toBe(exitCodes.failed);
    expect(stderr).toBe("Destroyed ohi-one, yet its state still holds\n  - aws_vpc.network\n");
  });

  test("has nothing to do when nothing is up", async () => {
    const { code, stdout } = await command.run("down", "one");

    expect(code).toBe(exitCodes.ok);
    expect(stdout).toMatch(/^stop emulator: was not running .*\nNothing is left\.\n$/);
  });
});

describe("plan", () => {
  test("plans all environments one after the other, each on an empty emulator, and leaves nothing of them", async () => {
    command.tools.answer("plan", { code: 2, stdout: planned(3) }, 1);

    const { code, stdout } = await command.run("plan");

    expect(code).toBe(exitCodes.ok);
    expect(command.terraformCalls()).toEqual(["init", "plan", "init", "plan"]);
    expect(stdout).toMatch(/\nplan ohi-one: 3 to add .*\n[^]*\nohi-one: 3 to add\nohi-two: no changes\n$/);
    expect(command.tools.servers).toEqual([]);
    expect(readdirSync(command.home).filter((name) => !name.endsWith(".log"))).toEqual([]);
  });

  test("ends with what the provider refuses, and leaves nothing either", async () => {
    command.tools.answer("plan", { code: 1, stderr: "Error: invalid value for instance_class" });

    const { code, stderr } = await command.run("plan", "two");

    expect(code).toBe(exitCodes.failed);
    expect(stderr).toMatch(/^terraform plan failed in .*ohi-two\n {2}- .*invalid value for instance_class\n$/);
    expect(command.tools.servers).toEqual([]);
    expect(readdirSync(command.home)).toEqual(["plan-ohi-two.log"]);
  });
});

describe("a wrong command line", () => {
  test.each([
    [["up", "three"], "Unknown environment: three. Known are: one, two.\n"],
    [["prove", "one", "three", "four"], "Unknown environment: three, four. Known are: one, two.\n"],
    [
      ["up", "one", "--port", "70000"],
      "error: option '--port <port>' argument '70000' is invalid. A port is a whole number from 1 to 65535.\n",
    ],
    [["raise"], "error: unknown command 'raise'\n"],
  ])("%j is explained in one message", async (args, message) => {
    await expect(command.run(...args)).resolves.toMatchObject({ code: exitCodes.usage, stderr: message });
  });
});

describe("a missing tool", () => {
  test.each([
    ["Terraform", "terraform", /^Terraform was not found: .*\nGet Terraform/],
    ["Python", "python3", /^Python was not found: .*\nGet Python/],
  ])("%s is named with how to get it, and nothing is started", async (_, tool, message) => {
    const bin = path.join(command.tools.folder, "bin");
    const rest = path.join(command.tools.folder, "rest");
    mkdirSync(rest);
    for (const kept of ["terraform", "python3", "node"].filter((name) => name !== tool))
      writeFileSync(path.join(rest, kept), `#!/bin/sh\nPATH=${bin}:/usr/bin:/bin exec ${bin}/${kept} "$@"\n`, { mode: 0o755 });

    const { code, stderr } = await command.runIn({ PATH: rest }, "up", "one");

    expect(code).toBe(exitCodes.failed);
    expect(stderr).toMatch(message);
    expect(command.tools.servers).toEqual([]);
  });
});
