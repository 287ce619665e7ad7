import { readFileSync } from "node:fs";
import path from "node:path";
import { UserError } from "../../terraform/errors";
import { Interrupts } from "../../terraform/interrupts";
import { describePlan, Terraform } from "../../terraform/terraform";
import { FakeTools } from "../support/fake-tools";

let tools: FakeTools;
let terraform: Terraform;
beforeEach(() => {
  tools = new FakeTools();
  terraform = terraformWith({});
});
afterEach(() => {
  tools.remove();
});

const diagnostic = (summary: string, severity = "error"): object => ({ type: "diagnostic", diagnostic: { severity, summary } });

describe("a plan", () => {
  test("is written to a file and says what it changes", async () => {
    tools.answer("plan", {
      code: 2,
      stdout: [
        { type: "planned_change", change: { resource: { addr: "aws_vpc.a" }, action: "create" } },
        { type: "change_summary", changes: { add: 1, change: 0, remove: 0, operation: "plan" } },
        { type: "outputs", outputs: { vpc: { action: "create" } } },
      ],
    });
    const said: string[] = [];

    const plan = await terraform.plan("next.tfplan", { say: (text) => said.push(text) });

    expect(plan).toEqual({
      file: "next.tfplan",
      add: 1,
      change: 0,
      remove: 0,
      hasChanges: true,
      changes: [{ address: "aws_vpc.a", action: "create" }],
      changedOutputs: ["vpc"],
    });
    expect(said).toEqual(["1 planned"]);
    expect(readFileSync(path.join(tools.project, "next.tfplan"), "utf8")).toBe("plan 1\n");
  });

  test("without changes says so", async () => {
    await expect(terraform.plan("next.tfplan")).resolves.toMatchObject({ hasChanges: false, changes: [] });
  });

  test("fails with every error that Terraform gave, and no warning", async () => {
    tools.answer("plan", { code: 1, stdout: [diagnostic("no VPC"), diagnostic("old syntax", "warning"), diagnostic("no subnet")] });

    await expect(terraform.plan("next.tfplan")).rejects.toEqual(
      new UserError(`terraform plan failed with 2 errors in ${tools.project}\n  - no VPC\n  - no subnet`),
    );
  });

  test("fails with what Terraform wrote when it ends without a diagnostic", async () => {
    tools.answer("plan", { code: 137, stderr: "out of memory\n" });

    await expect(terraform.plan("next.tfplan")).rejects.toEqual(
      new UserError(`terraform plan failed in ${tools.project}\n  - it ended with code 137: out of memory`),
    );
  });

  test("asks what became of everything unless it is told not to, and destroys when it is told to", async () => {
    await terraform.plan("first.tfplan");
    await terraform.plan("last.tfplan", { destroy: true, refresh: false });

    expect(tools.calls).toEqual([
      "plan -json -input=false -detailed-exitcode -out=first.tfplan",
      "plan -json -input=false -detailed-exitcode -out=last.tfplan -destroy -refresh=false",
    ]);
  });

  test("fails with its exit code when Terraform was killed before it could say a word", async () => {
    tools.answer("plan", { script: "kill -KILL $$" });

    await expect(terraform.plan("next.tfplan")).rejects.toEqual(
      new UserError(`terraform plan failed in ${tools.project}\n  - it ended with code 137`),
    );
  });

  test.each([
    [{ add: 2, change: 0, remove: 1, hasChanges: true }, "2 to add, 1 to destroy"],
    [{ add: 0, change: 3, remove: 0, hasChanges: true }, "3 to change"],
    [{ add: 0, change: 0, remove: 0, hasChanges: true, changedOutputs: ["a", "b"] }, "2 outputs to change"],
    [{ add: 0, change: 0, remove: 0, hasChanges: false }, "no changes"],
  ])("of %j reads %p", (plan, expected) => {
    expect(describePlan({ file: "", changes: [], changedOutputs: [], ...plan })).toBe(expected);
  });
});

