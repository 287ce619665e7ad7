import { createHash } from "node:crypto";
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { UserError } from "../terraform/errors";
import type { SynthesizedStack } from "../terraform/synthesize";
import type { Plan } from "../terraform/terraform";
import { folderForOwner, writeForOwner } from "./for-owner";
import type { Seal } from "./seal";

type Counts = Pick<Plan, "add" | "change" | "remove" | "hasChanges">;

/** What is written beside a plan file, so that it is applied to nothing but what it was made for. */
interface Binding extends Counts {
  readonly stack: string;
  /** Digest of the configuration that was planned. */
  readonly configuration: string;
  /** Digest of the plan file. */
  readonly plan: string;
  /** Commit that was checked out. Absent outside of a git repository. */
  readonly commit?: string;
}

/**
 * The plan of a stack that was shown to somebody and waits to be applied.
 *
 * It is bound to the commit and the configuration that it was made from: once one of them changes, the plan is refused. Terraform itself refuses
 * it once the state has moved. Plan files may hold secrets, so the folder is for its owner alone, and whoever keeps the plan elsewhere seals it.
 */
export class SavedPlan {
  constructor(
    private readonly folder: string,
    private readonly stack: SynthesizedStack,
    private readonly commit?: string,
  ) {}

  /** Where Terraform is to write the plan. */
  public get file(): string {
    return path.resolve(this.folder, `${this.stack.name}.tfplan`);
  }

  private get sealedFile(): string {
    return `${this.file}.sealed`;
  }

  private get bindingFile(): string {
    return path.resolve(this.folder, `${this.stack.name}.json`);
  }

  /** Makes room for a new plan; an older one is gone from here on. */
  public clear(): void {
    folderForOwner(this.folder);
    for (const file of [this.file, this.sealedFile, this.bindingFile]) rmSync(file, { force: true });
  }

  /** Binds the plan that Terraform has written to the configuration as it is now. */
  public bind({ add, change, remove, hasChanges }: Counts): void {
    const binding: Binding = {
      stack: this.stack.name,
      configuration: digestOfFolder(this.stack.directory),
      plan: digestOf(readFileSync(this.file)),
      ...(this.commit === undefined ? {} : { commit: this.commit }),
      add,
      change,
      remove,
      hasChanges,
    };
    writeForOwner(this.bindingFile, `${JSON.stringify(binding, null, 2)}\n`);
  }

  /** Leaves the plan in encrypted form only. */
  public async seal(seal: Seal): Promise<void> {
    writeForOwner(this.sealedFile, await seal.close(readFileSync(this.file), this.context));
    rmSync(this.file);
  }

  /**
   * Does some work with the plan, if it may be applied to the configuration as it is now. A sealed one is open for this work only, in a folder of its own.
   *
   * @throws UserError when there is none, or when it was made from something else
   */
  public async opened<Result>(seal: () => Seal, work: (plan: Counts & Pick<Plan, "file">) => Promise<Result>): Promise<Result> {
    if (!existsSync(this.sealedFile)) return work(this.load(this.file));
    const folder = mkdtempSync(path.join(tmpdir(), "plan-"));
    try {
      const file = path.join(folder, path.basename(this.file));
      writeForOwner(file, await seal().open(readFileSync(this.sealedFile), this.context));
      return await work(this.load(file));
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  }

  private load(file: string): Counts & Pick<Plan, "file"> {
    const { name, environment, directory } = this.stack;
    const again = `Run "npm run plan -- ${environment}" and read what it shows.`;
    if (!existsSync(file) || !existsSync(this.bindingFile))
      throw new UserError(`There is no saved plan of ${name} in ${this.folder}. ${again}`);

    const binding = JSON.parse(readFileSync(this.bindingFile, "utf8")) as Binding; // written by bind
    if (binding.stack !== name || binding.plan !== digestOf(readFileSync(file))) {
      throw new UserError(`The saved plan of ${name} in ${this.folder} is not the one that was shown. ${again}`);
    }
    if (binding.commit !== this.commit) {
      throw new UserError(
        `The saved plan of ${name} was made from commit ${binding.commit ?? "none"}, and this is ${this.commit ?? "none"}. ${again}`,
      );
    }
    if (binding.configuration !== digestOfFolder(directory)) {
      throw new UserError(`The saved plan of ${name} is out of date: what is synthesized now differs from what was planned. ${again}`);
    }
    return { ...binding, file };
  }

  /** What a sealed plan is for; it opens for nothing else. */
  private get context(): Readonly<Record<string, string>> {
    return { stack: this.stack.name, commit: this.commit ?? "none" };
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
