import { platform } from "../../environments/platform";
import { variables } from "../../stacks/read-settings";
import { rolloutPatience } from "../../scripts/service-rollout";
import { taskPatience } from "../../scripts/task-run";
import { tasks } from "../../stacks/workload/tasks";
import type { Rule } from "./rules";
import { applies, commandsOf, type Job, jobsIn, type Step, type Workflow, workflowIn } from "./workflow";

/** Read for the account's own stack, which only a person applies: docs/decisions/delivery-roles.md. */
const onlyOfTheAccount = "OHI_GITHUB_REPOSITORY";

/** Settings that each environment has its own of. */
const ofEnvironments = ["OHI_IMAGE_TAGS"];

/** What a synth reads for an environment, from the one list of it. */
const settings = Object.keys(variables.shape).filter((name) => name !== onlyOfTheAccount);

/** Minutes that a job of an environment may take for what is neither a migration nor a rollout: databases and CloudFront take most of an hour. */
const applyMinutes = 60;

/** In every case but that all went well. */
const whenever = "failure() || cancelled()";

/** What AWS gives when a workflow asks for no more. */
const defaultSeconds = 3600;

/** Rules on what comes to an account: with which settings, as which role, and for how long. */
export const accountRules = {
  "whatever plans, applies or compares has the settings of its environment, and all of them": (file) =>
    jobsOfAccounts(file).flatMap(([name, job]) => {
      const { env, on } = workflowIn(file);
      const environment = chosen(on);
      const wanted = {
        ENVIRONMENT: `\${{ ${environment} }}`,
        ...Object.fromEntries(
          settings.map((setting) => [
            setting,
            ofEnvironments.includes(setting) ? `\${{ vars[format('${setting}_{0}', ${environment})] }}` : `\${{ vars.${setting} }}`,
          ]),
        ),
      };
      const missing = stepsOfAccounts(job).flatMap((step) => {
        const found: Readonly<Record<string, unknown>> = { ...env, ...job.env, ...step.env };
        const others = Object.keys(found).filter((variable) => variable in variables.shape && !(variable in wanted));
        return [...Object.entries(wanted).flatMap(([variable, value]) => (found[variable] === value ? [] : [variable])), ...others];
      });
      return [...new Set(missing)].map((variable) => `${name} ${variable}`);
    }),

  "every such command is told its environment": (file) =>
    jobsOfAccounts(file).flatMap(([name, job]) =>
      stepsOfAccounts(job)
        .filter(({ run = "" }) => !/^npm run [a-z:]+ -- "\$ENVIRONMENT"/.test(run))
        .map(({ run = "" }) => `${name}: ${run}`),
    ),

  "an apply takes the role that deploys its environment, and all else the one that plans it": (file) =>
    jobsOfAccounts(file).flatMap(([name, job]) => {
      const role = `OHI_${applies(job) ? "DEPLOY" : "PLAN"}_ROLE_ARN_{0}`;
      const wanted = [platform.region, `\${{ vars[format('${role}', ${chosen(workflowIn(file).on)})] }}`];
      const found = credentialsOf(job).map(({ with: inputs }) => [inputs?.["aws-region"], inputs?.["role-to-assume"]]);
      return JSON.stringify(found) === JSON.stringify([wanted]) ? [] : [`${name} ${JSON.stringify(found)}`];
    }),

  "credentials last as long as the job that has them": (file) =>
    jobsIn(file).flatMap(([name, job]) => {
      const needed = (job["timeout-minutes"] ?? 0) * 60;
      return credentialsOf(job)
        .map((step) => secondsOf(step))
        .filter((seconds) => seconds < needed)
        .map((seconds) => `${name} may take ${needed} s, and has credentials for ${seconds} s`);
    }),

  "a release has the time for every migration, the apply and the rollout": (file) => {
    const needed = (Object.keys(tasks).length * taskPatience.atMost + rolloutPatience.atMost) / 60_000 + applyMinutes;
    return jobsIn(file)
      .filter(([, job]) => commandsOf(job).some((run) => run.startsWith("npm run release")))
      .filter(([, job]) => !(Number(job["timeout-minutes"]) >= needed))
      .map(([name, job]) => `${name} has ${String(job["timeout-minutes"])} of ${needed} minutes`);
  },

  "what an apply that failed could not write outlives its machine, and nobody can read it": (file) =>
    jobsIn(file)
      .filter(([, job]) => applies(job))
      .filter(([, { steps = [] }]) => {
        const [seal, upload] = steps.slice(-2);
        const { path, "if-no-files-found": none } = upload?.with ?? {};
        const kept =
          upload?.uses?.startsWith("actions/upload-artifact@") === true && path === "plans/*.errored.tfstate.sealed" && none === "ignore";
        return !(seal?.run?.startsWith("npm run state:seal ") === true && kept && seal.if === whenever && upload.if === whenever);
      })
      .map(([name]) => name),
} satisfies Readonly<Record<string, Rule>>;

/** Seconds for which each job that applies, or does not, has its credentials. */
export function sessions(file: Parameters<Rule>[0], applying: boolean): number[] {
  return jobsIn(file)
    .filter(([, job]) => applies(job) === applying)
    .flatMap(([, job]) => credentialsOf(job).map((step) => secondsOf(step)));
}

/** How a workflow names the environment that it is about. */
function chosen(on: Workflow["on"]): string {
  return "workflow_call" in on ? "inputs.environment" : "matrix.environment";
}

/** The jobs that come to an account, by what they run or by whom they are. */
function jobsOfAccounts(file: Parameters<Rule>[0]): [string, Job][] {
  return jobsIn(file).filter(([, job]) => stepsOfAccounts(job).length > 0 || credentialsOf(job).length > 0);
}

function stepsOfAccounts({ steps = [] }: Job): Step[] {
  return steps.filter(({ run = "" }) => /npm run (plan|deploy|diff|drift|destroy|release|migrate|frontend|images|state:seal) /.test(run));
}

function credentialsOf({ steps = [] }: Job): Step[] {
  return steps.filter(({ uses = "" }) => uses.startsWith("aws-actions/configure-aws-credentials@"));
}

function secondsOf({ with: inputs }: Step): number {
  return Number(inputs?.["role-duration-seconds"] ?? defaultSeconds);
}
