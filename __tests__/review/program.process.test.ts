import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { describeFindings } from "../../review/report";
import { reviewProgram } from "../../review/program";
import { synthesizedFolder } from "../support/synthesized";

interface Run {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

async function review(...args: readonly string[]): Promise<Run> {
  return reviewIn({}, ...args);
}

async function reviewIn(environment: Readonly<Record<string, string>>, ...args: readonly string[]): Promise<Run> {
  const said = { out: "", err: "" };
  const code = await reviewProgram({
    args,
    environment,
    project: process.cwd(),
    stdout: { write: (text) => (said.out += text) },
    stderr: { write: (text) => (said.err += text) },
  });
  return { code, ...said };
}

/** A folder with these of the synthesized stacks and no other, to read and to break. */
function copyOf(...stacks: readonly string[]): string {
  const folder = mkdtempSync(path.join(tmpdir(), "review-"));
  for (const stack of stacks)
    cpSync(path.join(synthesizedFolder(), "stacks", stack), path.join(folder, "stacks", stack), { recursive: true });
  const entries = stacks.map((name) => [name, { name, workingDirectory: `stacks/${name}` }] as const);
  writeFileSync(path.join(folder, "manifest.json"), JSON.stringify({ stacks: Object.fromEntries(entries) }));
  return folder;
}

/** Replaces a text in the JSON of a stack. */
function breakIn(folder: string, stack: string, text: string, by: string): void {
  const file = path.join(folder, "stacks", stack, "cdk.tf.json");
  writeFileSync(file, readFileSync(file, "utf8").replace(text, by));
}

describe("the review command", () => {
  test("finds nothing in a stack that ships, and says against what it held how much", async () => {
    const folder = copyOf("ohi-dev");

    const { code, out, err } = await review("--head", folder);
    rmSync(folder, { recursive: true });

    expect({ code, err }).toEqual({ code: 0, err: "" });
    expect(out).toMatch(/^0 findings: \d+ contracts held against ohi-dev\n$/);
  });

  test("fails with every finding of broken stacks, here of roles for environments that are missing, too", async () => {
    const folder = copyOf("ohi-account", "ohi-dev");
    breakIn(folder, "ohi-dev", '"traffic_type": "ALL"', '"traffic_type": "REJECT"');

    const { code, out } = await review("--head", folder);
    rmSync(folder, { recursive: true });

    expect(code).toBe(1);
    expect(out).toContain(
      ["ohi-dev: flow-logs", "  aws_flow_log.network_flow-logs_flow-log", "    found: traffic_type REJECT", "    expected: ALL", ""].join(
        "\n",
      ),
    );
    expect(out.match(/^ohi-\w+: .*$/gm)).toEqual(["ohi-dev: flow-logs", "ohi-account: delivery-trust"]);
    expect(out.match(/^ {4}found: .*$/gm)).toHaveLength(1 + 4);
    expect(out).toMatch(/\n5 findings: \d+ contracts held against ohi-account, ohi-dev\n$/);
  });

  test("reads where the environment says that is synthesized into, when it is told nothing else", async () => {
    const folder = copyOf("ohi-dev");

    const { code, out } = await reviewIn({ CDKTF_OUTDIR: folder });
    rmSync(folder, { recursive: true });

    expect(code).toBe(0);
    expect(out).toMatch(/ held against ohi-dev\n$/);
  });

  test("says when there is nothing to read", async () => {
    const { code, err } = await review("--head", path.join(tmpdir(), "nowhere"));

    expect(code).toBe(2);
    expect(err).toMatch(/manifest\.json is missing/);
  });

  test.each(["manifest.json", "stacks/ohi-account/cdk.tf.json"])("says when what it reads was cut off: %s", async (name) => {
    const folder = copyOf("ohi-account");
    const file = path.join(folder, name);
    writeFileSync(file, readFileSync(file, "utf8").slice(0, -10));

    const { code, out, err } = await review("--head", folder);
    rmSync(folder, { recursive: true });

    expect({ code, out }).toEqual({ code: 2, out: "" });
    expect(err).toBe(`${file} is no JSON. Run "npm run synth" again.\n`);
  });

  test("refuses an option that it does not have", async () => {
    const { code } = await review("--heads", "x");

    expect(code).toBe(2);
  });
});

describe("the review of a change", () => {
  const base = copyOf("ohi-account");
  const head = copyOf("ohi-account");
  afterAll(() => {
    for (const folder of [base, head]) rmSync(folder, { recursive: true });
  });

  test("of nothing passes", async () => {
    const { code, out, err } = await review("--base", base, "--head", head);

    expect({ code, err }).toEqual({ code: 0, err: "" });
    expect(out).toMatch(/^\*\*Nothing dangerous:\*\* the synthesized stacks: nothing changes\n/);
  });

  test("that is dangerous ends with code 1, with the contracts that it breaks, and is written where it is asked for", async () => {
    breakIn(head, "ohi-account", '"is_multi_region_trail": true', '"is_multi_region_trail": false');
    const report = path.join(head, "report.html");

    const { code, out } = await review("--base", base, "--head", head, "--format", "html", "--out", report);

    expect({ code, out }).toEqual({ code: 1, out: "" });
    const page = readFileSync(report, "utf8");
    expect(page).toMatch(/^<!doctype html>/);
    expect(page).toContain("aws_cloudtrail.trail has is_multi_region_trail = false, and had true");
    expect(page).toContain("breaks: audit");
  });

  test("blames it for nothing that was wrong before", async () => {
    const { out } = await review("--base", head, "--head", head);

    expect(out).toMatch(/^\*\*Nothing dangerous:\*\*/);
  });

  test.each([
    ["a folder that is not there", ["--base", "/nowhere", "--head", "/nowhere"], /manifest\.json is missing/],
    ["a form that it does not have", ["--base", "x", "--format", "pdf"], /Allowed choices are markdown, html/],
    ["two things at once", ["--base", "x", "--plan", "y"], /cannot be used with option/],
    ["a file that cannot be written", ["--base", base, "--head", base, "--out", "/nowhere/x"], /cannot be written/],
  ])("is refused with code 2 when it is asked for %s", async (_what, args, message) => {
    const { code, out, err } = await review(...args);

    expect({ code, out }).toEqual({ code: 2, out: "" });
    expect(err).toMatch(message);
  });
});

describe("a report", () => {
  test("tells apart what is wrong and what cannot be told", () => {
    const common = { contract: "names", stack: "ohi-dev", address: "aws_vpc.main", expected: "ohi-dev-vpc" };

    expect(
      describeFindings([
        { ...common, kind: "violation", found: "vpc" },
        { ...common, kind: "unresolved", found: "${var.name}" },
      ]),
    ).toBe(
      [
        "ohi-dev: names",
        "  aws_vpc.main",
        "    found: vpc",
        "    expected: ohi-dev-vpc",
        "  aws_vpc.main",
        "    cannot be resolved: ${var.name}",
        "    expected: ohi-dev-vpc",
      ].join("\n"),
    );
  });
});
