import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { rescueState } from "../../scripts/rescued-state";
import { UserError } from "../../terraform/errors";
import { plainReporter } from "../../terraform/reporter";

const reporter = plainReporter({ write: () => true });
const patience = { attempts: 3, every: 1 };

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), "rescue-"));
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});

describe("a state that an apply could not write", () => {
  test("is written once that is possible again, and is not left behind", async () => {
    writeFileSync(errored(), "{}");
    const terraform = refusing(2);

    const said = await rescueState(terraform, folder, reporter, patience);

    expect(said).toContain("Its state could not be written at first, and has been written now.");
    expect(terraform.pushed).toEqual([errored(), errored(), errored()]);
    expect(existsSync(errored())).toBe(false);
  });

  test("is kept, and its place named, when it cannot be written in time", async () => {
    writeFileSync(errored(), "{}");

    const said = await rescueState(refusing(Infinity), folder, reporter, patience);

    expect(said).toBe(
      `Its state could not be written and lies in ${errored()}: keep this file, and do as docs/recover.md says before anything else.\nno network`,
    );
    expect(existsSync(errored())).toBe(true);
  });

  test("is looked for, and nothing is written where there is none", async () => {
    const terraform = refusing(0);

    expect(await rescueState(terraform, folder, reporter, patience)).toBeUndefined();
    expect(terraform.pushed).toEqual([]);
  });
});

function errored(): string {
  return path.join(folder, "errored.tfstate");
}

/** A Terraform that refuses some times before it takes a state. */
function refusing(times: number): { readonly pushed: string[]; readonly pushState: (file: string) => Promise<void> } {
  const pushed: string[] = [];
  return {
    pushed,
    pushState: (file) => {
      pushed.push(file);
      return pushed.length <= times ? Promise.reject(new UserError("no network")) : Promise.resolve();
    },
  };
}
