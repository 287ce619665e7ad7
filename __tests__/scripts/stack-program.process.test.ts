import { appendFileSync, existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import path from "node:path";
import { exitCodes } from "../../terraform/errors";
import { FakeTools } from "../support/fake-tools";
import { type Outcome, runStack } from "../support/stack-command";

const change = [{ type: "change_summary", changes: { add: 2, change: 0, remove: 0, operation: "plan" } }];

let tools: FakeTools;
beforeEach(() => {
  tools = new FakeTools();
});
afterEach(() => {
  tools.remove();
});

describe("plan", () => {
  test("shows the plan and saves it, for its owner's eyes only", async () => {
    tools.answer("plan", { code: 2, stdout: change });
    tools.answer("show", { stdout: "Terraform will perform the following actions" });

    const { code, stdout } = await run("plan", "dev");

    expect(code).toBe(exitCodes.ok);
    expect(terraformCalls()).toEqual([
      "init -no-color -reconfigure",
      `plan -json -input=false -lock-timeout=2m -detailed-exitcode -out=${plans("ohi-dev.tfplan")}`,
      `show -no-color ${plans("ohi-dev.tfplan")}`,
    ]);
    expect(stdout).toMatch(
      /plan: 2 to add .*\nTerraform will perform the following actions\nThis plan is saved\. Apply it with "npm run deploy -- dev", or with "npm run release -- dev" where it brings images\.\n$/,
    );
    expect(statSync(plans("")).mode & 0o077).toBe(0);
  });

  test("that fails leaves no older plan behind", async () => {
    await run("plan", "dev");
    tools.answer("plan", { code: 1, stderr: "no credentials" });

    const { code, stderr } = await run("plan", "dev");

    expect(code).toBe(exitCodes.failed);
    expect(stderr).toMatch(/- it ended with code 1: no credentials\n$/);
    expect(readdirSync(plans(""))).toEqual([]);
  });

  test("that would replace what must not be destroyed says that an apply may have left it half-made", async () => {
    const detail =
      "Resource aws_db_instance.postgres has lifecycle.prevent_destroy set, but the plan calls for this resource to be destroyed.";
    tools.answer("plan", {
      code: 1,
      stdout: [{ type: "diagnostic", diagnostic: { severity: "error", summary: "Instance cannot be destroyed", detail } }],
    });
    const hint =
      'If an apply ended while AWS was making it, "npm run state:check -- dev" says what that has left, and docs/recover.md what to do.';

    const [planned, shown, destroyed] = [
      await run("plan", "dev"),
      await run("diff", "dev"),
      await run("destroy", "dev", "--confirm", "ohi-dev"),
    ];

    expect([planned, shown, destroyed].map(({ code }) => code)).toEqual([1, 1, 1]);
    expect([planned, shown, destroyed].map(({ stderr }) => stderr.includes(hint))).toEqual([true, true, false]);
    expect(planned.stderr).toContain(detail);
  });
});

describe("deploy", () => {
  test("applies the saved plan, once", async () => {
    await run("plan", "dev");

    const first = await run("deploy", "dev");
    const second = await run("deploy", "dev");

    expect(first.code).toBe(exitCodes.ok);
    expect(terraformCalls().filter((call) => call.startsWith("apply"))).toEqual([
      `apply -json -input=false -lock-timeout=2m ${plans("ohi-dev.tfplan")}`,
    ]);
    expect(second).toMatchObject({
      code: exitCodes.failed,
      stderr: `There is no saved plan of ohi-dev in ${plans("")}. Run "npm run plan -- dev" and read what it shows.\n`,
    });
  });

  test("refuses a plan once the configuration has changed", async () => {
    await run("plan", "dev");
    tools.synthesizes({ "ohi-dev": { resource: {} }, "ohi-prod": {} });

    await expect(run("deploy", "dev")).resolves.toMatchObject({
      code: exitCodes.failed,
      stderr:
        'The saved plan of ohi-dev is out of date: what is synthesized now differs from what was planned. Run "npm run plan -- dev" and read what it shows.\n',
    });
    expect(applies()).toBe(0);
  });

  test("refuses a plan file that is not the one that was shown", async () => {
    await run("plan", "dev");
    appendFileSync(plans("ohi-dev.tfplan"), "more");

    const { code, stderr } = await run("deploy", "dev");

    expect(code).toBe(exitCodes.failed);
    expect(stderr).toMatch(/^The saved plan of ohi-dev in .* is not the one that was shown\./);
    expect(applies()).toBe(0);
  });

  test("takes no other environment's plan", async () => {
    await run("plan", "dev");

    const { code, stderr } = await run("deploy", "prod");

    expect(code).toBe(exitCodes.failed);
    expect(stderr).toMatch(/^There is no saved plan of ohi-prod/);
  });

  test("bears what Terraform itself leaves in the stack's folder", async () => {
    await run("plan", "dev");
    const stack = path.join(tools.project, "cdktf.out/stacks/ohi-dev");
    mkdirSync(path.join(stack, ".terraform/providers"), { recursive: true });
    for (const file of [".terraform/providers/a", ".terraform.lock.hcl"]) writeFileSync(path.join(stack, file), "");

    await expect(run("deploy", "dev")).resolves.toMatchObject({ code: exitCodes.ok });
  });
});

describe("diff", () => {
  test.each([
    ["ends with 2 when something would change", 2, 2],
    ["ends with 0 when nothing would", 0, 0],
  ])("%s, and saves nothing", async (_, terraformCode, expected) => {
    tools.answer("plan", { code: terraformCode, stdout: change });

    const { code } = await run("diff", "dev");

    expect(code).toBe(expected);
    expect(existsSync(plans(""))).toBe(false);
    const folder = path.dirname(
      terraformCalls()
        .at(-1)
        ?.replace(/^show( -no-color)? /, "") ?? "",
    );
    expect(terraformCalls().at(-1)).toMatch(/^show .*plan\.tfplan$/);
    expect([path.basename(folder), existsSync(folder)]).toEqual([expect.stringMatching(/^plan-/), false]); // a plan may hold secrets
  });
});

describe("destroy", () => {
  beforeEach(() => {
    tools.answer("plan", { code: 2, stdout: change });
  });

  test("shows what goes and applies that, once the stack's name has been typed", async () => {
    const questions: string[] = [];

    const { code } = await runAnswering(
      (question) => {
        questions.push(question);
        expect(terraformCalls().at(-1)).toMatch(/^show /);
        return Promise.resolve("ohi-dev");
      },
      "destroy",
      "dev",
    );

    expect(code).toBe(exitCodes.ok);
    expect(questions).toEqual(["Type ohi-dev to destroy it: "]);
    expect(terraformCalls().filter((call) => call.includes("-destroy"))).toHaveLength(1);
    expect(applies()).toBe(1);
  });

  test.each(["dev", "", "yes"])("leaves all as it is when %p is typed", async (answer) => {
    await expect(runAnswering(() => Promise.resolve(answer), "destroy", "dev")).resolves.toMatchObject({
      code: exitCodes.failed,
      stderr: "ohi-dev is left as it is: its name was not given.\n",
    });
    expect(applies()).toBe(0);
  });

  test("takes the name from --confirm where nobody is there to type it", async () => {
    await expect(run("destroy", "dev", "--confirm", "ohi-dev")).resolves.toMatchObject({ code: exitCodes.ok });
    expect(applies()).toBe(1);
  });

  test.each([
    [[], "Nobody is here to type the stack's name; give --confirm ohi-dev.\n"],
    [["--confirm", "ohi-prod"], "--confirm ohi-prod is not the name of the stack, which is ohi-dev.\n"],
  ])("with %j is a wrong command line", async (options, message) => {
    await expect(run("destroy", "dev", ...options)).resolves.toMatchObject({ code: exitCodes.usage, stderr: message });
    expect(terraformCalls()).toEqual([]);
  });

  test("has nothing to do when nothing is there", async () => {
    tools.answer("plan", {});

    await expect(run("destroy", "dev", "--confirm", "ohi-dev")).resolves.toMatchObject({ code: exitCodes.ok });
    expect(applies()).toBe(0);
  });
});

describe("unlock", () => {
  test("frees the lock that is named, and asks for nothing else", async () => {
    const { code, stdout } = await run("unlock", "dev", "11111111-2222-3333-4444-555555555555");

    expect(code).toBe(exitCodes.ok);
    expect(terraformCalls()).toEqual(["init -no-color -reconfigure", "force-unlock -force 11111111-2222-3333-4444-555555555555"]);
    expect(stdout).toMatch(/\nunlock .*\n$/);
  });

  test("says why Terraform frees no lock of that name", async () => {
    tools.answer("force-unlock", { code: 1, stderr: "Error: Failed to unlock state: lock ID does not match" });

    const { code, stderr } = await run("unlock", "dev", "1");

    expect(code).toBe(exitCodes.failed);
    expect(stderr).toMatch(/^terraform force-unlock failed in .*ohi-dev\n {2}- .*lock ID does not match\n$/);
  });

  test("wants to be told which", async () => {
    await expect(run("unlock", "dev")).resolves.toMatchObject({ code: exitCodes.usage, stderr: "error: missing required argument 'id'\n" });
    expect(terraformCalls()).toEqual([]);
  });
});

describe("every command", () => {
  test.each([
    ["emulator_override.tf.json", "{}"],
    ["override.tf.json", "{}"],
    ["my_override.tf", ""],
    ["override.tf", ""],
  ])("refuses an override that lies beside the stack, since it could lead the state elsewhere: %s", async (name, content) => {
    await run("diff", "dev");
    const before = terraformCalls().length;
    writeFileSync(path.join(tools.project, "cdktf.out/stacks/ohi-dev", name), content);

    const { code, stderr } = await run("plan", "dev");

    expect(code).toBe(exitCodes.failed);
    expect(stderr).toMatch(/^\S+ in .*ohi-dev would change what Terraform does to ohi-dev, such as where its state lies\./);
    expect(stderr.startsWith(`${name} in `)).toBe(true);
    expect(terraformCalls()).toHaveLength(before);
  });

  test("puts an override that it is given beside the stack for one run", async () => {
    const override = path.join(tools.folder, "override.json");
    const stack = path.join(tools.project, "cdktf.out/stacks/ohi-dev");
    writeFileSync(override, '{"provider":{}}');
    tools.answer("init", { script: `cat run_override.tf.json >"$FAKE_TOOLS/seen"` });

    const { code } = await run("diff", "dev", "--override", override);

    expect(code).toBe(exitCodes.ok);
    expect(readFileSync(path.join(tools.folder, "seen"), "utf8")).toBe('{"provider":{}}');
    expect(readdirSync(stack)).toEqual(["cdk.tf.json"]);
  });

  test("waits for a lock as long as it is told to", async () => {
    await run("diff", "dev", "--lock-timeout", "10m");

    expect(terraformCalls().filter((call) => call.includes("-lock-timeout=10m"))).toHaveLength(1);
  });

  test.each([
    [["plan", "devel"], "Unknown environment: devel. Known are: dev, prod.\n"],
    [["plan"], "error: missing required argument 'environment'\n"],
  ])("explains %j in one message", async (args, message) => {
    await expect(run(...args)).resolves.toMatchObject({ code: exitCodes.usage, stderr: message });
  });
});

function run(...args: readonly string[]): Promise<Outcome> {
  return runStack(tools, args);
}

function runAnswering(ask: (question: string) => Promise<string>, ...args: readonly string[]): Promise<Outcome> {
  return runStack(tools, args, { ask });
}

function plans(name: string): string {
  return path.join(tools.project, ".plans", name);
}

function terraformCalls(): string[] {
  return tools.calls.filter((call) => !call.startsWith("version"));
}

function applies(): number {
  return terraformCalls().filter((call) => call.startsWith("apply")).length;
}
