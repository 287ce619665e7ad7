import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { emulatorProgram } from "../../emulator/program";
import { exitCodes } from "../../terraform/errors";
import { FakeTools } from "../support/fake-tools";
import type { Outcome } from "../support/stack-command";

const provider = { aws: [{ region: "eu-west-1" }] };
const planned = (add: number, remove = 0): object[] => [{ type: "change_summary", changes: { add, change: 0, remove, operation: "plan" } }];

const untilInterrupted = "trap 'exit 1' INT; while :; do sleep 0.05; done";

let tools: FakeTools;
beforeEach(() => {
  tools = new FakeTools();
  // No environment of the platform's has these names, so nothing is known of what their networks are meant to be.
  tools.synthesizes({ "ohi-one": { provider }, "ohi-two": { provider } });
});
afterEach(async () => {
  for (const name of ["one", "two"]) await run("down", name, "--now");
  tools.remove();
});

describe("up", () => {
  test("applies an environment, plans again, prints the outputs, and leaves the emulator running", async () => {
    tools.answer("plan", { code: 2, stdout: planned(3) }, 1);
    tools.answer("output", { stdout: JSON.stringify({ vpc_id: { value: "vpc-1", sensitive: false } }) });

    const { code, stdout } = await run("up", "one");

    expect(code).toBe(exitCodes.ok);
    expect(terraformCalls()).toEqual(["init", "plan", "apply", "plan", "output"]);
    expect(stdout).toMatch(
      /^synthesize: ohi-one, ohi-two .*\ninstall emulator .*\nstart emulator: http:.*\ninit .*\nplan: 3 to add .*\napply .*\nsecond plan: no changes .*\n/,
    );
    expect(stdout).toMatch(
      / {2}vpc_id = "vpc-1"\nohi-one is up, with nothing left to change\. Reach it with AWS_ENDPOINT_URL=http:\/\/127\.0\.0\.1:\d+/,
    );
    expect(tools.servers).toHaveLength(1);
  });

  test("goes on with an emulator that is still running, and keeps its state", async () => {
    await run("up", "one");
    writeFileSync(stateFile("ohi-one"), "state");

    await run("up", "one");

    expect(tools.servers).toHaveLength(1);
    expect(readFileSync(stateFile("ohi-one"), "utf8")).toBe("state");
  });

  test("starts anew where the emulator has ended, without the state of what it held", async () => {
    await run("up", "one");
    writeFileSync(stateFile("ohi-one"), "state");
    const servers = tools.servers;
    for (const pid of servers) process.kill(pid, "SIGKILL");

    const { code } = await run("up", "one");

    expect(code).toBe(exitCodes.ok);
    expect(servers).toHaveLength(1);
    expect(readFileSync(stateFile("ohi-one"), "utf8")).not.toContain("state");
  });

  test("fails on a second plan that is not empty, with what would change for ever", async () => {
    tools.answer("plan", { code: 2, stdout: planned(1) });
    tools.answer("show", {
      stdout: JSON.stringify({
        resource_changes: [
          { address: "aws_kms_key.key", change: { actions: ["update"], before: { days: 1 }, after: {}, after_unknown: {} } },
        ],
      }),
    });

    const { code, stderr } = await run("up", "one");

    expect(code).toBe(exitCodes.failed);
    expect(stderr).toBe("The second plan of ohi-one is not empty: what was applied does not last.\n  - aws_kms_key.key update: days\n");
  });

  test.each(["init", "plan"])("stops at an interrupt of %s, and leaves no emulator and no state of half of it", async (at) => {
    tools.answer(at, { script: `touch '${stateFile("ohi-one")}'; ${untilInterrupted}` });

    const { code, stderr } = await runAndInterruptAt(at, "up", "one");

    expect(code).toBe(exitCodes.interrupted);
    expect(stderr).toMatch(/Interrupted\. [^\n]*, so the emulator of ohi-one was ended: the same command begins anew\.\n$/);
    expect(tools.servers).toEqual([]);
    expect(existsSync(stateFile("ohi-one"))).toBe(false);
  });

  test("says at an interrupt of the second plan that all is applied, and on an emulator that goes on", async () => {
    tools.answer("plan", { code: 2, stdout: planned(3) }, 1);
    tools.answer("plan", { script: untilInterrupted }, 2);

    const { code, stderr } = await runAndInterruptAt("apply,plan", "up", "one");

    expect(code).toBe(exitCodes.interrupted);
    expect(stderr).toMatch(
      /Interrupted\. All of ohi-one is applied, and its emulator goes on at http:.*: "npm run local:down -- one" ends it\.\n$/,
    );
    expect(tools.servers).toHaveLength(1);
  });

  test("says how to begin anew when it fails on an emulator that ran already, and only then", async () => {
    tools.answer("plan", { code: 1, stderr: "Error: the name is taken" });
    const first = await run("up", "one");
    const second = await run("up", "one");

    expect([first.code, second.code]).toEqual([exitCodes.failed, exitCodes.failed]);
    expect(first.stderr).not.toContain("forgets");
    expect(second.stderr).toMatch(
      /the name is taken[\s\S]*\nThe emulator ran already, [^\n]*: "npm run local:down -- one --now" forgets all of it\.\n$/,
    );
  });
});

