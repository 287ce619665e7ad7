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
  const said = { out: "", err: "" };
  const code = await reviewProgram({
    args,
    environment: {},
    project: process.cwd(),
    stdout: { write: (text) => (said.out += text) },
    stderr: { write: (text) => (said.err += text) },
  });
  return { code, ...said };
}

describe("the review command", () => {
  test("finds nothing in what ships, and says against what it held how much", async () => {
    const { code, out, err } = await review("--head", synthesizedFolder());

    expect({ code, err }).toEqual({ code: 0, err: "" });
    expect(out).toMatch(/^0 findings: \d+ contracts held against ohi-dev, ohi-prod, ohi-staging\n$/);
  });

  test("fails with every finding of a broken stack", async () => {
    const folder = mkdtempSync(path.join(tmpdir(), "review-"));
    cpSync(synthesizedFolder(), folder, { recursive: true });
    const file = path.join(folder, "stacks/ohi-dev/cdk.tf.json");
    writeFileSync(file, readFileSync(file, "utf8").replace('"traffic_type": "ALL"', '"traffic_type": "REJECT"'));

    const { code, out } = await review("--head", folder);
    rmSync(folder, { recursive: true });

    expect(code).toBe(1);
    expect(out.split("\n").slice(0, 5)).toEqual([
      "ohi-dev: flow-logs",
      "  aws_flow_log.network_flow-logs_flow-log",
      "    found: traffic_type REJECT",
      "    expected: ALL",
      "",
    ]);
    expect(out).toMatch(/\n1 finding: \d+ contracts held against/);
  });

  test("says when there is nothing to read", async () => {
    const { code, err } = await review("--head", path.join(tmpdir(), "nowhere"));

    expect(code).toBe(2);
    expect(err).toMatch(/manifest\.json is missing/);
  });

  test("refuses an option that it does not have", async () => {
    const { code } = await review("--heads", "x");

    expect(code).toBe(2);
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
