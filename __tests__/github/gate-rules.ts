import type { Rule } from "./rules";
import { commandsOf, type Job, jobsIn, type Step, workflowIn } from "./workflow";

/** When each workflow begins. A filter of paths or branches would be a way past it. */
const beginnings: Readonly<Record<string, unknown>> = {
  "comment.yml": { workflow_run: { workflows: ["Pull request"], types: ["completed"] } },
  "deploy.yml": { push: { branches: ["main"] }, workflow_dispatch: { apply: "deploy", accepted: false } },
  "drift.yml": { schedule: [{ cron: "17 3 * * *" }], workflow_dispatch: null },
  "environment.yml": { workflow_call: {} },
  "pull-request.yml": { pull_request: null },
};

/** What may leave out a job or a step, by what it leaves out. */
const conditions: readonly string[] = [
  "comment.yml comment: github.event.workflow_run.event == 'pull_request'",
  "deploy.yml environment: github.ref == 'refs/heads/main'",
  "environment.yml apply, npm run deploy -- \"$ENVIRONMENT\": inputs.apply == 'deploy'",
  "environment.yml apply, npm run release -- \"$ENVIRONMENT\": inputs.apply == 'release'",
  'environment.yml apply, npm run state:seal -- "$ENVIRONMENT": failure() || cancelled()',
  "environment.yml apply, actions/upload-artifact: failure() || cancelled()",
  "pull-request.yml review, actions/upload-artifact: always()",
];

/** Commands of more than one program, each of which says itself which exit codes are good ones. */
const compound: readonly string[] = [
  'npm run --silent review -- --plan "$RUNNER_TEMP/plan.json" | tee -a "$GITHUB_STEP_SUMMARY" || { [ $? -eq 1 ] && [ "$ACCEPTED" = true ]; }',
  "npm ci && npm run synth",
  "npm run --silent review | tee -a review.txt",
  "npm run --silent review -- --base base/cdktf.out --head cdktf.out | tee -a review.txt || [ $? -eq 1 ]",
  "npm run --silent plan:emulator | tee -a review.txt",
];

/** One program and what it is told, whose exit code is the step's. */
const simple = /^npm (?:ci|run (?:--silent )?[a-z:]+)(?: [\w."$/-]+)*$/;

/** What the one job that calls another workflow hands to it: a merge comes to dev, and accepts nothing. */
const handedOver = {
  environment: "${{ inputs.environment || 'dev' }}",
  apply: "${{ inputs.apply || 'deploy' }}",
  accepted: "${{ inputs.accepted || false }}",
};

/** Rules on what decides whether a run goes on: a command that fails must fail its step, its job and its workflow. */
export const gateRules = {
  "every command runs where a pipe fails with any of its parts": (file) => {
    const { defaults } = workflowIn(file);
    const running = jobsIn(file).filter(([, job]) => commandsOf(job).length > 0);
    return [
      ...(running.length === 0 || defaults?.run?.shell === "bash" ? [] : ["the default shell is not bash"]), // only `shell: bash` sets pipefail
      ...running.flatMap(([name, job]) => (job.defaults === undefined ? [] : [`${name} has defaults of its own`])),
      ...running.flatMap(([name, job]) => (job.steps ?? []).flatMap(({ shell }) => (shell === undefined ? [] : [`${name} ${shell}`]))),
    ];
  },

  "a step ends as its program does": (file) =>
    jobsIn(file).flatMap(([name, job]) =>
      commandsOf(job)
        .filter((run) => !simple.test(run) && !compound.includes(run))
        .map((run) => `${name}: ${run}`),
    ),

  "no failure is passed over": ({ text }) => text.match(/continue-on-error.*/g) ?? [],

  "nothing is left out, but for the reasons that are known": (file) =>
    Object.entries(workflowIn(file).jobs)
      .flatMap(([name, job]) => conditionsOf(`${file.name} ${name}`, job))
      .filter((condition) => !conditions.includes(condition)),

  "what is left out for a reason that is known stands there, with that reason": (file) => {
    const found = Object.entries(workflowIn(file).jobs).flatMap(([name, job]) => conditionsOf(`${file.name} ${name}`, job));
    return conditions.filter((condition) => condition.startsWith(`${file.name} `) && !found.includes(condition));
  },

  "a workflow begins when it should, and only then": (file) => {
    const found = Object.fromEntries(Object.entries(workflowIn(file).on).map(([event, value]) => [event, beginningOf(value)]));
    return JSON.stringify(found) === JSON.stringify(beginnings[file.name]) ? [] : [JSON.stringify(found)];
  },

  "a merge comes to dev alone, as a deployment that accepts no danger": (file) =>
    Object.entries(workflowIn(file).jobs)
      .filter(([, { uses }]) => uses !== undefined)
      .map(([, job]) => JSON.stringify(job.with))
      .filter((given) => given !== JSON.stringify(handedOver)),
} satisfies Readonly<Record<string, Rule>>;

/** Every condition of a job and its steps, behind what it may leave out. */
function conditionsOf(name: string, job: Job): string[] {
  const ofSteps = (job.steps ?? []).flatMap((step) => (step.if === undefined ? [] : [`${name}, ${whatIs(step)}: ${step.if}`]));
  return [...(job.if === undefined ? [] : [`${name}: ${job.if}`]), ...ofSteps];
}

const whatIs = ({ run, uses }: Step): string => run ?? String(uses).replace(/@.*/, "");

/** An event as it is written; of one with inputs, their defaults. */
function beginningOf(event: unknown): unknown {
  const { inputs } = (event ?? {}) as { readonly inputs?: Readonly<Record<string, { readonly default?: unknown }>> }; // GitHub's own schema
  return inputs === undefined ? event : Object.fromEntries(Object.entries(inputs).map(([name, input]) => [name, input.default]));
}