describe("down", () => {
  test("lifts protection, destroys, ends the emulator and forgets its state", async () => {
    tools.synthesizes({ "ohi-one": { provider, resource: { aws_lb: { alb: { enable_deletion_protection: true } } } } });
    await run("up", "one");
    writeFileSync(stateFile("ohi-one"), "state");
    writeFileSync(`${stateFile("ohi-one")}.backup`, "state");
    tools.answer("plan", { code: 2, stdout: planned(0, 2) });
    const before = terraformCalls().length;

    const { code, stdout } = await run("down", "one");

    expect(terraformCalls().slice(before)).toEqual(["init", "plan", "apply", "plan", "apply", "state"]);
    expect(tools.calls.filter((call) => call.includes("-refresh=false"))).toEqual([]);
    expect(code).toBe(exitCodes.ok);
    expect(stdout).toMatch(
      /plan to lift protection: .*\nlift protection .*\nplan to destroy: 2 to destroy .*\ndestroy .*\nstop emulator: http.*\nNothing is left\.\n$/,
    );
    expect(readdirSync(path.join(tools.folder, "home/local/stacks/ohi-one"))).toEqual(
      expect.arrayContaining(["emulator_override.tf.json", "protection_override.tf.json"]),
    );
    expect(tools.servers).toEqual([]);
    expect(readdirSync(path.join(tools.folder, "home")).filter((name) => name.includes("tfstate"))).toEqual([]);
  });

  test("fails when the state still holds something", async () => {
    await run("up", "one");
    writeFileSync(stateFile("ohi-one"), "state");
    tools.answer("state", { stdout: "aws_vpc.network" });

    const { code, stderr } = await run("down", "one");

    expect(code).toBe(exitCodes.failed);
    expect(stderr).toBe("Destroyed ohi-one, yet its state still holds\n  - aws_vpc.network\n");
  });

  test("has nothing to do when nothing is up", async () => {
    const { code, stdout } = await run("down", "one");

    expect(code).toBe(exitCodes.ok);
    expect(stdout).toMatch(/^stop emulator: was not running .*\nNothing is left\.\n$/);
  });
});

describe("plan", () => {
  test("plans all environments one after the other, each on an empty emulator, and leaves nothing of them", async () => {
    tools.answer("plan", { code: 2, stdout: planned(3) }, 1);

    const { code, stdout } = await run("plan");

    expect(code).toBe(exitCodes.ok);
    expect(terraformCalls()).toEqual(["init", "plan", "init", "plan"]);
    expect(stdout).toMatch(/\nplan ohi-one: 3 to add .*\n[^]*\nohi-one: 3 to add\nohi-two: no changes\n$/);
    expect(tools.servers).toEqual([]);
    expect(readdirSync(path.join(tools.folder, "home")).filter((name) => !name.endsWith(".log"))).toEqual([]);
  });

  test("ends with what the provider refuses, and leaves nothing either", async () => {
    tools.answer("plan", { code: 1, stderr: "Error: invalid value for instance_class" });

    const { code, stderr } = await run("plan", "two");

    expect(code).toBe(exitCodes.failed);
    expect(stderr).toMatch(/^terraform plan failed in .*ohi-two\n {2}- .*invalid value for instance_class\n$/);
    expect(tools.servers).toEqual([]);
    expect(readdirSync(path.join(tools.folder, "home"))).toEqual(["plan-ohi-two.log"]);
  });
});

