import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import path from "node:path";
import { S3ServiceException } from "@aws-sdk/client-s3";
import { bootstrapProgram, type BootstrapProgramProps } from "../../scripts/bootstrap-program";
import { exitCodes } from "../../terraform/errors";
import { FakeTools } from "../support/fake-tools";

const account = "123456789012";
const settings = { OHI_ACCOUNT_ID: account, OHI_STATE_BUCKET: "states", OHI_GITHUB_REPOSITORY: "owner/name" };
const change = [{ type: "change_summary", changes: { add: 2, change: 0, remove: 0, operation: "plan" } }];
const plans = "plan -json -input=false -lock-timeout=2m -detailed-exitcode -out=";

let tools: FakeTools;
/** What S3 answers to a question for the bucket and to one for the state in it: an HTTP status. */
let answers: { bucket: number; state: number };
beforeEach(() => {
  tools = new FakeTools();
  tools.synthesizes({ "ohi-account": {}, "ohi-dev": {} });
  answers = { bucket: 404, state: 404 };
});
afterEach(() => {
  tools.remove();
});

const stateFile = (): string => path.join(tools.project, ".bootstrap/ohi-account.tfstate");
const override = (): string => path.join(tools.project, "cdktf.out/stacks/ohi-account/bootstrap_override.tf.json");
const terraformCalls = (): string[] => tools.calls.filter((call) => !call.startsWith("version")).map((call) => call.replace(/\/.*/, ""));

function hasLocalState(): void {
  mkdirSync(path.dirname(stateFile()), { recursive: true });
  writeFileSync(stateFile(), "{}");
}

const client: BootstrapProgramProps["client"] = {
  send: (command: { readonly input: object }) => {
    const status = "Key" in command.input ? answers.state : answers.bucket;
    if (status === 200) return Promise.resolve({});
    return Promise.reject(
      new S3ServiceException({ name: "Refused", $fault: "client", message: `status ${status}`, $metadata: { httpStatusCode: status } }),
    );
  },
};

async function bootstrap(props: Partial<BootstrapProgramProps> = {}): Promise<{ code: number; out: string; err: string }> {
  const said = { out: "", err: "" };
  const code = await bootstrapProgram({
    args: ["--confirm", account],
    environment: { ...tools.environment, ...settings, CI: "true" },
    project: tools.project,
    stdout: { write: (text) => (said.out += text) },
    stderr: { write: (text) => (said.err += text) },
    client,
    ...props,
  });
  return { code, ...said };
}

describe("the bootstrap of an account that has nothing", () => {
  beforeEach(() => {
    tools.answer("plan", { code: 2, stdout: change }, 1);
    tools.answer("state", { stdout: "aws_s3_bucket.state" });
  });

  test("applies with a state in a file, moves the state into the bucket, and plans again there", async () => {
    const { code, out, err } = await bootstrap();

    expect({ code, err }).toEqual({ code: exitCodes.ok, err: "" });
    expect(terraformCalls()).toEqual([
      ...[
        "init -no-color -reconfigure",
        plans,
        "show -no-color ",
        "init -no-color -reconfigure",
        "apply -json -input=false -lock-timeout=2m ",
      ],
      ...["state list", "init -no-color -migrate-state -force-copy", "state list"],
      ...["init -no-color -reconfigure", plans, "show -no-color "],
    ]);
    expect(out).toMatch(/\nThe account 123456789012 is set up\. Its states lie in states\.\n$/);
  });

  test("keeps the file until the state is in the bucket, and no longer", async () => {
    tools.answer("apply", { script: `cp bootstrap_override.tf.json "$FAKE_TOOLS/override"; echo {} >"${stateFile()}"` });
    tools.answer("state", { script: `[ -f "${stateFile()}" ] && echo kept >>"$FAKE_TOOLS/kept"`, stdout: "aws_s3_bucket.state" });

    await bootstrap();

    expect(JSON.parse(readFileSync(path.join(tools.folder, "override"), "utf8"))).toEqual({
      terraform: { backend: { local: { path: stateFile() } } },
    });
    expect(readFileSync(path.join(tools.folder, "kept"), "utf8")).toBe("kept\nkept\n");
    expect([existsSync(stateFile()), existsSync(override())]).toEqual([false, false]);
  });

  test("goes on from the file after an apply that failed", async () => {
    tools.answer("apply", { code: 1, stderr: "no" }, 1);
    const failed = await bootstrap();
    expect(statSync(path.dirname(stateFile())).mode & 0o777).toBe(0o700); // a state may hold secrets
    hasLocalState();
    writeFileSync(`${stateFile()}.backup`, "{}"); // as Terraform leaves it
    answers = { bucket: 200, state: 404 };
    tools.answer("plan", { code: 2, stdout: change }, 2);

    const { code } = await bootstrap();

    expect([failed.code, code]).toEqual([exitCodes.failed, exitCodes.ok]);
    expect(terraformCalls().filter((call) => call.includes("-migrate-state"))).toHaveLength(1);
    expect(readdirSync(path.dirname(stateFile()))).toEqual([]);
  });

  test.each([
    ["nothing", "", 0],
    ["as much, and something else", "aws_vpc.other\n", 1],
    ["more", "aws_vpc.other\naws_vpc.more\n", 2],
  ])("leaves the file where the state in the bucket holds %s", async (_, stdout, found) => {
    tools.answer("apply", { script: `echo {} >"${stateFile()}"` });
    tools.answer("state", { stdout }, 2);

    const { code, err } = await bootstrap();

    expect(code).toBe(exitCodes.failed);
    expect(err).toBe(`The state in states holds ${found} elements, and the one in ${stateFile()} 1. Nothing was removed.\n`);
    expect(existsSync(stateFile())).toBe(true);
  });

  test("does nothing when another number is typed", async () => {
    const questions: string[] = [];
    const ask = (question: string): Promise<string> => {
      questions.push(question);
      return Promise.resolve("999999999999");
    };

    const { code, err } = await bootstrap({ args: [], ask });

    expect({ code, err }).toEqual({
      code: exitCodes.failed,
      err: "The account 123456789012 is left as it is: its number was not given.\n",
    });
    expect(questions).toEqual(["Type 123456789012, the account's number, to apply this: "]);
    expect(terraformCalls().filter((call) => call.startsWith("apply"))).toEqual([]);
    expect(existsSync(override())).toBe(false);
  });
});