describe("an apply", () => {
  test("takes a saved plan and nothing else, and says how far it is", async () => {
    tools.answer("apply", {
      stdout: [
        { type: "apply_start", hook: { resource: { addr: "aws_vpc.a" }, action: "create" } },
        { type: "apply_complete", hook: { resource: { addr: "aws_vpc.a" }, action: "create" } },
      ],
    });
    const said: string[] = [];

    await terraform.apply({ file: "next.tfplan", add: 1, change: 1, remove: 0 }, (text) => said.push(text));

    expect(said).toEqual(["0/2, aws_vpc.a", "1/2"]);
    expect(tools.calls).toEqual(["apply -json -input=false next.tfplan"]);
  });

  test("that fails names the resources at which it did", async () => {
    tools.answer("apply", {
      code: 1,
      stdout: [{ type: "apply_errored", hook: { resource: { addr: "aws_vpc.a" }, action: "create" } }, diagnostic("quota reached")],
    });

    await expect(terraform.apply({ file: "next.tfplan", add: 1, change: 0, remove: 0 })).rejects.toEqual(
      new UserError(`terraform apply failed in ${tools.project}\n  - quota reached\n  at aws_vpc.a`),
    );
  });

  test("waits for somebody else's lock as long as it is told to", async () => {
    await terraformWith({ lockTimeout: "2m" }).apply({ file: "next.tfplan", add: 0, change: 0, remove: 0 });

    expect(tools.calls).toEqual(["apply -json -input=false -lock-timeout=2m next.tfplan"]);
  });
});

describe("Terraform", () => {
  test("reports what is wrong with a configuration", async () => {
    tools.answer("validate", {
      code: 1,
      stdout: JSON.stringify({ valid: false, diagnostics: [{ severity: "error", summary: "Unsupported argument" }] }),
    });

    await expect(terraform.validate()).rejects.toThrow("terraform validate failed in");
    await expect(terraform.validate()).rejects.toThrow("- Unsupported argument");
  });

  test("reports a crash of validate by what it wrote", async () => {
    tools.answer("validate", { code: 1, stderr: "plugin did not respond" });

    await expect(terraform.validate()).rejects.toThrow("- it ended with code 1: plugin did not respond");
  });

  test.each(["init", "output", "state"])("reports a failing %s by what it wrote", async (command) => {
    tools.answer(command, { code: 1, stderr: "no such bucket" });
    const work = { init: () => terraform.init(), output: () => terraform.outputs(), state: () => terraform.stateAddresses() }[command];

    await expect(work?.()).rejects.toEqual(
      new UserError(`terraform ${command} failed in ${tools.project}\n  - it ended with code 1: no such bucket`),
    );
  });

  test("reports a plan that cannot be shown", async () => {
    tools.answer("show", { code: 1 });

    await expect(terraform.show("next.tfplan", { color: true })).rejects.toThrow("terraform show failed");
  });

  test("connects to the state anew each time", async () => {
    await terraform.init();

    expect(tools.calls).toEqual(["init -no-color -reconfigure"]);
  });

  test("writes a state over the one whose lock is held, since who holds it may be the apply that left it", async () => {
    await terraform.pushState("errored.tfstate");

    expect(tools.calls).toEqual(["state push -lock=false errored.tfstate"]);
  });

  test("gives outputs by name and withholds sensitive ones", async () => {
    tools.answer("output", {
      stdout: JSON.stringify({ vpc: { value: "vpc-1", sensitive: false }, key: { value: "s3cret", sensitive: true } }),
    });

    await expect(terraform.outputs()).resolves.toEqual({ vpc: "vpc-1", key: "(sensitive)" });
  });

  test("lists the addresses in the state", async () => {
    tools.answer("state", { stdout: "aws_vpc.a\naws_vpc.b\n" });

    await expect(terraform.stateAddresses()).resolves.toEqual(["aws_vpc.a", "aws_vpc.b"]);
  });
});

function terraformWith(props: { readonly lockTimeout?: string }): Terraform {
  return new Terraform({
    binary: { command: "terraform", version: "1.11.4", platform: "linux_amd64" },
    directory: tools.project,
    environment: tools.environment,
    interrupts: new Interrupts(),
    ...props,
  });
}