describe("prove", () => {
  test("takes all environments through their lives, and leaves neither an emulator nor a file of theirs", async () => {
    const { code, stdout } = await run("prove");

    expect(code).toBe(exitCodes.ok);
    expect(stdout).toMatch(
      /│ stack {3}│ result │ resources │ time[^]*│ ohi-one │ proven │ +\d │ \d.* s +│\n[^]*│ ohi-two │ proven │ +\d │ \d.* s +│\n/,
    );
    expect(tools.calls.filter((call) => call.includes("-refresh=false"))).toHaveLength(2); // the plan to destroy, once for each
    expect(tools.servers).toEqual([]);
    expect(readdirSync(path.join(tools.folder, "home")).filter((name) => !name.endsWith(".log"))).toEqual([]);
  });

  test("fails when what was destroyed cannot be applied again as it was", async () => {
    tools.answer("plan", { code: 2, stdout: planned(3) }, 1);

    const { code, stdout, stderr } = await run("prove", "one");

    expect(code).toBe(exitCodes.failed);
    expect(stderr).toBe("ohi-one: Applied again, ohi-one has 0 resources; it had 3\n");
    expect(stdout).toMatch(/ohi-one: plan again: no changes .*\n/);
  });

  test("fails when a VPC is left of what was destroyed", async () => {
    tools.ec2Answers("DescribeVpcs", "<vpcSet><item><vpcId>vpc-1</vpcId><cidrBlock>10.0.0.0/16</cidrBlock></item></vpcSet>");

    const { code, stderr } = await run("prove", "one");

    expect([code, stderr]).toEqual([exitCodes.failed, "ohi-one: Destroyed ohi-one, yet AWS still knows VPC 10.0.0.0/16\n"]);
  });

  test("of one environment goes on when another one fails, and says why it failed, and after how long", async () => {
    tools.answer("init", { code: 1, stderr: "no such provider", script: "case $PWD in *ohi-two) exit 0 ;; esac" });
    tools.answer("plan", { script: "sleep 0.5" }); // which only the other one comes to

    const { code, stdout, stderr } = await run("prove", "one", "two");

    expect(code).toBe(exitCodes.failed);
    expect(stderr).toMatch(/^ohi-one: terraform init failed in .*ohi-one\n {2}- it ended with code 1: no such provider\n$/);
    const [failed, proven] = [...stdout.matchAll(/│ ohi-(?:one │ FAILED|two │ proven) │ +\d │ ([\d.]+) s +│/g)].map(([, time]) =>
      Number(time),
    );
    expect(failed).toBeLessThan(Number(proven));
    expect(tools.servers).toEqual([]);
  });

  test("ends all emulators at an interrupt", async () => {
    tools.answer("plan", { script: untilInterrupted });

    const { code, stderr } = await runAndInterruptAt("plan", "prove");

    expect(code).toBe(exitCodes.interrupted);
    expect(stderr).toMatch(/Interrupted\. The emulators have been stopped, and nothing is left of what they held\.\n$/);
    expect(tools.servers).toEqual([]);
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
    await expect(run(...args)).resolves.toMatchObject({ code: exitCodes.usage, stderr: message });
  });
});

describe("a missing tool", () => {
  test.each([
    ["Terraform", "terraform", /^Terraform was not found: .*\nGet Terraform/],
    ["Python", "python3", /^Python was not found: .*\nGet Python/],
  ])("%s is named with how to get it, and nothing is started", async (_, tool, message) => {
    const bin = path.join(tools.folder, "bin");
    const rest = path.join(tools.folder, "rest");
    mkdirSync(rest);
    for (const kept of ["terraform", "python3", "node"].filter((name) => name !== tool))
      writeFileSync(path.join(rest, kept), `#!/bin/sh\nPATH=${bin}:/usr/bin:/bin exec ${bin}/${kept} "$@"\n`, { mode: 0o755 });

    const { code, stderr } = await runIn({ PATH: rest }, "up", "one");

    expect(code).toBe(exitCodes.failed);
    expect(stderr).toMatch(message);
    expect(tools.servers).toEqual([]);
  });
});

function run(...args: readonly string[]): Promise<Outcome> {
  return runIn({}, ...args);
}

/** Sends a signal once Terraform commands, one after the other, have come to the last, and that is under way. */
async function runAndInterruptAt(commands: string, ...args: readonly string[]): Promise<Outcome> {
  const running = run(...args);
  while (!terraformCalls().join().endsWith(commands)) await sleep(50);
  await sleep(100);
  process.emit("SIGINT");
  return running;
}

async function runIn(environment: Readonly<Record<string, string>>, ...args: readonly string[]): Promise<Outcome> {
  const [stdout, stderr]: [string[], string[]] = [[], []];
  const code = await emulatorProgram({
    args,
    environment: { ...tools.environment, EMULATOR_HOME: path.join(tools.folder, "home"), ...environment },
    project: tools.project,
    stdout: { write: (text) => stdout.push(text) },
    stderr: { write: (text) => stderr.push(text) },
  });
  return { code, stdout: stdout.join(""), stderr: stderr.join("") };
}

function stateFile(stack: string): string {
  return path.join(tools.folder, "home", `${stack}.tfstate`);
}

function terraformCalls(): string[] {
  return tools.calls.filter((call) => !/^(python3|version)/.test(call)).map((call) => call.split(" ", 1).join());
}
