import { copyFileSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { findTerraform } from "../terraform/binary";
import { terraformEnvironment } from "../terraform/cli-config";
import { exitCodes, Interrupted, UserError } from "../terraform/errors";
import type { Interrupts } from "../terraform/interrupts";
import type { ProcessEnvironment } from "../terraform/process-group";
import { awsProvider } from "../terraform/provider";
import { type Display, type Reporter, reporterFor } from "../terraform/reporter";
import { selectStacks, synthesize, type SynthesizedStack } from "../terraform/synthesize";
import type { PlanJson } from "../terraform/plan-differences";
import type { StateResource } from "../terraform/state-resource";
import { describePlan, type Plan, Terraform } from "../terraform/terraform";
import { commitOf } from "./commit";
import { writeForOwner } from "./for-owner";
import { rescueState } from "./rescued-state";
import { SavedPlan } from "./saved-plan";
import { type Seal, sealOf } from "./seal";

export interface DeploymentProps {
  /** Folder of the project. */
  readonly project: string;
  /** Folder of the synthesized stacks. */
  readonly output: string;
  /** Folder of the saved plans. */
  readonly plans: string;
  /** The environment of the process, with the credentials for AWS. */
  readonly environment: ProcessEnvironment;
  readonly interrupts: Interrupts;
  readonly display: Display;
  /** How long to wait for a lock that somebody else holds, for example `2m`. */
  readonly lockTimeout: string;
  /** A Terraform override file to put beside the stack for this run. For tests: it is how they reach an emulator. */
  readonly override?: string;
  /** Opens what was sealed by a KMS key, by the ARN of the key. Default: `kmsSeal`. */
  readonly sealBy?: (keyArn: string) => Seal;
}

/** What becomes of a plan beside being shown and saved. */
export interface PlanOptions {
  /** Keep it in encrypted form only. */
  readonly sealed?: boolean;
  /** File to write it to as JSON, for the review. It may hold secrets, and only its owner may read it. */
  readonly json?: string;
}

/** Outputs of what was deployed last, by name. */
type Outputs = Readonly<Record<string, unknown>>;

/**
 * The way of one stack into an AWS account. A change is planned, shown and saved; what is deployed is that saved plan and nothing else.
 */
export class Deployment {
  private constructor(
    private readonly props: DeploymentProps,
    private readonly stack: SynthesizedStack,
    private readonly terraform: Terraform,
    private readonly reporter: Reporter,
    private readonly saved: SavedPlan,
  ) {}

  /**
   * Synthesizes, and does some work on the stack of an environment.
   *
   * @throws UserError for an unknown environment, and when something lies beside the stack that would change what Terraform does
   */
  public static async of<Result>(props: DeploymentProps, name: string, work: (deployment: Deployment) => Promise<Result>): Promise<Result> {
    const { project, output, plans, environment, interrupts, display, lockTimeout, override } = props;
    const reporter = reporterFor(display);
    const binary = await findTerraform(environment, interrupts);
    const stacks = await reporter.step("synthesize", () => synthesize({ project, output, environment, interrupts }));
    const [stack] = selectStacks(stacks, [name]) as [SynthesizedStack]; // one name, one stack, or it throws
    refuseOverrides(stack);

    const ready = terraformEnvironment({
      environment,
      provider: awsProvider(binary.platform),
      cacheFolder: path.join(project, "node_modules/.cache/terraform"),
    });
    const terraform = new Terraform({ binary, directory: stack.directory, environment: ready, interrupts, lockTimeout });
    const saved = new SavedPlan(plans, stack, await commitOf({ project, environment, interrupts }));
    const beside = path.join(stack.directory, "run_override.tf.json");
    if (override !== undefined) copyFileSync(override, beside);
    try {
      return await work(new Deployment(props, stack, terraform, reporter, saved));
    } finally {
      rmSync(beside, { force: true });
    }
  }

  public get stackName(): string {
    return this.stack.name;
  }

  /** Folder of the stack's `cdk.tf.json`. */
  public get directory(): string {
    return this.stack.directory;
  }

  /**
   * Plans, shows the plan and saves it for `deploy`. Says whether it would change anything.
   *
   * @throws UserError when it is to be sealed and no key is named, before anything is planned
   */
  public async plan({ sealed = false, json }: PlanOptions = {}): Promise<boolean> {
    const { saved } = this;
    const seal = sealed ? this.seal() : undefined;
    saved.clear();
    await this.init();
    try {
      const plan = await this.planInto(saved.file);
      await this.show(plan.file);
      saved.bind(plan);
      if (json !== undefined) writeForOwner(json, await this.terraform.json(plan.file));
      if (seal !== undefined) await saved.seal(seal);
      return plan.hasChanges;
    } catch (error) {
      saved.clear(); // Terraform writes a file for a plan that failed, too
      throw error;
    }
  }

  /**
   * The saved plan as Terraform tells it to programs. It may hold secrets.
   *
   * @throws UserError when there is none, or when it is for another commit or configuration
   */
  public savedPlan(): Promise<PlanJson> {
    return this.saved.opened(
      () => this.seal(),
      async ({ file }) => {
        await this.init();
        return this.read(file);
      },
    );
  }

  /**
   * Applies the saved plan.
   *
   * @param judge throws when this plan may not be applied to what is deployed; it stays saved then. Default: any plan may
   * @throws UserError when there is none, or when it is for another commit or configuration
   */
  public async deploy(judge?: (plan: PlanJson, outputs: Outputs) => void): Promise<void> {
    await this.saved.opened(
      () => this.seal(),
      async (plan) => {
        await this.init();
        judge?.(await this.read(plan.file), await this.readOutputs());
        await this.apply("apply the saved plan", plan);
      },
    );
    this.saved.clear();
  }

  /** Shows what a deployment would change, and says whether it would change anything. Nothing is saved. */
  public async diff(): Promise<boolean> {
    await this.init();
    return this.withTemporaryPlan({}, async (plan) => {
      await this.show(plan.file);
      return plan.hasChanges;
    });
  }

  /** What differs between the environment and what is synthesized: a line for each resource, with the attributes and without their values. */
  public async differences(): Promise<readonly string[]> {
    await this.init();
    return this.withTemporaryPlan({}, async ({ file, hasChanges }) => (hasChanges ? this.terraform.differences(file) : []));
  }

  /** Shows what is to be destroyed and destroys it, if `confirmed` says so after that. */
  public async destroy(confirmed: () => Promise<boolean>): Promise<void> {
    await this.init();
    await this.withTemporaryPlan({ destroy: true }, async (plan) => {
      if (!plan.hasChanges) return;
      await this.show(plan.file);
      if (!(await confirmed())) throw new UserError(`${this.stack.name} is left as it is: its name was not given.`);
      await this.apply("destroy", plan);
    });
  }

  /** Outputs of what was deployed last, by name. */
  public async outputs(): Promise<Outputs> {
    await this.init();
    return this.readOutputs();
  }

  /** Copies the state from where the folder was connected to last to where the configuration says now. */
  public async moveState(): Promise<void> {
    await this.reporter.step("move state", () => this.terraform.moveState());
  }

  /** Addresses of everything that the state holds to which the folder is connected. */
  public async stateAddresses(): Promise<string[]> {
    return this.terraform.stateAddresses();
  }

  /** What the state holds of every resource that it manages. */
  public async stateResources(): Promise<readonly StateResource[]> {
    await this.init();
    return this.reporter.step("read the state", () => this.terraform.stateResources());
  }

  /**
   * Frees the lock of a run that is gone.
   *
   * @param id what the refusal of the next run names: Terraform frees no other lock
   */
  public async unlock(id: string): Promise<void> {
    await this.init();
    await this.reporter.step("unlock", () => this.terraform.unlock(id));
  }

  private seal(): Seal {
    return sealOf(this.props.environment, this.props.sealBy);
  }

  private async init(): Promise<void> {
    await this.reporter.step("init", () => this.terraform.init());
  }

  private async read(file: string): Promise<PlanJson> {
    return JSON.parse(await this.terraform.json(file)) as PlanJson; // the documented form of `terraform show -json`
  }

  private readOutputs(): Promise<Outputs> {
    return this.reporter.step("read outputs", () => this.terraform.outputs());
  }

  private async show(file: string): Promise<void> {
    const { output, plain } = this.props.display;
    output.write(`${await this.terraform.show(file, { color: output.isTTY === true && !plain })}\n`);
  }

  private async apply(title: string, plan: Parameters<Terraform["apply"]>[0]): Promise<void> {
    try {
      await this.reporter.step(title, (say) => this.terraform.apply(plan, say));
    } catch (error) {
      const { terraform, reporter } = this;
      const { interrupts } = this.props;
      const rescued = await rescueState({ terraform, reporter, interrupts, directory: this.stack.directory });
      if (error instanceof UserError && rescued !== undefined) throw new UserError(`${error.message}\n${rescued}`);
      if (!(error instanceof Interrupted)) throw error;
      if (rescued !== undefined) throw new Interrupted(`Interrupted. ${rescued}`);
      const lock = interrupts.kill.aborted
        ? "Terraform was killed, so its state may lack what it did last, and its lock may still be held; docs/recover.md says how to free it"
        : "What AWS had finished is in the state, and the lock is released";
      throw new Interrupted(`Interrupted. ${lock}. ${this.lookFirst("Before you plan again")}`);
    }
  }

  private async planInto(file: string, options: { readonly destroy?: boolean } = {}): Promise<Plan> {
    try {
      return await this.reporter.step("plan", (say) => this.terraform.plan(file, { ...options, say }), describePlan);
    } catch (error) {
      if (options.destroy === true || !(error instanceof UserError && error.message.includes("lifecycle.prevent_destroy"))) throw error;
      throw new UserError(`${error.message}\n${this.lookFirst("If an apply ended while AWS was making it")}`);
    }
  }

  private lookFirst(when: string): string {
    return `${when}, "npm run state:check -- ${this.stack.environment}" says what that has left, and docs/recover.md what to do.`;
  }

  private async withTemporaryPlan<Result>(options: { readonly destroy?: boolean }, work: (plan: Plan) => Promise<Result>): Promise<Result> {
    const folder = mkdtempSync(path.join(tmpdir(), "plan-"));
    try {
      const file = path.join(folder, "plan.tfplan");
      return await work(await this.planInto(file, options));
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  }
}

function refuseOverrides({ name, directory }: SynthesizedStack): void {
  const found = readdirSync(directory).filter((file) => /(^|_)override\.tf(\.json)?$/.test(file));
  if (found.length === 0) return;
  throw new UserError(
    `${found.join(", ")} in ${directory} would change what Terraform does to ${name}, such as where its state lies. Remove it, or delete the folder.`,
    exitCodes.failed,
  );
}
