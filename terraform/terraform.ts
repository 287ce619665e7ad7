import type { TerraformBinary } from "./binary";
import { UserError } from "./errors";
import { describeDiagnostic, type Diagnostic, parseEvent, type PlannedChange, type TerraformEvent } from "./events";
import type { Interrupts } from "./interrupts";
import { describeDifferences, type PlanJson } from "./plan-differences";
import type { ProcessEnvironment } from "./process-group";
import { Progress } from "./progress";
import { run, type RunResult } from "./run";
import { resourcesIn, type StateJson, type StateResource } from "./state-resource";

export interface TerraformProps {
  readonly binary: TerraformBinary;
  /** Folder with the configuration, for example `cdktf.out/stacks/ohi-dev`. */
  readonly directory: string;
  /** What `terraformEnvironment` made, and the credentials. */
  readonly environment: ProcessEnvironment;
  readonly interrupts: Interrupts;
  /** How long to wait for somebody else's lock, for example `2m`. Default: not at all. */
  readonly lockTimeout?: string;
}

/** Says where a long command stands. */
export type Say = (text: string) => void;

export interface PlanOptions {
  /** Plans to destroy everything. Default: false. */
  readonly destroy?: boolean;
  /** Asks AWS first what became of all that the state holds. Default: true. */
  readonly refresh?: boolean;
  readonly say?: Say;
}

/** A plan that lies in a file. */
export interface Plan {
  readonly file: string;
  readonly add: number;
  readonly change: number;
  readonly remove: number;
  /** False when an apply would change nothing, not even an output. */
  readonly hasChanges: boolean;
  readonly changes: readonly PlannedChange[];
  readonly changedOutputs: readonly string[];
}

/** Terraform at work on one stack. Only a saved plan is ever applied: what was seen is what happens. */
export class Terraform {
  constructor(private readonly props: TerraformProps) {}

  /** Installs the provider and connects to the state, whatever state the folder was connected to before. */
  public async init(): Promise<void> {
    await this.plain("init", ["-no-color", "-reconfigure"]);
  }

  /** Connects to the state that the configuration names, and copies there what lies in the one that the folder was connected to. */
  public async moveState(): Promise<void> {
    await this.plain("init", ["-no-color", "-migrate-state", "-force-copy"]);
  }

  /** Checks the configuration against the provider's schema. */
  public async validate(): Promise<void> {
    const result = await this.run("validate", ["-json"]);
    if (result.code !== 0) throw this.failure("validate", result, diagnosticsIn(result.stdout));
  }

  /** Plans into a file, which is made even when there is nothing to change. */
  public async plan(file: string, { destroy = false, refresh = true, say }: PlanOptions = {}): Promise<Plan> {
    const flags = [...this.locking(), "-detailed-exitcode", `-out=${file}`];
    if (destroy) flags.push("-destroy");
    if (!refresh) flags.push("-refresh=false");
    const changes: PlannedChange[] = [];
    let changedOutputs: readonly string[] = [];
    let summary = { add: 0, change: 0, remove: 0 };

    const { code } = await this.watch("plan", flags, (event) => {
      if (event.kind === "planned") changes.push(event.change);
      if (event.kind === "outputs") changedOutputs = event.changed;
      if (event.kind === "summary") summary = event;
      if (event.kind === "planned") say?.(`${changes.length} planned`);
    });
    const { add, change, remove } = summary;
    return { file, add, change, remove, hasChanges: code === 2, changes, changedOutputs };
  }

  /** Applies a saved plan, and nothing else. */
  public async apply(plan: Pick<Plan, "file" | "add" | "change" | "remove">, say?: Say): Promise<void> {
    const progress = new Progress(plan.add + plan.change + plan.remove);
    await this.watch("apply", [...this.locking(), plan.file], (event) => say?.(progress.after(event)));
  }

  /** What a saved plan would change, resource by resource, with the attributes that differ. */
  public async differences(file: string): Promise<string[]> {
    return describeDifferences(JSON.parse(await this.json(file)) as PlanJson); // the documented form of `terraform show -json`
  }

  /** A saved plan as JSON. Sensitive values stand in it as they are. */
  public async json(file: string): Promise<string> {
    const { stdout } = await this.plain("show", ["-json", file]);
    return stdout;
  }

  /** A saved plan as Terraform shows it to people. */
  public async show(file: string, { color }: { readonly color: boolean }): Promise<string> {
    const { stdout } = await this.plain("show", [...(color ? [] : ["-no-color"]), file]);
    return stdout;
  }

