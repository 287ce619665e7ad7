import { chmodSync, existsSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { commentProgram } from "../../scripts/comment-program";
import { driftProgram } from "../../scripts/drift-program";
import { quoted } from "../../scripts/quoted";
import { exitCodes } from "../../terraform/errors";
import type { ProgramProps } from "../../terraform/program";
import { FakeTools } from "../support/fake-tools";

const title = "dev differs from the code";
const changed = {
  address: "aws_vpc.network",
  change: { actions: ["update"], before: { tags: "hidden-before" }, after: { tags: "hidden-after" }, after_unknown: {} },
};

let tools: FakeTools;
beforeEach(() => {
  tools = new FakeTools();
  tools.answer("plan", { code: 2 });
  tools.answer("show", { stdout: JSON.stringify({ resource_changes: [changed] }) });
});
afterEach(() => {
  tools.remove();
});

describe("drift", () => {
  test("opens an issue that names resources and attributes, and no value", async () => {
    gh("[]");

    const { code } = await run(driftProgram, "dev");

    expect(code).toBe(exitCodes.ok);
    expect(calls()).toEqual([
      expect.stringContaining("issue list --state open --app github-actions"),
      expect.stringMatching(/^issue create --title dev differs from the code --body [\s\S]*aws_vpc\.network update: tags/),
    ]);
    expect(calls().join()).not.toContain("hidden");
  });

  test("rewrites the issue that is open, and closes those beside it", async () => {
    gh(JSON.stringify([9, 4, 7].map((number) => ({ number, title }))));

    await run(driftProgram, "dev");

    expect(calls().slice(1)).toEqual([
      "issue close 7 --comment There is an older one.",
      "issue close 9 --comment There is an older one.",
      expect.stringMatching(/^issue edit 4 --body /),
    ]);
  });

  test("closes every issue when nothing differs, and leaves other people's issues alone", async () => {
    tools.answer("plan", { code: 0 });
    gh(JSON.stringify([...[10, 4].map((number) => ({ number, title })), { number: 5, title: `Why is it that ${title}?` }]));

    const { code, stdout } = await run(driftProgram, "dev");

    expect(code).toBe(exitCodes.ok);
    expect(calls().slice(1)).toEqual(["issue close 4 --comment It differs no longer.", "issue close 10 --comment It differs no longer."]);
    expect(stdout).toMatch(/dev is what was applied\.\n$/);
  });

  test("says nothing to anybody when nothing differs and no issue is open", async () => {
    tools.answer("plan", { code: 0 });
    gh("[]");

    expect((await run(driftProgram, "dev")).code).toBe(exitCodes.ok);
    expect(calls()).toHaveLength(1);
  });

  test("fails, and touches no issue, when the plan or GitHub fails", async () => {
    gh("[]");
    tools.answer("plan", { code: 1, stderr: "no credentials" });
    const planless = await run(driftProgram, "dev");
    const before = calls();
    tools.answer("plan", { code: 2 });
    gh("[]", "echo 'HTTP 403' >&2; exit 1");
    const refused = await run(driftProgram, "dev");

    expect([planless.code, refused.code]).toEqual([exitCodes.failed, exitCodes.failed]);
    expect(before).toEqual([]);
    expect(refused.stderr).toBe("gh issue list ended with code 1: HTTP 403\n");
  });
});

describe("comment", () => {
  const pulls = JSON.stringify([
    { number: 6, head: { sha: "older" } },
    { number: 8, head: { sha: "abc" } },
  ]);

  test("quotes the text on the pull request that is at the commit, instead of its last comment", async () => {
    gh(pulls);
    writeFileSync(review(), "0 findings\n```\n@everyone\n");

    const { code } = await run(commentProgram, "abc", review(), "--head", "someone:main");

    expect(code).toBe(exitCodes.ok);
    expect(calls()).toEqual([
      "api repos/{owner}/{repo}/pulls?state=open&head=someone%3Amain",
      "pr comment 8 --edit-last --create-if-none --body Review of abc\n\n````text\n0 findings\n```\n@everyone\n````\n",
    ]);
  });

  test("is left out when the pull request has moved on", async () => {
    gh(pulls);
    writeFileSync(review(), "0 findings");

    const { code, stdout } = await run(commentProgram, "def", review(), "--head", "someone:main");

    expect([code, stdout]).toEqual([exitCodes.ok, "No open pull request is at def: it has moved on.\n"]);
    expect(calls()).toHaveLength(1);
  });

  test("needs a text", async () => {
    const { code, stderr } = await run(commentProgram, "abc", review(), "--head", "someone:main");

    expect([code, stderr]).toEqual([exitCodes.failed, `There is no file ${review()} to show.\n`]);
  });
});

describe("a quotation", () => {
  test("cannot be ended by what is quoted, and is never longer than GitHub takes", () => {
    expect(quoted("`````\n# Title")).toBe("``````text\n`````\n# Title\n``````");
    expect(quoted("x".repeat(70_000))).toMatch(/^```text\nx{60000}\n\(10000 more characters\)\n```$/);
  });
});

async function run(
  program: (props: ProgramProps) => Promise<number>,
  ...args: readonly string[]
): Promise<{ readonly code: number; readonly stdout: string; readonly stderr: string }> {
  const [stdout, stderr]: [string[], string[]] = [[], []];
  const code = await program({
    args,
    environment: { ...tools.environment, CI: "true" },
    project: tools.project,
    stdout: { write: (text: string) => stdout.push(text) },
    stderr: { write: (text: string) => stderr.push(text) },
  });
  return { code, stdout: stdout.join(""), stderr: stderr.join("") };
}

/** A fake of GitHub's command that notes its arguments and answers each list with the same. */
function gh(list: string, script = "exit 0"): void {
  const program = path.join(tools.folder, "bin/gh");
  writeFileSync(path.join(tools.folder, "list.json"), list);
  const answer = `case "$1 $2" in "issue list" | api*) cat "$FAKE_TOOLS/list.json" ;; esac`;
  writeFileSync(program, `#!/bin/sh\nprintf '%s\\0' "$*" >>"$FAKE_TOOLS/gh-calls"\n${answer}\n${script}\n`);
  chmodSync(program, 0o755);
}

function calls(): string[] {
  const file = path.join(tools.folder, "gh-calls");
  return existsSync(file) ? readFileSync(file, "utf8").split("\0").slice(0, -1) : [];
}

function review(): string {
  return path.join(tools.folder, "review.txt");
}
