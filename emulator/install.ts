import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { isAtLeast } from "../terraform/binary";
import { UserError } from "../terraform/errors";
import type { Interrupts } from "../terraform/interrupts";
import type { ProcessEnvironment } from "../terraform/process-group";
import { run, type RunResult } from "../terraform/run";

/** The oldest Python that the emulator runs on, and all other tools of Python's. */
export const oldestPython = "3.10";

const howToGetIt = [
  `Get Python ${oldestPython} or newer with its venv module:`,
  "  Debian, Ubuntu  apt-get install python3 python3-venv",
  "  Fedora          dnf install python3",
  "  macOS           brew install python",
  "  others          https://www.python.org/downloads/",
].join("\n");

export interface InstallProps {
  /** What is installed, for messages, for example "the emulator". */
  readonly what: string;
  /** Lists what to install, for pip. */
  readonly requirements: string;
  /** Folder of the virtual environment. */
  readonly folder: string;
  readonly environment: ProcessEnvironment;
  readonly interrupts: Interrupts;
}

/**
 * Installs what the requirements list into a virtual environment, unless it is there already for these very requirements.
 *
 * @returns the virtual environment's Python
 * @throws UserError when Python, its venv module or a package cannot be had
 */
export async function installPythonTools(props: InstallProps): Promise<string> {
  const { requirements, folder } = props;
  const python = path.join(folder, "bin", "python");
  const stamp = path.join(folder, "requirements.sha256");
  const wanted = createHash("sha256").update(readFileSync(requirements)).digest("hex");
  if (existsSync(python) && existsSync(stamp) && readFileSync(stamp, "utf8") === wanted) return python;

  await requirePython(props);
  mkdirSync(path.dirname(folder), { recursive: true });
  const venv = await python3(props, "python3", ["-m", "venv", folder]);
  if (venv.code !== 0) throw new UserError(`Python cannot make a virtual environment:\n${lastLines(venv)}\n${howToGetIt}`);

  const pip = await python3(props, python, [
    "-m",
    "pip",
    "install",
    "--quiet",
    "--disable-pip-version-check",
    "-r",
    path.resolve(requirements),
  ]);
  if (pip.code !== 0) {
    throw new UserError(
      `pip cannot install ${props.what}:\n${lastLines(pip)}\nIt needs a package index; PIP_INDEX_URL or pip's configuration names one other than the default.`,
    );
  }
  writeFileSync(stamp, wanted);
  return python;
}

async function requirePython(props: InstallProps): Promise<void> {
  const { code, stdout, stderr } = await python3(props, "python3", ["-c", "import platform; print(platform.python_version())"]).catch(
    (error: unknown) => {
      if (!(error instanceof UserError)) throw error;
      throw new UserError(`Python was not found: ${error.message}.\n${howToGetIt}`);
    },
  );
  if (code !== 0) throw new UserError(`Python does not start: "python3" ended with code ${code}: ${stderr.trim()}\n${howToGetIt}`);
  if (!isAtLeast(stdout.trim(), oldestPython)) {
    throw new UserError(`Python is too old: "python3" is version ${stdout.trim()}, needed is ${oldestPython} or newer.\n${howToGetIt}`);
  }
}

function python3({ environment, interrupts }: InstallProps, command: string, args: readonly string[]): Promise<RunResult> {
  return run({ command, args, directory: process.cwd(), environment, interrupts });
}

function lastLines({ stdout, stderr }: RunResult): string {
  return `  ${`${stdout}\n${stderr}`.trim().split("\n").slice(-6).join("\n  ")}`;
}
