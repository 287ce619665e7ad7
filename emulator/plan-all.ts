import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import path from "node:path";
import { reporterFor } from "../terraform/reporter";
import { selectStacks, synthesize } from "../terraform/synthesize";
import { describePlan } from "../terraform/terraform";
import { StackRun } from "./stack-run";
import type { Workshop } from "./workshop";

/**
 * Plans environments, each on an empty emulator of its own, and says of each what would be made.
 *
 * @param environments names; none for all
 * @throws UserError with what the provider refuses
 */
export async function planAll(workshop: Workshop, environments: readonly string[]): Promise<readonly string[]> {
  const { project, environment, interrupts, display } = workshop.props;
  const reporter = reporterFor(display);
  mkdirSync(workshop.home, { recursive: true });
  const output = mkdtempSync(path.join(workshop.home, "plan-"));
  try {
    const all = await reporter.step("synthesize", () => synthesize({ project, output, environment, interrupts }));
    const stacks = environments.length === 0 ? all : selectStacks(all, environments);
    const python = await reporter.step("install emulator", () => workshop.install());
    const lines = [];
    for (const stack of stacks) {
      const server = await workshop.start(python, stack, { name: `plan-${stack.name}` });
      try {
        const terraform = workshop.terraform(stack, server);
        await new StackRun({ stack, terraform, reporter, stateFile: path.join(stack.directory, "terraform.tfstate") }).prepare();
        const plan = await reporter.step(`plan ${stack.name}`, (say) => terraform.plan("next.tfplan", { say }), describePlan);
        lines.push(`${stack.name}: ${describePlan(plan)}`);
      } finally {
        await server.stop();
      }
    }
    return lines;
  } finally {
    rmSync(output, { recursive: true, force: true });
  }
}
