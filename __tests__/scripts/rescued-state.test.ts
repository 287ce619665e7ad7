import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { rescueState } from "../../scripts/rescued-state";
import { Interrupted, UserError } from "../../terraform/errors";
import { Interrupts } from "../../terraform/interrupts";
import { plainReporter } from "../../terraform/reporter";
import type { Terraform } from "../../terraform/terraform";

const reporter = plainReporter({ write: () => true });
const patience = { attempts: 3, every: 1 };

let folder: string;
let interrupts: Interrupts;
beforeEach(() => {
  interrupts = new Interrupts();
  folder = mkdtempSync(path.join(tmpdir(), "rescue-"));
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});

describe("a state that an apply could not write", () => {
  test("is written once that is possible again, and is not left behind", async () => {
    writeFileSync(errored(), "{}");
    const terraform = refusing(2);

    const said = await rescue(terraform);

    expect(said).toContain("Its state could not be written at first, and has been written now.");
    expect(terraform.pushed).toEqual([errored(), errored(), errored()]);
    expect(existsSync(errored())).toBe(false);
  });

  test("is kept, and its place named, when it cannot be written in time", async () => {
    writeFileSync(errored(), "{}");

    const said = await rescue(refusing(Infinity));

    expect(said).toBe(
      `Its state could not be written and lies in ${errored()}: keep this file, and do as docs/recover.md says before anything else.\nno network`,
    );
    expect(existsSync(errored())).toBe(true);
  });

  test("is tried once more after an interrupt, and its place named when that fails", async () => {
    writeFileSync(errored(), "{}");
    const terraform = refusing(Infinity, () => {
      interrupts.request();
    });

    const said = await rescue(terraform, { attempts: 60, every: 60_000 });

    expect(said).toContain(`Its state could not be written and lies in ${errored()}: keep this file`);
    expect(terraform.pushed).toHaveLength(1);
  });

  test("is not forgotten when the try itself is interrupted", async () => {
    writeFileSync(errored(), "{}");
    interrupts.request();

    const said = await rescue({ pushState: () => Promise.reject(new Interrupted()) });

    expect(said).toContain(`Its state could not be written and lies in ${errored()}: keep this file`);
    expect(existsSync(errored())).toBe(true);
  });

  test("is waited for no longer once there is an interrupt", async () => {
    writeFileSync(errored(), "{}");
    const terraform = refusing(Infinity);

    setTimeout(() => {
      interrupts.request();
    }, 5);
    await rescue(terraform, { attempts: 60, every: 60_000 });

    expect(terraform.pushed).toHaveLength(2);
  });

  test("is looked for, and nothing is written where there is none", async () => {
    const terraform = refusing(0);

    expect(await rescue(terraform)).toBeUndefined();
    expect(terraform.pushed).toEqual([]);
  });
});

function rescue(terraform: Pick<Terraform, "pushState">, within = patience): Promise<string | undefined> {
  return rescueState({ terraform, directory: folder, reporter, interrupts, patience: within });
}

function errored(): string {
  return path.join(folder, "errored.tfstate");
}

/** A Terraform that refuses some times before it takes a state. */
function refusing(times: number, onPush?: () => void): { readonly pushed: string[]; readonly pushState: (file: string) => Promise<void> } {
  const pushed: string[] = [];
  return {
    pushed,
    pushState: (file) => {
      pushed.push(file);
      onPush?.();
      return pushed.length <= times ? Promise.reject(new UserError("no network")) : Promise.resolve();
    },
  };
}