  /** Outputs by name; a sensitive one is withheld. */
  public async outputs(): Promise<Readonly<Record<string, unknown>>> {
    const { stdout } = await this.plain("output", ["-json"]);
    const outputs = JSON.parse(stdout) as Readonly<Record<string, { readonly value: unknown; readonly sensitive: boolean }>>;
    return Object.fromEntries(Object.entries(outputs).map(([name, { value, sensitive }]) => [name, sensitive ? "(sensitive)" : value]));
  }

  /**
   * Writes a state file over the state, whoever holds its lock. Terraform refuses one that is older, or of another stack.
   *
   * A first interrupt is no reason to leave it: the file may be the only place that knows what an apply has made.
   *
   * @throws Interrupted when a second one arrived before or during it
   */
  public async pushState(file: string): Promise<void> {
    const inSpiteOfTheFirst = new Terraform({ ...this.props, interrupts: this.props.interrupts.afterwards() });
    await inSpiteOfTheFirst.plain("state", ["push", "-lock=false", file]);
  }

  /** Frees the lock with an id; Terraform refuses another one. */
  public async unlock(id: string): Promise<void> {
    await this.plain("force-unlock", ["-force", id]);
  }

  /** Addresses of everything that the state holds, data sources included. */
  public async stateAddresses(): Promise<string[]> {
    const { stdout } = await this.plain("state", ["list"]);
    return stdout.split("\n").filter(Boolean);
  }

  /** What the state holds of every resource that it manages, but no secrets. */
  public async stateResources(): Promise<readonly StateResource[]> {
    const { stdout } = await this.plain("show", ["-json"]);
    return resourcesIn(JSON.parse(stdout) as StateJson); // its documented form
  }

  private async plain(command: string, flags: readonly string[]): Promise<RunResult> {
    const result = await this.run(command, flags);
    if (result.code !== 0) throw this.failure(command, result);
    return result;
  }

  private async watch(command: "plan" | "apply", flags: readonly string[], onEvent: (event: TerraformEvent) => void): Promise<RunResult> {
    const errors: Diagnostic[] = [];
    const failed: string[] = [];
    const result = await this.run(command, ["-json", "-input=false", ...flags], {
      onLine: (line) => {
        const event = parseEvent(line);
        if (event?.kind === "diagnostic" && event.diagnostic.severity === "error") errors.push(event.diagnostic);
        else if (event !== undefined) onEvent(event);
        if (event?.kind === "failed") failed.push(event.address);
      },
    });
    if (result.code === 1 || result.code > 2) throw this.failure(command, result, errors, failed);
    return result;
  }

  private run(command: string, flags: readonly string[], how: { readonly onLine?: (line: string) => void } = {}): Promise<RunResult> {
    const { binary, directory, environment, interrupts } = this.props;
    return run({ command: binary.command, args: [command, ...flags], directory, environment, interrupts, ...how });
  }

  private locking(): string[] {
    return this.props.lockTimeout === undefined ? [] : [`-lock-timeout=${this.props.lockTimeout}`];
  }

  private failure(command: string, result: RunResult, errors: readonly Diagnostic[] = [], failed: readonly string[] = []): UserError {
    const reasons = errors.length > 0 ? errors.map(describeDiagnostic) : [lastWords(result)];
    const where = failed.length > 0 ? `\n  at ${failed.join(", ")}` : "";
    const count = errors.length > 1 ? ` with ${errors.length} errors` : "";
    return new UserError(`terraform ${command} failed${count} in ${this.props.directory}\n  - ${reasons.join("\n  - ")}${where}`);
  }
}

/** A plan in a few words. */
export function describePlan({ add, change, remove, hasChanges, changedOutputs }: Plan): string {
  if (!hasChanges) return "no changes";
  const counts = [
    [add, "to add"],
    [change, "to change"],
    [remove, "to destroy"],
  ] as const;
  const resources = counts.flatMap(([count, what]) => (count > 0 ? [`${count} ${what}`] : []));
  return resources.length > 0 ? resources.join(", ") : `${changedOutputs.length} outputs to change`;
}

/** What is left to say of a run that ended without a diagnostic: a crash, or somebody's signal. */
function lastWords({ code, stdout, stderr }: RunResult): string {
  const said = stderr.trim() || stdout.trim().split("\n").slice(-5).join("\n    ");
  return `it ended with code ${code}${said === "" ? "" : `: ${said}`}`;
}

function diagnosticsIn(text: string): readonly Diagnostic[] {
  try {
    const { diagnostics = [] } = JSON.parse(text) as { readonly diagnostics?: readonly Diagnostic[] };
    return diagnostics.filter(({ severity }) => severity === "error");
  } catch {
    return []; // Terraform ended before it could write its result; its standard error says why
  }
}
