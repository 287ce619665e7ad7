import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { UserError } from "../terraform/errors";
import type { SynthesizedStack } from "../terraform/synthesize";
import type { Plan } from "../terraform/terraform";

type Counts = Pick<Plan, "add" | "change" | "remove" | "hasChanges">;

/** What is written beside a plan file, so that it is applied to nothing but what it was made for. */
interface Binding extends Counts {
  readonly stack: string;
  /** Digest of the configuration that was planned. */
  readonly configuration: string;
  /** Digest of the plan file. */
  readonly plan: string;
}

/**
 * The plan of a stack that was shown to somebody and waits to be applied.
 *
 * It is bound to the configuration that it was made from: once that changes, the plan is refused. Plan files may hold secrets, so the folder
 * is for its owner alone.
 */
export class SavedPlan {
  constructor(
    private readonly folder: string,
    private readonly stack: SynthesizedStack,
  ) {}

  /** Where Terraform is to write the plan. */
  public get file(): string {
    return path.resolve(this.folder, `${this.stack.name}.tfplan`);
  }

  private get bindingFile(): string {
    return path.resolve(this.folder, `${this.stack.name}.json`);
  }

  /** Makes room for a new plan; an older one is gone from here on. */
  public clear(): void {
    mkdirSync(this.folder, { recursive: true, mode: 0o700 });
    rmSync(this.file, { force: true });
    rmSync(this.bindingFile, { force: true });
  }

  /** Binds the plan that Terraform has written to the configuration as it is now. */
  public bind({ add, change, remove, hasChanges }: Counts): void {
    const binding: Binding = {
      stack: this.stack.name,
      configuration: digestOfFolder(this.stack.directory),
      plan: digestOf(readFileSync(this.file)),
      add,
      change,
      remove,
      hasChanges,
    };
    writeFileSync(this.bindingFile, `${JSON.stringify(binding, null, 2)}\n`, { mode: 0o600 });
  }

  /**
   * The plan, if it may be applied to the configuration as it is now.
   *
   * @throws UserError when there is none, or when it was made from something else
   */
  public load(): Counts & Pick<Plan, "file"> {
    const { name, environment, directory } = this.stack;
    const again = `Run "npm run plan -- ${environment}" and read what it shows.`;
    if (!existsSync(this.file) || !existsSync(this.bindingFile))
      throw new UserError(`There is no saved plan of ${name} in ${this.folder}. ${again}`);

    const binding = JSON.parse(readFileSync(this.bindingFile, "utf8")) as Binding; // written by bind
    if (binding.stack !== name || binding.plan !== digestOf(readFileSync(this.file))) {
      throw new UserError(`The saved plan of ${name} in ${this.folder} is not the one that was shown. ${again}`);
    }
    if (binding.configuration !== digestOfFolder(directory)) {
      throw new UserError(`The saved plan of ${name} is out of date: what is synthesized now differs from what was planned. ${again}`);
    }
    return { ...binding, file: this.file };
  }
}

/** Digest of everything in a stack's folder that Terraform reads as configuration. */
function digestOfFolder(directory: string): string {
  const files = readdirSync(directory, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(directory, path.join(entry.parentPath, entry.name)))
    .filter((name) => !/^\.terraform(\/|\.lock\.hcl$)|\.tfplan$|\.tfstate(\.backup)?$/.test(name))
    .sort();
  return digestOf(Buffer.from(files.map((name) => `${name} ${digestOf(readFileSync(path.join(directory, name)))}\n`).join("")));
}

function digestOf(bytes: Buffer): string {
  return createHash("sha256").update(bytes).digest("hex");
}
