import { execFileSync } from "node:child_process";
import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync, renameSync, statSync, writeFileSync } from "node:fs";
import path from "node:path";
import type { Seal } from "../../scripts/seal";
import { exitCodes } from "../../terraform/errors";
import { FakeTools } from "../support/fake-tools";
import { type Outcome, runStack } from "../support/stack-command";

const key = "arn:aws:kms:eu-west-1:123456789012:key/1";

let tools: FakeTools;
let sealed: string[];
beforeEach(() => {
  tools = new FakeTools();
  sealed = [];
});
afterEach(() => {
  tools.remove();
});

describe("a plan that was saved", () => {
  test("lies where OHI_PLANS says", async () => {
    const folder = path.join(tools.folder, "kept");

    const { code } = await runStack(tools, ["plan", "dev"], { environment: { OHI_PLANS: folder } });

    expect(code).toBe(exitCodes.ok);
    expect(readdirSync(folder).toSorted()).toEqual(["ohi-dev.json", "ohi-dev.tfplan"]);
    expect(existsSync(plans(""))).toBe(false);
  });

  test.each(["extra.tf", "assets/archive.zip"])("is refused once there is another file beside the stack: %s", async (name) => {
    await run("plan", "dev");
    const file = path.join(tools.project, "cdktf.out/stacks/ohi-dev", name);
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, "");

    const { code, stderr } = await run("deploy", "dev");

    expect(code).toBe(exitCodes.failed);
    expect(stderr).toMatch(/^The saved plan of ohi-dev is out of date/);
    expect(applies()).toBe(0);
  });

  test("is refused as another stack's, whatever its name", async () => {
    tools.synthesizes({ "ohi-dev": {}, "ohi-prod": {} });
    await run("plan", "dev");
    for (const kind of ["json", "tfplan"]) renameSync(plans(`ohi-dev.${kind}`), plans(`ohi-prod.${kind}`));

    const { code, stderr } = await run("deploy", "prod");

    expect(code).toBe(exitCodes.failed);
    expect(stderr).toMatch(/^The saved plan of ohi-prod/);
    expect(applies()).toBe(0);
  });
});

describe("a plan that is kept where others can read", () => {
  test("is sealed by the key of the state for its stack and commit, opened by deploy, and gone afterwards", async () => {
    const planned = await run("plan", "dev", "--sealed", "--json", path.join(tools.folder, "plan.json"));
    const kept = readdirSync(plans("")).toSorted();
    const deployed = await run("deploy", "dev");

    expect([planned.code, deployed.code]).toEqual([exitCodes.ok, exitCodes.ok]);
    expect(kept).toEqual(["ohi-dev.json", "ohi-dev.tfplan.sealed"]);
    expect(sealed).toEqual([`${key} {"stack":"ohi-dev","commit":"none"}`]);
    expect(applies()).toBe(1);
    expect(readdirSync(plans(""))).toEqual([]);
    expect(statSync(path.join(tools.folder, "plan.json")).mode & 0o077).toBe(0);
  });

  test("lies open nowhere once a deploy has failed", async () => {
    await run("plan", "dev", "--sealed");
    tools.answer("apply", {
      code: 1,
      script: 'for last; do :; done; ls -ld "$(dirname "$last")" | cut -c1-10 >"$FAKE_TOOLS/mode"; echo "$last" >"$FAKE_TOOLS/plan"',
    });

    const { code } = await run("deploy", "dev");

    expect(code).toBe(exitCodes.failed);
    expect(readdirSync(plans("")).toSorted()).toEqual(["ohi-dev.json", "ohi-dev.tfplan.sealed"]);
    expect(readFileSync(path.join(tools.folder, "mode"), "utf8")).toBe("drwx------\n");
    expect(existsSync(readFileSync(path.join(tools.folder, "plan"), "utf8").trim())).toBe(false);
  });

  test("is not made without a key", async () => {
    const { code, stderr } = await runStack(tools, ["plan", "dev", "--sealed"]);

    expect(code).toBe(exitCodes.failed);
    expect(stderr).toBe(
      "OHI_STATE_KMS_KEY_ARN is not set: it names the key by which plans are sealed, the output state_kms_key_arn of the account's stack.\n",
    );
    expect(tools.calls.filter((call) => /^(init|plan)/.test(call))).toEqual([]);
  });
});

describe("a saved plan", () => {
  test("is for its owner's eyes only, even in a folder and a file that others could read", async () => {
    const json = path.join(tools.folder, "plan.json");
    mkdirSync(plans(""), { recursive: true });
    chmodSync(plans(""), 0o755);
    writeFileSync(json, "{}", { mode: 0o644 });

    await run("plan", "dev", "--json", json);

    expect([plans(""), json].map((file) => statSync(file).mode & 0o077)).toEqual([0, 0]);
  });

  test("is refused at another commit than the one that it was made from", async () => {
    git("init", "--quiet");
    git("commit", "--quiet", "--allow-empty", "--message=one");
    await run("plan", "dev");
    git("commit", "--quiet", "--allow-empty", "--message=two");

    const { code, stderr } = await run("deploy", "dev");

    expect(code).toBe(exitCodes.failed);
    expect(stderr).toMatch(
      /^The saved plan of ohi-dev was made from commit [0-9a-f]{40}, and this is [0-9a-f]{40}\. Run "npm run plan -- dev"/,
    );
    expect(applies()).toBe(0);
  });
});

function run(...args: readonly string[]): Promise<Outcome> {
  return runStack(tools, args, { environment: { OHI_STATE_KMS_KEY_ARN: key }, sealBy });
}

/** A seal that notes what it was asked for, and turns the bytes round. */
function sealBy(keyArn: string): Seal {
  return {
    close: (bytes, context) => {
      sealed.push(`${keyArn} ${JSON.stringify(context)}`);
      return Promise.resolve(Buffer.from(bytes.toReversed()));
    },
    open: (bytes) => Promise.resolve(Buffer.from(bytes.toReversed())),
  };
}

function plans(name: string): string {
  return path.join(tools.project, ".plans", name);
}

function applies(): number {
  return tools.calls.filter((call) => call.startsWith("apply")).length;
}

function git(...args: readonly string[]): void {
  const author = ["-c", "user.name=test", "-c", "user.email=test@test.test"];
  execFileSync("git", [...author, ...args], { cwd: tools.project, env: tools.environment });
}
