import { mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { frontendProgram } from "../../scripts/frontend-program";
import type { SitePlace } from "../../scripts/publication";
import { exitCodes, UserError } from "../../terraform/errors";
import { FakeTools } from "../support/fake-tools";

let tools: FakeTools;
let asked: string[];
beforeEach(() => {
  tools = new FakeTools();
  asked = [];
  built("index.html", "favicon.ico", "static/app.3f2a91c0.js");
  deployed({ frontend_bucket: "ohi-dev-frontend-123456789012", distribution_id: "E1", frontend_url: "https://dev.ohealth-ng.com" });
});
afterEach(() => {
  tools.remove();
});

describe("frontend", () => {
  test("uploads to the bucket that was deployed, pages last, and then invalidates its distribution", async () => {
    const { code, stdout } = await run(["dev", dist()]);

    expect(code).toBe(exitCodes.ok);
    expect(asked).toEqual([
      "site ohi-dev-frontend-123456789012 E1",
      "put static/app.3f2a91c0.js",
      "put favicon.ico",
      "put index.html",
      "invalidate",
    ]);
    expect(stdout).toMatch(/upload: 3 files .*\ninvalidate: I1 .*\nhttps:\/\/dev\.ohealth-ng\.com is up to date in a minute or two\.\n$/);
  });

  test("reads outputs and changes nothing by Terraform", async () => {
    await run(["dev", dist()]);

    expect(tools.calls.filter((call) => !call.startsWith("version"))).toEqual(["init -no-color -reconfigure", "output -json"]);
  });

  test("says what to do about an environment that has not been deployed", async () => {
    deployed({});

    const { code, stderr } = await run(["dev", dist()]);

    expect(code).toBe(exitCodes.failed);
    expect(stderr).toBe(
      'dev has no output frontend_bucket: it has not been deployed. "npm run plan -- dev" and "npm run deploy -- dev" do that.\n',
    );
    expect(asked).toEqual([]);
  });

  test("refuses a folder that is no built site before it asks anybody", async () => {
    const { code, stderr } = await run(["dev", tools.folder]);

    expect(code).toBe(exitCodes.failed);
    expect(stderr).toBe(`${tools.folder} has no index.html, so it is no built site.\n`);
    expect(tools.calls).toEqual([]);
  });

  test("names the environments that there are", async () => {
    const { code, stderr } = await run(["test", dist()]);

    expect(code).toBe(exitCodes.usage);
    expect(stderr).toContain("dev");
  });

  test("stops at an interrupt behind the eight files that are under way, before any page", async () => {
    built(...Array.from({ length: 20 }, (_, index) => `static/part-${index}.js`));

    const { code, stderr } = await run(["dev", dist()], undefined, () => process.emit("SIGINT"));

    expect(code).toBe(exitCodes.interrupted);
    expect(stderr).toMatch(/\nInterrupted\.\n$/);
    expect(asked.slice(1).every((what) => what.startsWith("put static/"))).toBe(true);
    expect(asked).toHaveLength(1 + 8);
  });

  test("leaves the pages alone when a file that they name could not be uploaded", async () => {
    const { code, stderr } = await run(["dev", dist()], "static/app.3f2a91c0.js");

    expect(code).toBe(exitCodes.failed);
    expect(stderr).toBe("Could not upload static/app.3f2a91c0.js\n");
    expect(asked).not.toContain("put index.html");
    expect(asked).not.toContain("invalidate");
    expect(asked).toHaveLength(2);
  });
});

async function run(
  args: readonly string[],
  failing?: string,
  onPut?: () => void,
): Promise<{ readonly code: number; readonly stdout: string; readonly stderr: string }> {
  const [stdout, stderr]: [string[], string[]] = [[], []];
  const code = await frontendProgram({
    args,
    environment: tools.environment,
    project: tools.project,
    stdout: { write: (text) => stdout.push(text) },
    stderr: { write: (text) => stderr.push(text) },
    siteAt: ({ bucket, distributionId }: SitePlace) => {
      asked.push(`site ${bucket} ${distributionId}`);
      return {
        put: ({ key }) => {
          if (key === failing) return Promise.reject(new UserError(`Could not upload ${key}`));
          asked.push(`put ${key}`);
          if (asked.length === 2) onPut?.();
          return Promise.resolve();
        },
        invalidate: () => {
          asked.push("invalidate");
          return Promise.resolve("I1");
        },
      };
    },
  });
  return { code, stdout: stdout.join(""), stderr: stderr.join("") };
}

function dist(): string {
  return path.join(tools.folder, "dist");
}

function built(...keys: readonly string[]): void {
  for (const key of keys) {
    mkdirSync(path.dirname(path.join(dist(), key)), { recursive: true });
    writeFileSync(path.join(dist(), key), key);
  }
}

function deployed(outputs: Readonly<Record<string, string>>): void {
  const json = Object.fromEntries(Object.entries(outputs).map(([name, value]) => [name, { value, sensitive: false }]));
  tools.answer("output", { stdout: JSON.stringify(json) });
}
