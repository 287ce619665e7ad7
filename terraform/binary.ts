import { UserError } from "./errors";
import type { Interrupts } from "./interrupts";
import type { ProcessEnvironment } from "./process-group";
import { run } from "./run";

/** The oldest Terraform that does: it locks state in S3 and knows write-only arguments. */
export const oldestTerraform = "1.11";

const howToGetIt = [
  `Get Terraform ${oldestTerraform} or newer:`,
  "  macOS    brew install hashicorp/tap/terraform",
  "  others   https://developer.hashicorp.com/terraform/install",
].join("\n");

/** A Terraform that is known to work here. */
export interface TerraformBinary {
  readonly command: string;
  readonly version: string;
  /** As provider mirrors spell it, for example `linux_amd64`. */
  readonly platform: string;
}

/**
 * Finds the `terraform` on the PATH, or the one that TERRAFORM_BINARY_NAME names as it does for the cdktf command.
 *
 * @throws UserError saying what was found, what is needed and how to get it.
 */
export async function findTerraform(environment: ProcessEnvironment, interrupts: Interrupts): Promise<TerraformBinary> {
  const command = environment["TERRAFORM_BINARY_NAME"] ?? "terraform";
  const { terraform_version: version, platform } = await versionOf(command, environment, interrupts);
  if (!isAtLeast(version, oldestTerraform)) {
    throw new UserError(`Terraform is too old: "${command}" is version ${version}, needed is ${oldestTerraform} or newer.\n${howToGetIt}`);
  }
  return { command, version, platform };
}

/** Whether a version such as `1.11.4` is not older than one such as `1.11`. A pre-release counts as older than its release. */
export function isAtLeast(version: string, oldest: string): boolean {
  const [left, right] = [numbers(version), numbers(oldest)];
  for (const index of [0, 1, 2]) {
    const difference = (left[index] ?? 0) - (right[index] ?? 0);
    if (difference !== 0) return difference > 0;
  }
  return !version.includes("-");
}

function numbers(version: string): number[] {
  return version.split("-", 1).flatMap((release) => release.split(".").map(Number));
}

interface Version {
  readonly terraform_version: string;
  readonly platform: string;
}

async function versionOf(command: string, environment: ProcessEnvironment, interrupts: Interrupts): Promise<Version> {
  const result = await run({
    command,
    args: ["version", "-json"],
    directory: process.cwd(),
    environment: { ...environment, CHECKPOINT_DISABLE: "1" },
    interrupts,
  }).catch((error: unknown) => {
    if (!(error instanceof UserError)) throw error;
    throw new UserError(`Terraform was not found: ${error.message}.\n${howToGetIt}`);
  });
  try {
    return JSON.parse(result.stdout) as Version; // the documented form of `terraform version -json`
  } catch {
    const said = (result.stderr || result.stdout).trim().split("\n").slice(-3).join("\n  ");
    throw new UserError(`"${command} version -json" ended with code ${result.code} and no version:\n  ${said}\n${howToGetIt}`);
  }
}
