import { rmSync } from "node:fs";
import path from "node:path";
import { UserError } from "../terraform/errors";
import type { Reporter } from "../terraform/reporter";
import type { SynthesizedStack } from "../terraform/synthesize";
import { describePlan, type PlanOptions, type Terraform } from "../terraform/terraform";
import { overrideFor, protectionLifted, writeOverride } from "./override";
import { readStack } from "./stack-json";

export interface StackRunProps {
  readonly stack: SynthesizedStack;
  /** Terraform in the stack's folder, with an emulator for AWS. */
  readonly terraform: Terraform;
  /** File of the state. */
  readonly stateFile: string;
  readonly reporter: Reporter;
}

/** Written by `writeOverride` when protection is lifted. */
const protectionFile = "protection_override.tf.json";

/** The life of one stack on an emulator, from its first plan until nothing of it is left. */
export class StackRun {
  constructor(private readonly props: StackRunProps) {}

  /** Writes the override beside the synthesized JSON and installs the provider. */
  public async prepare(): Promise<void> {
    const { stack, stateFile, terraform, reporter } = this.props;
    writeOverride(stack.directory, "emulator", overrideFor(readStack(stack), { stateFile }));
    rmSync(path.join(stack.directory, protectionFile), { force: true });
    await reporter.step("init", () => terraform.init());
  }

  /** Plans and applies, and returns the number of resources that were changed. */
  public async apply(): Promise<number> {
    return this.planAndApply("plan", "apply", {});
  }

  /** Applies a stack that was destroyed once more, and returns the number of resources that were changed. */
  public async applyAgain(): Promise<number> {
    rmSync(path.join(this.props.stack.directory, protectionFile), { force: true });
    return this.planAndApply("plan again", "apply again", {});
  }

  /**
   * Plans once more, and expects nothing to do.
   *
   * @throws UserError listing what would change for ever
   */
  public async expectNoChanges(): Promise<void> {
    const { terraform, reporter } = this.props;
    const plan = await reporter.step("second plan", (say) => terraform.plan("second.tfplan", { say }), describePlan);
    if (!plan.hasChanges) return;
    const differences = await terraform.differences(plan.file);
    throw new UserError(
      `The second plan of ${this.props.stack.name} is not empty: what was applied does not last.\n  - ${differences.join("\n  - ")}`,
    );
  }

  /** Values of the stack's outputs by name. */
  public async outputs(): Promise<Readonly<Record<string, unknown>>> {
    return this.props.terraform.outputs();
  }

  /**
   * Lifts every protection, then destroys all. Without `refresh` the state is taken at its word, which saves a minute where a plan has just found
   * nothing to do.
   *
   * @throws UserError listing what the state still holds
   */
  public async destroy({ refresh = true }: { readonly refresh?: boolean } = {}): Promise<void> {
    const { stack, terraform } = this.props;
    const lifted = protectionLifted(readStack(stack));
    if (Object.keys(lifted["resource"] as object).length > 0) {
      writeOverride(stack.directory, "protection", lifted);
      await this.planAndApply("plan to lift protection", "lift protection", { refresh });
    }
    await this.planAndApply("plan to destroy", "destroy", { refresh, destroy: true });

    const left = await terraform.stateAddresses();
    if (left.length > 0) throw new UserError(`Destroyed ${stack.name}, yet its state still holds\n  - ${left.join("\n  - ")}`);
  }

  private async planAndApply(planTitle: string, applyTitle: string, options: Omit<PlanOptions, "say">): Promise<number> {
    const { terraform, reporter } = this.props;
    const plan = await reporter.step(planTitle, (say) => terraform.plan("next.tfplan", { ...options, say }), describePlan);
    if (plan.hasChanges) await reporter.step(applyTitle, (say) => terraform.apply(plan, say));
    return plan.add + plan.change + plan.remove;
  }
}
