import { existsSync, rmSync } from "node:fs";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { UserError } from "../terraform/errors";
import type { Reporter } from "../terraform/reporter";
import type { Terraform } from "../terraform/terraform";

/** How often, and after how many milliseconds each, to try again: five minutes in all. */
const patience = { attempts: 60, every: 5_000 };

/**
 * Writes the state that an apply could not write, because the network was lost or the bucket refused it: without it, the next apply
 * would make a second time what this one has made.
 *
 * Terraform leaves that state beside the configuration, where the next checkout of a workflow would lose it.
 *
 * @returns what became of it, for whoever reads the failure of the apply; nothing when there is nothing to rescue
 */
export async function rescueState(
  terraform: Pick<Terraform, "pushState">,
  directory: string,
  reporter: Reporter,
  { attempts, every } = patience,
): Promise<string | undefined> {
  const file = path.join(directory, "errored.tfstate");
  if (!existsSync(file)) return undefined;
  let reason = "";
  for (let attempt = 1; attempt <= attempts; attempt += 1) {
    try {
      await reporter.step("write the state", () => terraform.pushState(file));
      rmSync(file);
      return "Its state could not be written at first, and has been written now. Its lock may still be held; docs/recover.md says how to free it.";
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
      reason = error.message;
      await sleep(every);
    }
  }
  return `Its state could not be written and lies in ${file}: keep this file, and do as docs/recover.md says before anything else.\n${reason}`;
}