describe("the bootstrap of an account that is set up", () => {
  beforeEach(() => {
    answers = { bucket: 200, state: 200 };
  });

  test("plans with the state in the bucket, asks nothing and applies nothing where nothing would change", async () => {
    const { code } = await bootstrap({ args: [], ask: () => Promise.reject(new Error("asked")) });

    expect(code).toBe(exitCodes.ok);
    expect(terraformCalls()).toEqual(["init -no-color -reconfigure", plans, "show -no-color "]);
  });

  test("brings it up to date", async () => {
    tools.answer("plan", { code: 2, stdout: change });

    await bootstrap();

    expect(terraformCalls().filter((call) => /^(apply|init .*migrate)/.test(call))).toEqual(["apply -json -input=false -lock-timeout=2m "]);
  });

  test("bears what a run that was killed has left", async () => {
    mkdirSync(path.dirname(override()), { recursive: true });
    writeFileSync(override(), "{}");

    await expect(bootstrap()).resolves.toMatchObject({ code: exitCodes.ok });
  });
});

describe("the bootstrap refuses", () => {
  test("to begin without its settings, and names all that are missing", async () => {
    const { code, err } = await bootstrap({ environment: { ...tools.environment, OHI_STATE_BUCKET: "" } });

    expect(code).toBe(exitCodes.usage);
    expect(err.split("\n").map((line) => line.split("  ")[1])).toEqual([
      undefined,
      "OHI_ACCOUNT_ID",
      "OHI_STATE_BUCKET",
      "OHI_GITHUB_REPOSITORY",
      undefined,
    ]);
    expect(tools.calls).toEqual([]);
  });

  test.each([
    [[], "Nobody is here to type the account's number; give --confirm 123456789012.\n"],
    [["--confirm", "1"], "--confirm 1 is not the account of OHI_ACCOUNT_ID, which is 123456789012.\n"],
  ])("the command line %j", async (args, err) => {
    await expect(bootstrap({ args })).resolves.toMatchObject({ code: exitCodes.usage, err });
  });

  test.each([403, 301])("a bucket that is somebody else's: %d", async (status) => {
    answers = { bucket: status, state: 404 };

    const { code, err } = await bootstrap();

    expect(code).toBe(exitCodes.failed);
    expect(err).toMatch(/^The bucket states is there, and these credentials may not look into it\. .* OHI_STATE_BUCKET/);
  });

  test("a bucket with another state in it than the one it knows", async () => {
    answers = { bucket: 200, state: 404 };

    const { code, err } = await bootstrap();

    expect(code).toBe(exitCodes.failed);
    expect(err).toMatch(
      /^The bucket states is there, but neither does it hold the state of ohi-account nor does \/.*\.tfstate\. Go on where/,
    );
    expect(terraformCalls()).toEqual([]);
  });

  test("an AWS that does not answer", async () => {
    answers = { bucket: 500, state: 404 };

    await expect(bootstrap()).resolves.toMatchObject({
      code: exitCodes.failed,
      err: "AWS does not say whether the bucket states is there: status 500\n",
    });
  });
});
