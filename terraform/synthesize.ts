import { existsSync, mkdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { exitCodes, UserError } from "./errors";
import type { Interrupts } from "./interrupts";
import type { ProcessEnvironment } from "./process-group";
import { run } from "./run";

export interface SynthesizeProps {
  /** Folder of the project, which holds `cdktf.json`. */
  readonly project: string;
  /** Folder to write to. */
  readonly output: string;
  readonly environment: ProcessEnvironment;
  readonly interrupts: Interrupts;
}

/** A stack as it lies on the disk. */
export interface SynthesizedStack {
  /** For example `ohi-dev`. */
  readonly name: string;
  /** What people call it: the name without the project's prefix, for example `dev`. */
  readonly environment: string;
  /** Folder of its `cdk.tf.json`. */
  readonly directory: string;
}

/** The folder that is synthesized into, as CDKTF_OUTDIR names it for the cdktf command, too. A relative one lies in the project. */
export function outputOf(environment: ProcessEnvironment): string {
  return environment["CDKTF_OUTDIR"] ?? "cdktf.out";
}

/**
 * Runs the program that `cdktf.json` names, as `cdktf synth` does, into a folder of our own.
 *
 * @throws UserError with what the program said when it fails.
 */
export async function synthesize({ project, output, environment, interrupts }: SynthesizeProps): Promise<readonly SynthesizedStack[]> {
  const { app } = JSON.parse(readFileSync(path.join(project, "cdktf.json"), "utf8")) as { readonly app: string };
  mkdirSync(output, { recursive: true });
  const { code, stdout, stderr } = await run({
    command: "/bin/sh",
    args: ["-c", `exec ${app}`],
    directory: project,
    environment: { ...environment, CDKTF_OUTDIR: output },
    interrupts,
  });
  if (code !== 0) throw new UserError(`Synthesis failed: "${app}" ended with code ${code}\n${(stderr || stdout).trim()}`);
  return stacksIn(output);
}

/**
 * What a synthesized file holds.
 *
 * @throws UserError when it is no JSON, as a synthesis leaves it that was cut off.
 */
export function readSynthesized(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file, "utf8"));
  } catch {
    throw new UserError(`${file} is no JSON. Run "npm run synth" again.`);
  }
}

/** The stacks that a manifest lists, in its order. */
export function stacksIn(output: string): readonly SynthesizedStack[] {
  const file = path.join(output, "manifest.json");
  if (!existsSync(file))
    throw new UserError(`${file} is missing: nothing has been synthesized there. Run "npm run synth", or name another folder.`);
  const { stacks } = readSynthesized(file) as {
    readonly stacks: Readonly<Record<string, { readonly name: string; readonly workingDirectory: string }>>;
  };
  return Object.values(stacks).map(({ name, workingDirectory }) => ({
    name,
    environment: name.slice(name.indexOf("-") + 1),
    directory: path.resolve(output, workingDirectory),
  }));
}

/**
 * The stacks of some environments, each once, in the order asked for.
 *
 * @throws UserError naming all that are unknown, and those that are known.
 */
export function selectStacks(stacks: readonly SynthesizedStack[], environments: readonly string[]): readonly SynthesizedStack[] {
  const byName = new Map(stacks.flatMap((stack) => [[stack.name, stack] as const, [stack.environment, stack] as const]));
  const unknown = environments.filter((name) => !byName.has(name));
  if (unknown.length > 0) {
    const known = stacks.map(({ environment }) => environment).join(", ");
    throw new UserError(`Unknown environment: ${unknown.join(", ")}. Known are: ${known}.`, exitCodes.usage);
  }
  return [...new Set(environments.flatMap((name) => byName.get(name) ?? []))];
}
