import { readFileSync } from "node:fs";
import path from "node:path";
import { environments } from "../../environments";
import { applies, commandsOf, type Job, jobsIn, npmScripts, type Step, type WorkflowFile, workflowIn } from "./workflow";

/** A promise that every workflow keeps: what breaks it, a line each. */
export type Rule = (file: WorkflowFile) => string[];

const { scripts } = JSON.parse(readFileSync(path.resolve(__dirname, "../../package.json"), "utf8")) as { scripts: object };
const known = [...Object.keys(scripts), "ci"];
const names = environments.map(({ name }) => name);

/** What each job may do besides reading the repository. */
const permitted: Readonly<Record<string, readonly string[]>> = {
  "comment.yml comment": ["actions: read", "pull-requests: write"],
  "deploy.yml environment": ["id-token: write"],
  "drift.yml drift": ["id-token: write", "issues: write"],
  "environment.yml apply": ["id-token: write"],
  "environment.yml plan": ["id-token: write"],
};

/** Scripts that read what `npm run synth` has written. */
const readers = ["checkov", "review"];

/** The step that reviews a plan: it ends well when there is no danger, or when there is and it was accepted. */
const reviewed =
  /run: npm run --silent review -- --plan "[^"]+" \| tee -a "[^"]+" \|\| \{ \[ \$\? -eq 1 \] && \[ "\$ACCEPTED" = true \]; \}\n +env:\n +ACCEPTED: \$\{\{ inputs\.accepted \}\}\n/;

const stepsOf = ({ steps = [] }: Job): readonly Step[] => steps;
const writes = (permissions: Readonly<Record<string, string>> = {}): string[] => Object.entries(permissions).map((one) => one.join(": "));

export const rules = {
  "every action of others is pinned by a commit, with its version beside it": ({ text }) =>
    text
      .split("\n")
      .filter((line) => /\buses:/.test(line) && !line.includes("uses: ./"))
      .filter((line) => !/uses: [\w-]+\/[\w-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/.test(line)),

  "a workflow grants nothing but reading by itself, and a job only what it needs": (file) => {
    const { permissions, jobs } = workflowIn(file);
    const atTop = permissions === undefined ? ["no permissions at the top"] : writes(permissions).filter((one) => one !== "contents: read");
    const inJobs = Object.entries(jobs).flatMap(([name, job]) => {
      const allowed = ["contents: read", ...(permitted[`${file.name} ${name}`] ?? [])];
      return writes(job.permissions)
        .filter((one) => !allowed.includes(one))
        .map((one) => `${name} ${one}`);
    });
    return [...atTop, ...inJobs];
  },

  "nothing runs the code of a pull request with more rights than it has": ({ name, text }) => [
    ...(text.includes("pull_request_target") ? ["pull_request_target"] : []),
    ...(text.includes("workflow_run") && text.includes("ref: ") ? ["workflow_run checks out another ref"] : []),
    ...(name === "pull-request.yml" && /secrets\.|vars[.[]|id-token|GH_TOKEN|github\.token/.test(text)
      ? ["a pull request has credentials"]
      : []),
  ],

  "no checkout leaves its token behind": (file) =>
    jobsIn(file).flatMap(([name, job]) =>
      stepsOf(job)
        .filter(({ uses, with: inputs }) => uses?.startsWith("actions/checkout@") === true && inputs?.["persist-credentials"] !== false)
        .map(() => name),
    ),

  "no secret is kept in GitHub": ({ text }) => text.match(/\bsecrets\b.*/g) ?? [],

  "every job ends in time": (file) =>
    jobsIn(file).flatMap(([name, { "timeout-minutes": minutes = 0 }]) => (minutes >= 5 && minutes <= 180 ? [] : [`${name} ${minutes}`])),

  "every step is an npm script that there is": (file) =>
    jobsIn(file).flatMap(([name, job]) =>
      commandsOf(job)
        .filter((run) => !run.startsWith("npm ") || run.trim().includes("\n") || npmScripts(run).some((script) => !known.includes(script)))
        .map((run) => `${name}: ${run}`),
    ),

  "what reads the synthesized folder comes after the synthesis of its own job": (file) =>
    jobsIn(file).flatMap(([name, job]) => {
      const runs = stepsOf(job).flatMap((step) => (step.run === undefined || step["working-directory"] !== undefined ? [] : [step.run]));
      const synthesis = runs.findIndex((run) => npmScripts(run).includes("synth"));
      return runs
        .filter(
          (run, place) =>
            npmScripts(run).some((script) => readers.includes(script)) && !run.includes("--plan") && !(synthesis >= 0 && synthesis < place),
        )
        .map((run) => `${name}: ${run}`);
    }),

  "a plan is applied only when it was reviewed, and danger only when somebody has accepted it": ({ text, name }) =>
    name !== "environment.yml" || (reviewed.test(text) && !text.includes("continue-on-error"))
      ? []
      : ["the review of the plan does not decide"],

  "no expression is part of a command": (file) =>
    jobsIn(file).flatMap(([name, job]) =>
      commandsOf(job)
        .filter((run) => run.includes("${{"))
        .map((run) => `${name}: ${run}`),
    ),

  "an apply is protected by its environment, alone in it, and never cancelled": (file) =>
    jobsIn(file)
      .filter(([, job]) => applies(job))
      .flatMap(([name, { environment, concurrency }]) => [
        ...(environment === "${{ inputs.environment }}" ? [] : [`${name} environment ${String(environment)}`]),
        ...(concurrency?.group === "apply-${{ inputs.environment }}" ? [] : [`${name} group ${String(concurrency?.group)}`]),
        ...(concurrency?.["cancel-in-progress"] === false ? [] : [`${name} may be cancelled`]),
      ]),

  "nothing that comes to an account is cancelled": (file) => {
    const { concurrency, jobs } = workflowIn(file);
    const all = [concurrency, ...Object.values(jobs).map((job) => job.concurrency)];
    return file.name === "pull-request.yml"
      ? []
      : all.flatMap((one) => (one === undefined || one["cancel-in-progress"] === false ? [] : ["cancelled"]));
  },

  "what runs for each environment neither ends nor is cancelled because of another": (file) =>
    jobsIn(file).flatMap(([name, { strategy, concurrency }]) => {
      if (strategy?.matrix === undefined) return [];
      const group = concurrency?.group ?? "";
      return [
        ...(strategy["fail-fast"] === false ? [] : [`${name} ends with the first that fails`]),
        // Of those that wait in one group, GitHub keeps the last and cancels the others.
        ...(Object.keys(strategy.matrix).every((key) => group.includes(`\${{ matrix.${key} }}`)) ? [] : [`${name} group ${group}`]),
      ];
    }),

  "an apply makes no plan, and waits for the one that it applies": (file) =>
    Object.entries(workflowIn(file).jobs)
      .filter(([, job]) => applies(job))
      .flatMap(([name, job]) => [
        ...(commandsOf(job).some((run) => /npm run plan\b|terraform/.test(run)) ? [`${name} plans`] : []),
        ...(job.needs === "plan" ? [] : [`${name} waits for nothing`]),
        ...(stepsOf(job).some(({ uses }) => uses?.startsWith("actions/download-artifact@")) ? [] : [`${name} takes no plan`]),
      ]),

  "a plan is kept sealed, and not for long": (file) =>
    jobsIn(file).flatMap(([name, job]) => [
      ...commandsOf(job)
        .filter((run) => run.includes("npm run plan ") && !run.includes("--sealed"))
        .map(() => `${name} is not sealed`),
      ...stepsOf(job)
        .filter(({ uses }) => uses?.startsWith("actions/upload-artifact@"))
        .filter(({ with: inputs }) => !(Number(inputs?.["retention-days"]) <= 5))
        .map(() => `${name} keeps what it made`),
    ]),

  "the environments are those that there are": (file) => {
    const { on, jobs } = workflowIn(file);
    const dispatch = on["workflow_dispatch"] as { inputs?: { environment?: { options?: string[] } } } | null | undefined;
    const lists = [dispatch?.inputs?.environment?.options, ...Object.values(jobs).map(({ strategy }) => strategy?.matrix?.["environment"])];
    return lists.flatMap((list) => (list === undefined || list.toSorted().join() === names.toSorted().join() ? [] : [list.join()]));
  },
} satisfies Readonly<Record<string, Rule>>;
