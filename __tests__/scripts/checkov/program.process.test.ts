import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { exceptions } from "../../../scripts/checkov/exceptions";
import { checkovProgram } from "../../../scripts/checkov/program";
import { exitCodes } from "../../../terraform/errors";
import { FakeTools } from "../../support/fake-tools";

const json = { terraform: { required_version: ">= 1.11" }, resource: { aws_vpc: { main: {} } }, output: {} };

let tools: FakeTools;
beforeEach(() => {
  tools = new FakeTools();
  const stacks = ["ohi-dev", "ohi-prod"];
  for (const name of stacks) write(`out/stacks/${name}/cdk.tf.json`, json);
  write("out/manifest.json", { stacks: Object.fromEntries(stacks.map((name) => [name, { name, workingDirectory: `stacks/${name}` }])) });
});
afterEach(() => {
  tools.remove();
});

interface Record {
  readonly check_id: string;
  readonly check_name: string;
  readonly file_path: string;
  readonly resource: string;
}

const planted = failure("CKV_AWS_3", "planted", "aws_ebs_volume.open");
const passed = ["ohi-dev", "ohi-prod"].map((stack) => failure("CKV_1", stack, "aws_vpc.main"));
/** A failure for each exception, so that every one of them is needed. */
const excepted = exceptions.flatMap(({ check, resources = ["any"], environments = ["dev"] }) =>
  environments.flatMap((environment) => resources.map((resource) => failure(check, `ohi-${environment}`, `aws_kind.${resource}`))),
);

describe("what Checkov is asked", () => {
  test("is about the parts of each stack that it reads, and about a resource that fails for certain", async () => {
    answers([planted], passed);
    write(".emulator/judged-by-checkov/ohi-gone/cdk.tf.json", json);

    await checkov();

    const folder = path.join(tools.project, ".emulator/judged-by-checkov");
    const judged = (name: string): unknown => JSON.parse(readFileSync(path.join(folder, name, "cdk.tf.json"), "utf8"));
    expect(judged("ohi-prod")).toEqual({ resource: { aws_vpc: { main: {} } } });
    expect(judged("planted")).toMatchObject({ resource: { aws_ebs_volume: { open: { encrypted: false } } } });
    expect(existsSync(path.join(folder, "ohi-gone"))).toBe(false);
    expect(tools.calls.at(-1)).toBe(
      `python3 -m checkov.main -d ${folder} --framework terraform_json --skip-download --compact --output json`,
    );
  });
});

describe("what Checkov answers", () => {
  test("is well when it finds nothing but what exceptions name", async () => {
    answers([planted, ...excepted], passed);

    const { code, stdout } = await checkov();

    expect(stdout).toMatch(new RegExp(`^ohi-dev: \\d+ checks, ohi-prod: \\d+ checks; ${exceptions.length} exceptions, 0 problems\\n$`));
    expect(code).toBe(exitCodes.ok);
  });

  test("is a failure with every problem, one of them an exception that nothing needs", async () => {
    const [unneeded, ...needed] = excepted;
    answers([planted, ...needed, failure("CKV_AWS_999", "ohi-prod", "aws_vpc.main")], passed);

    const { code, stdout } = await checkov();

    expect(code).toBe(exitCodes.failed);
    expect(stdout.split("\n")).toEqual([
      "ohi-prod: main fails CKV_AWS_999: Ensure it is well",
      expect.stringMatching(new RegExp(`^the exception from ${unneeded?.check_id} for .* is not needed$`)),
      expect.stringMatching(/, 2 problems$/),
      "",
    ]);
  });

  test("is a failure when it has read no resources", async () => {
    answers(excepted, passed.slice(0, 1));

    const { code, stdout } = await checkov();

    expect(code).toBe(exitCodes.failed);
    expect(stdout).toMatch(/^the planted resource failed no check: Checkov does not read resources\n[^]*, 1 problems\n$/);
  });

  test("names the stack of which it has read nothing", async () => {
    answers([planted, ...excepted.filter(({ file_path: file }) => !file.includes("prod"))], passed.slice(0, 1));

    const { stdout } = await checkov();

    expect(stdout).toMatch(/^ohi-prod: no resource was checked\n/);
    expect(stdout).toMatch(/, ohi-prod: 0 checks;/);
  });

  test("is told as it is when it cannot be read", async () => {
    writeFileSync(path.join(tools.folder, "checkov"), "Traceback: no such check\n");

    await expect(checkov()).resolves.toEqual({
      code: exitCodes.failed,
      stdout: "",
      stderr: "Checkov told nothing that can be read:\nTraceback: no such check\n",
    });
  });
});

function failure(check: string, stack: string, resource: string): Record {
  return { check_id: check, check_name: "Ensure it is well", file_path: `/${stack}/cdk.tf.json`, resource };
}

function answers(failed: readonly Record[], succeeded: readonly Record[]): void {
  writeFileSync(path.join(tools.folder, "checkov"), JSON.stringify({ results: { passed_checks: succeeded, failed_checks: failed } }));
}

function write(name: string, content: object): void {
  const file = path.join(tools.project, name);
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, JSON.stringify(content));
}

async function checkov(): Promise<{ code: number; stdout: string; stderr: string }> {
  const said = { stdout: "", stderr: "" };
  const code = await checkovProgram({
    args: [],
    environment: { ...tools.environment, CDKTF_OUTDIR: path.join(tools.project, "out") },
    project: tools.project,
    stdout: { write: (text) => (said.stdout += text) },
    stderr: { write: (text) => (said.stderr += text) },
  });
  return { code, ...said };
}
