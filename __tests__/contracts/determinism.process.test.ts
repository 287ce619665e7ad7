import { execFile } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { homedir, tmpdir } from "node:os";
import path from "node:path";
import { promisify } from "node:util";
import { App } from "cdktf";
import resolution = require("cdktf/lib/tokens/private/resolve");
import { environments } from "../../environments";
import { EnvironmentStack } from "../../stacks/environment-stack";
import { addPlatform, synthesize } from "../../stacks/platform-app";
import { readSettings } from "../../stacks/read-settings";
import { ohi, type Workload } from "../../stacks/workload/workload";
import { quickenTokens, type Resolve } from "../../constructs/foundation/quick-tokens";
import { repositoryElsewhere } from "../support/repository";
import { synthesizedFolder } from "../support/synthesized";

quickenTokens();
const root = path.resolve(__dirname, "../..");
const folders: string[] = [];

function newFolder(): string {
  const folder = mkdtempSync(path.join(tmpdir(), "determinism-"));
  folders.push(folder);
  return folder;
}

/** Somebody else at another end of the world, years from now; `elsewhere.js` makes the machine another one. */
const elsewhere = { SHIFT_DAYS: "800", TZ: "Pacific/Kiritimati", LC_ALL: "et_EE.UTF-8", USER: "somebody", LOGNAME: "somebody" };

async function runElsewhere(args: readonly string[], { output = newFolder(), repository = root } = {}): Promise<string> {
  const { stdout } = await promisify(execFile)(process.execPath, ["--require", path.join(__dirname, "elsewhere.js"), ...args], {
    cwd: repository,
    env: { ...process.env, ...elsewhere, HOME: newFolder(), CDKTF_OUTDIR: output },
  });
  return stdout;
}

/** SHA-256 of every file of a folder, by its path. */
function digests(folder: string): Record<string, string> {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  return Object.fromEntries(
    files.map(({ parentPath, name }) => {
      const file = path.join(parentPath, name);
      return [path.relative(folder, file), createHash("sha256").update(readFileSync(file)).digest("hex")];
    }),
  );
}

afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true });
});

describe("what is synthesized", () => {
  const expected = digests(synthesizedFolder());

  test("is five files", () => {
    expect(Object.keys(expected).toSorted()).toEqual([
      "manifest.json",
      ...["account", "dev", "prod", "staging"].map((name) => `stacks/ohi-${name}/cdk.tf.json`),
    ]);
  });

  test("is the same for somebody else, on another day, in another time zone and language, on another machine in another folder", async () => {
    const output = newFolder();

    await runElsewhere(["--import", "tsx", "main.ts"], { output, repository: repositoryElsewhere() });

    expect(digests(output)).toEqual(expected);
  });

  test("is the same when environments and connections are listed in another order", () => {
    const output = newFolder();
    const app = new App({ outdir: output });
    const workload: Workload = { ...ohi, connections: (facts) => ohi.connections(facts).toReversed() };

    const stacks = environments.toReversed().map((environment) => new EnvironmentStack(app, environment, readSettings({}), workload));
    synthesize(app, stacks);

    const ofEnvironments = Object.entries(expected).filter(([file]) => stacks.some(({ node }) => file === `stacks/${node.id}/cdk.tf.json`));
    expect(ofEnvironments).toHaveLength(environments.length);
    expect(digests(output)).toMatchObject(Object.fromEntries(ofEnvironments));
  });
});

describe("what cdktf synthesizes by itself", () => {
  afterEach(quickenTokens);

  test("is the same, only slower", () => {
    const output = newFolder();
    const { original } = resolution.resolve as Resolve & { readonly original: Resolve };
    resolution.resolve = original;

    const app = new App({ outdir: output });
    synthesize(app, addPlatform(app, environments, readSettings({})));

    expect(digests(output)).toEqual(digests(synthesizedFolder()));
  });
});

describe("somebody else", () => {
  test("does live on another day, in another time zone and language, has another machine, folder and name, and other luck", async () => {
    const program = `
      const { locale, timeZone } = Intl.DateTimeFormat().resolvedOptions();
      const { hostname, userInfo, homedir } = require("node:os");
      const { uid, username } = userInfo();
      JSON.stringify({ moment: Date.now(), timeZone, locale, cwd: process.cwd(), home: homedir(), chance: [Math.random(), Math.random()],
        of: [hostname(), username, uid, process.getuid(), process.env.USER, new Date().getTime() - Date.now() < 1000] })`;
    const repository = repositoryElsewhere();

    const found = JSON.parse(await runElsewhere(["-p", program], { repository })) as Record<string, unknown>; // what the program prints

    expect(found).toMatchObject({ timeZone: "Pacific/Kiritimati", locale: "et-EE", cwd: repository, chance: [0.1234, 0.1234] });
    expect(found["of"]).toEqual(["elsewhere", "somebody", 4321, 4321, "somebody", true]);
    expect(found["home"]).not.toBe(homedir());
    expect(Math.round((Number(found["moment"]) - Date.now()) / 86_400_000)).toBe(800);
  });
});
