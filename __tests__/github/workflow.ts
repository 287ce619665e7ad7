import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { parse } from "yaml";

const folder = path.resolve(__dirname, "../../.github");

/** A step of a job, or of an action of our own. */
export interface Step {
  readonly uses?: string;
  readonly run?: string;
  readonly "working-directory"?: string;
  readonly with?: Readonly<Record<string, unknown>>;
  readonly env?: Readonly<Record<string, unknown>>;
}

/** What is read here of a job. */
export interface Job {
  readonly uses?: string;
  readonly permissions?: Readonly<Record<string, string>>;
  readonly environment?: string;
  readonly concurrency?: { readonly group?: string; readonly "cancel-in-progress"?: boolean };
  readonly strategy?: { readonly matrix?: Readonly<Record<string, readonly string[]>> };
  readonly "timeout-minutes"?: number;
  readonly steps?: readonly Step[];
}

/** What is read here of a workflow. */
export interface Workflow {
  readonly on: Readonly<Record<string, unknown>>;
  readonly permissions?: Readonly<Record<string, string>>;
  readonly concurrency?: Job["concurrency"];
  readonly jobs: Readonly<Record<string, Job>>;
}

/** A workflow's file. */
export interface WorkflowFile {
  /** For example `deploy.yml`. */
  readonly name: string;
  readonly text: string;
}

/** The files of all workflows. */
export function workflowFiles(): WorkflowFile[] {
  const workflows = path.join(folder, "workflows");
  return readdirSync(workflows).map((name) => ({ name, text: readFileSync(path.join(workflows, name), "utf8") }));
}

/** The text of the action that every job begins with. */
export function setupAction(): string {
  return readFileSync(path.join(folder, "actions/setup/action.yml"), "utf8");
}

/** A workflow as GitHub reads it. */
export function workflowIn({ text }: WorkflowFile): Workflow {
  return parse(text) as Workflow; // GitHub's own schema; actionlint holds it
}

/** The jobs of a workflow that run steps. */
export function jobsIn(file: WorkflowFile): [string, Job][] {
  return Object.entries(workflowIn(file).jobs).filter(([, { steps }]) => steps !== undefined);
}

/** The npm scripts that a text runs. */
export function npmScripts(text: string): string[] {
  return [...text.matchAll(/npm (?:run )?(?:--silent )?([a-z][a-z:]*)/g)].map(([, script]) => String(script));
}
