import { copyFileSync, cpSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { UserError } from "../../terraform/errors";
import type { Interrupts } from "../../terraform/interrupts";
import type { ProcessEnvironment } from "../../terraform/process-group";
import type { Reporter } from "../../terraform/reporter";
import { run, type RunResult } from "../../terraform/run";
import { synthesize } from "../../terraform/synthesize";
import { type Documents, documentsIn } from "./differences";
import type { Move } from "./moves";

/** Everything that a synthesis reads. Packages that are not installed aside are those of the project, whose folder is around. */
const source = ["main.ts", "cdktf.json", "compiled", "environments", "stacks", "constructs"];

const lockFile = "package-lock.json";

export interface AsideProps {
  /** Folder of the project. */
  readonly project: string;
  /** Folder to install and write into, within the project's. */
  readonly home: string;
  readonly environment: ProcessEnvironment;
  readonly interrupts: Interrupts;
  readonly reporter: Reporter;
}

/** What the project synthesizes as it is. */
export async function synthesizeHere({ reporter, home, ...props }: AsideProps): Promise<Documents> {
  return reporter.step("synthesize under cdktf", () => synthesized({ ...props, output: path.join(home, "cdktf.out") }));
}

/**
 * What a copy of the project's source, unchanged, synthesizes with the packages of a move, once the compiler accepts it with them.
 *
 * @throws UserError when a package cannot be had, and with what the compiler or the program says when it refuses
 */
export async function synthesizeAside(move: Move, { reporter, home, project, ...props }: AsideProps): Promise<Documents> {
  const folder = path.join(home, move.name);
  await reporter.step(`${move.name}: install`, () => install(folder, move, props));
  layOut(folder, project, move);
  await reporter.step(`${move.name}: compile`, () => compile(folder, props));
  return reporter.step(`${move.name}: synthesize`, () =>
    synthesized({ ...props, project: folder, output: path.join(folder, "cdktf.out") }),
  );
}

type Runs = Pick<AsideProps, "environment" | "interrupts">;

/** Installs the packages of a move, unless they are there already for this very lock file. */
async function install(folder: string, { name }: Move, runs: Runs): Promise<void> {
  const lock = path.join(__dirname, name, lockFile);
  const stamp = path.join(folder, "node_modules", ".installed.json");
  if (existsSync(stamp) && readFileSync(stamp, "utf8") === readFileSync(lock, "utf8")) return;

  mkdirSync(folder, { recursive: true });
  for (const file of ["package.json", lockFile]) copyFileSync(path.join(__dirname, name, file), path.join(folder, file));
  const npm = await run({ ...runs, command: "npm", args: ["ci", "--ignore-scripts", "--no-audit", "--no-fund"], directory: folder });
  if (npm.code !== 0) throw new UserError(`npm cannot install what scripts/cdktn/${name} lists:\n${said(npm)}`);
  copyFileSync(lock, stamp);
}

function layOut(folder: string, project: string, { paths = {} }: Move): void {
  for (const name of source) {
    rmSync(path.join(folder, name), { recursive: true, force: true });
    cpSync(path.join(project, name), path.join(folder, name), { recursive: true });
  }
  const settings = {
    extends: path.join(project, "tsconfig.json"),
    compilerOptions: { paths, tsBuildInfoFile: "node_modules/.cache/tsbuildinfo" },
    include: ["**/*.ts"],
    exclude: ["node_modules"],
  };
  writeFileSync(path.join(folder, "tsconfig.json"), JSON.stringify(settings, null, 2));
}

async function compile(folder: string, runs: Runs): Promise<void> {
  const compiler = require.resolve("typescript/bin/tsc");
  const result = await run({ ...runs, command: process.execPath, args: [compiler, "--noEmit", "-p", "."], directory: folder });
  if (result.code !== 0) throw new UserError(`The source does not compile in ${folder}:\n${said(result)}`);
}

async function synthesized(props: Runs & { readonly project: string; readonly output: string }): Promise<Documents> {
  rmSync(props.output, { recursive: true, force: true });
  await synthesize(props);
  return documentsIn(props.output);
}

function said({ stdout, stderr }: RunResult): string {
  return `${stdout}\n${stderr}`.trim();
}
