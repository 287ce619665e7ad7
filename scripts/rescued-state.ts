import { existsSync, rmSync } from "node:fs";
import path from "node:path";
import { Interrupted, UserError } from "../terraform/errors";
import type { Interrupts } from "../terraform/interrupts";
import type { Reporter } from "../terraform/reporter";
import type { Terraform } from "../terraform/terraform";

export interface RescueProps {
  readonly terraform: Pick<Terraform, "pushState">;
  /** Folder of the stack's configuration. */
  readonly directory: string;
  readonly reporter: Reporter;
  readonly interrupts: Interrupts;
  /** How often, and after how many milliseconds each, to try again. Default: for five minutes. */
  readonly patience?: { readonly attempts: number; readonly every: number };
}

/** How Terraform calls a state that it could not write. */
export const unwrittenState = "errored.tfstate";

const fiveMinutes = { attempts: 60, every: 5_000 };

/**
 * Writes the state that an apply could not write, because the network was lost or the bucket refused it: without it, the next apply
 * would make a second time what this one has made.
 *
 * Terraform leaves that state beside the configuration, where the next checkout of a workflow would lose it. After an interrupt it is tried once: whoever
 * stopped the apply does not want to wait.
 *
 * @returns what became of it, for whoever reads the failure of the apply; nothing when there is nothing to rescue
 */
export async function rescueState(props: RescueProps): Promise<string | undefined> {
  const { terraform, directory, reporter, interrupts, patience = fiveMinutes } = props;
  const file = path.join(directory, unwrittenState);
  if (!existsSync(file)) return undefined;
  let reason = "";
  for (let attempt = 1; attempt <= patience.attempts; attempt += 1) {
    try {
      await reporter.step("write the state", () => terraform.pushState(file));
      rmSync(file);
      return "Its state could not be written at first, and has been written now. Its lock may still be held; docs/recover.md says how to free it.";
    } catch (error) {
      if (!(error instanceof UserError || error instanceof Interrupted)) throw error;
      reason = error.message;
      if (interrupts.requested()) break;
      await interrupts.pause(patience.every).catch(() => undefined); // then comes the last try
    }
  }
  return `Its state could not be written and lies in ${file}: keep this file, and do as docs/recover.md says before anything else.\n${reason}`;
}
