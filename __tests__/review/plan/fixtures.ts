import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { reviewProgram } from "../../../review/program";
import type { Block } from "../../../review/value";

/** What `terraform show -json` says of one resource, cut down to what a review reads and some of what it does not. */
export function change(
  address: string,
  actions: readonly string[],
  more: { readonly paths?: readonly (readonly (string | number)[])[]; readonly reason?: string } = {},
): Block {
  const [type = "", name = ""] = address.split(".");
  return {
    address,
    mode: "managed",
    type,
    name,
    provider_name: "registry.terraform.io/hashicorp/aws",
    change: {
      actions,
      before: actions.includes("create") && actions.length === 1 ? null : { tags: { Environment: "dev" } },
      after: actions.includes("delete") && actions.length === 1 ? null : { tags: { Environment: "dev" } },
      after_unknown: {},
      ...(more.paths === undefined ? {} : { replace_paths: more.paths }),
    },
    ...(more.reason === undefined ? {} : { action_reason: more.reason }),
  };
}

/** A resource that is not in the configuration any more. */
export const deleted = (address: string): Block => change(address, ["delete"], { reason: "delete_because_no_resource_config" });

/** A resource of which an attribute was changed that cannot be changed in place. */
export const replaced = (address: string, ...path: readonly (string | number)[]): Block =>
  change(address, ["delete", "create"], { paths: [path], reason: "replace_because_cannot_update" });

/** A whole plan, in the form of Terraform 1.11. */
export function plan(...changes: readonly Block[]): Block {
  return {
    format_version: "1.2",
    terraform_version: "1.11.4",
    planned_values: { root_module: {} },
    resource_changes: changes,
    configuration: { root_module: {} },
    applyable: true,
    complete: true,
    errored: false,
  };
}

export interface Reviewed {
  readonly code: number;
  readonly out: string;
  readonly err: string;
  /** First line of what was said. */
  readonly first: string;
}

/** Runs `review --plan` on a file with the given text. */
export async function reviewText(text: string): Promise<Reviewed> {
  const folder = mkdtempSync(path.join(tmpdir(), "plan-"));
  const file = path.join(folder, "plan.json");
  writeFileSync(file, text);
  try {
    return await reviewFile(file);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** Runs `review --plan` on a plan with the given changes. */
export function reviewPlan(...changes: readonly Block[]): Promise<Reviewed> {
  return reviewText(JSON.stringify(plan(...changes)));
}

/** Runs `review --plan` on a file that may not be there. */
export async function reviewFile(file: string): Promise<Reviewed> {
  const said = { out: "", err: "" };
  const code = await reviewProgram({
    args: ["--plan", file],
    environment: {},
    project: process.cwd(),
    stdout: { write: (text) => (said.out += text) },
    stderr: { write: (text) => (said.err += text) },
  });
  return { code, ...said, first: said.out.split("\n")[0] ?? "" };
}
