import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { parse } from "yaml";

const folder = path.resolve(__dirname, "../../.github");

/** A step of a job, or of an action of our own. */
export interface Step {
  readonly if?: string;
  readonly uses?: string;
  readonly run?: string;
  readonly shell?: string;
  readonly "working-directory"?: string;
  readonly with?: Readonly<Record<string, unknown>>;
  readonly env?: Readonly<Record<string, unknown>>;
}

/** How commands run that say nothing of it themselves. */
export interface Defaults {
  readonly run?: { readonly shell?: string };
}

/** What is read here of a job. */
export interface Job {
  readonly if?: string;
  readonly needs?: string;
  readonly uses?: string;
  readonly with?: Readonly<Record<string, unknown>>;
  readonly env?: Readonly<Record<string, unknown>>;
  readonly defaults?: Defaults;
  readonly permissions?: Readonly<Record<string, string>>;
  readonly environment?: string;
  readonly concurrency?: { readonly group?: string; readonly "cancel-in-progress"?: boolean };
  readonly strategy?: { readonly matrix?: Readonly<Record<string, readonly string[]>>; readonly "fail-fast"?: boolean };
  readonly "timeout-minutes"?: number;
  readonly steps?: readonly Step[];
}

/** What is read here of a workflow. */
export interface Workflow {
  readonly on: Readonly<Record<string, unknown>>;
  readonly permissions?: Readonly<Record<string, string>>;
  readonly env?: Job["env"];
  readonly defaults?: Defaults;
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

/** The steps of that action. */
export function setupSteps(): readonly Step[] {
  const { runs } = parse(setupAction()) as { readonly runs: { readonly steps: readonly Step[] } }; // GitHub's own schema
  return runs.steps;
}

/** A workflow as GitHub reads it. */
export function workflowIn({ text }: WorkflowFile): Workflow {
  return parse(text) as Workflow; // GitHub's own schema; actionlint holds it
}

/** The jobs of a workflow that run steps. */
export function jobsIn(file: WorkflowFile): [string, Job][] {
  return Object.entries(workflowIn(file).jobs).filter(([, { steps }]) => steps !== undefined);
}

/** The commands of a job, a text for each step that runs one. */
export function commandsOf({ steps = [] }: Job): string[] {
  return steps.flatMap(({ run }) => (run === undefined ? [] : [run]));
}

/** Whether a job writes to an account. */
export function applies(job: Job): boolean {
  return commandsOf(job).some((run) => /npm run (deploy|release|destroy)\b/.test(run));
}

/** The npm scripts that a text runs. */
export function npmScripts(text: string): string[] {
  return [...text.matchAll(/npm (?:run )?(?:--silent )?([a-z][a-z:]*)/g)].map(([, script]) => String(script));
}
