import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import type { Seal } from "../../scripts/seal";
import { stateProgram } from "../../scripts/state-program";
import { exitCodes } from "../../terraform/errors";

const key = "arn:aws:kms:eu-west-1:123456789012:key/1";
const state = '{"serial":7}';

let project: string;
let sealed: string;
let seals: string[];
beforeEach(() => {
  project = mkdtempSync(path.join(tmpdir(), "state-"));
  sealed = path.join(project, ".plans/ohi-dev.errored.tfstate.sealed");
  seals = [];
  const stacks = Object.fromEntries(["ohi-dev", "ohi-prod"].map((name) => [name, { name, workingDirectory: `stacks/${name}` }]));
  for (const name of Object.keys(stacks)) mkdirSync(path.join(project, "cdktf.out/stacks", name), { recursive: true });
  writeFileSync(path.join(project, "cdktf.out/manifest.json"), JSON.stringify({ stacks }));
});
afterEach(() => {
  rmSync(project, { recursive: true });
});

describe("a state that an apply could not write", () => {
  test("is sealed for its stack beside the saved plans, and can be read there by nobody else", async () => {
    writeFileSync(errored("dev"), state);
    mkdirSync(path.dirname(sealed), { mode: 0o755 });

    const { code, stdout } = await run(["seal", "dev"]);

    expect(code).toBe(exitCodes.ok);
    expect(stdout).toContain(`sealed in ${sealed}. docs/recover.md says`);
    expect(readdirSync(path.dirname(sealed))).toEqual(["ohi-dev.errored.tfstate.sealed"]);
    expect(readFileSync(sealed, "utf8")).toBe(turned(state));
    expect(statSync(sealed).mode & 0o077).toBe(0);
    expect(statSync(path.dirname(sealed)).mode & 0o777).toBe(0o700);
    expect(seals).toEqual([`close ${key} {"stack":"ohi-dev","file":"errored.tfstate"}`]);
  });

  test("is opened again where Terraform would have left it, for its own stack", async () => {
    writeFileSync(errored("dev"), state);
    await run(["seal", "dev"]);
    rmSync(errored("dev"));

    const { code } = await run(["open", "dev", sealed]);

    expect(code).toBe(exitCodes.ok);
    expect(readFileSync(errored("dev"), "utf8")).toBe(state);
    expect(statSync(errored("dev")).mode & 0o077).toBe(0);
    expect(seals[1]).toBe(`open ${key} {"stack":"ohi-dev","file":"errored.tfstate"}`);
  });

  test("is not sealed where there is none, which is no failure", async () => {
    const { code, stdout } = await run(["seal", "dev"]);

    expect([code, stdout]).toEqual([exitCodes.ok, "The state of ohi-dev has been written.\n"]);
    expect(existsSync(path.dirname(sealed))).toBe(false);
    expect(seals).toEqual([]);
  });

  test("is not written over by another that is opened", async () => {
    writeFileSync(errored("prod"), state);
    writeFileSync(path.join(project, "other"), turned("{}"));

    const { code, stderr } = await run(["open", "prod", path.join(project, "other")]);

    expect(code).toBe(exitCodes.failed);
    expect(stderr).toBe(`${errored("prod")} is there already. Write it first, as docs/recover.md says.\n`);
    expect(readFileSync(errored("prod"), "utf8")).toBe(state);
  });

  test.each([
    ["a key", () => run(["seal", "dev"], { OHI_STATE_KMS_KEY_ARN: "" }), "OHI_STATE_KMS_KEY_ARN is not set"],
    ["an environment that there is", () => run(["seal", "nowhere"]), "nowhere"],
    ["a file that there is", () => run(["open", "prod", "/nowhere"]), "There is no /nowhere."],
  ])("stays as it is without %s", async (_, attempt, message) => {
    writeFileSync(errored("dev"), state);

    const { code, stderr } = await attempt();

    expect(code).not.toBe(exitCodes.ok);
    expect(stderr).toContain(message);
    expect(readFileSync(errored("dev"), "utf8")).toBe(state);
    expect(seals).toEqual([]);
  });
});

function errored(environment: string): string {
  return path.join(project, "cdktf.out/stacks", `ohi-${environment}`, "errored.tfstate");
}

const turned = (text: string): string => Buffer.from(Buffer.from(text).toReversed()).toString();

async function run(
  args: readonly string[],
  environment = { OHI_STATE_KMS_KEY_ARN: key },
): Promise<{ readonly code: number; readonly stdout: string; readonly stderr: string }> {
  const [stdout, stderr]: [string[], string[]] = [[], []];
  const code = await stateProgram({
    args,
    environment,
    project,
    stdout: { write: (text) => stdout.push(text) },
    stderr: { write: (text) => stderr.push(text) },
    sealBy,
  });
  return { code, stdout: stdout.join(""), stderr: stderr.join("") };
}

/** A seal that notes what it was asked for, and turns the bytes round. */
function sealBy(keyArn: string): Seal {
  const turn = (duty: string) => (bytes: Buffer, context: object) => {
    seals.push(`${duty} ${keyArn} ${JSON.stringify(context)}`);
    return Promise.resolve(Buffer.from(bytes.toReversed()));
  };
  return { close: turn("close"), open: turn("open") };
}
