import { environments } from "../../environments";
import { textAt } from "../../review/value";
import { stackNamed } from "../contracts/stacks";
import { accountRules, sessions } from "./account-rules";
import { planted, type PlantedFault, rowsOf } from "./planted";
import type { Rule } from "./rules";
import { workflowFiles } from "./workflow";

const files = workflowFiles();
const checks: [string, Rule][] = Object.entries(accountRules);

describe("what comes to an account", () => {
  test.each(checks)("promise: %s", (_, rule) => {
    expect(files.flatMap((file) => rule(file).map((line) => `${file.name}: ${line}`))).toEqual([]);
  });

  test.each([
    ["plan", false, 2],
    ["deploy", true, 1],
  ])("asks a role that may %s for no longer than it can be taken", (duty, applying, count) => {
    const asked = files.flatMap((file) => sessions(file, applying));

    const allowed = stackNamed("ohi-account")
      .ofType("aws_iam_role")
      .filter(({ values }) => environments.some(({ name }) => textAt(values, "name") === `ohi-${name}-${duty}`))
      .map(({ values }) => Number(values["max_session_duration"]));

    expect([asked.length, allowed.length]).toEqual([count, environments.length]);
    expect(Math.max(...asked)).toBeLessThanOrEqual(Math.min(...allowed));
  });
});

const accountId = "          OHI_ACCOUNT_ID: ${{ vars.OHI_ACCOUNT_ID }}\n";

/** For each rule, changes of a workflow that must break it. */
const faults: Readonly<Record<keyof typeof accountRules, readonly PlantedFault[]>> = {
  "whatever plans, applies or compares has the settings of its environment, and all of them": [
    ["drift.yml", accountId, ""],
    ["drift.yml", /.*OHI_IMAGE_TAGS: .*\n/, ""],
    ["drift.yml", /.*OHI_STATE_BUCKET: .*\n/, ""],
    ["drift.yml", /.*OHI_STATE_KMS_KEY_ARN: .*\n/, ""],
    ["drift.yml", "vars[format('OHI_IMAGE_TAGS_{0}', matrix.environment)]", "vars.OHI_IMAGE_TAGS_DEV"],
    ["drift.yml", accountId, `${accountId}          OHI_GITHUB_REPOSITORY: \${{ github.repository }}\n`],
  ],
  "every such command is told its environment": [
    ["environment.yml", 'npm run deploy -- "$ENVIRONMENT"', "npm run deploy -- prod"],
    ["drift.yml", '"$ENVIRONMENT" --lock', "dev --lock"],
  ],
  "an apply takes the role that deploys its environment, and all else the one that plans it": [
    ["environment.yml", "OHI_PLAN_ROLE_ARN_{0}", "OHI_DEPLOY_ROLE_ARN_{0}"],
    ["environment.yml", "vars[format('OHI_DEPLOY_ROLE_ARN_{0}', inputs.environment)]", "vars.OHI_DEPLOY_ROLE_ARN_PROD"],
    ["drift.yml", "OHI_PLAN_ROLE_ARN_{0}", "OHI_DEPLOY_ROLE_ARN_{0}"],
    ["drift.yml", "eu-west-1", "eu-west-2"],
  ],
  "credentials last as long as the job that has them": [
    ["environment.yml", /role-duration-seconds: \d+/, "role-duration-seconds: 7200"],
    ["environment.yml", / +role-duration-seconds: \d+\n/, ""],
    ["drift.yml", "timeout-minutes: 60", "timeout-minutes: 90"],
  ],
  "a release has the time for every migration, the apply and the rollout": [
    ["environment.yml", "timeout-minutes: 180", "timeout-minutes: 120"],
    ["environment.yml", "    timeout-minutes: 180\n", ""],
  ],
  "what an apply that failed could not write outlives its machine, and nobody can read it": [
    ["environment.yml", "path: plans/*.errored.tfstate.sealed", "path: plans"],
    ["environment.yml", "path: plans/*.errored.tfstate.sealed", "path: cdktf.out/stacks/*/errored.tfstate"],
    ["environment.yml", "npm run state:seal", "npm run plan"],
    ["environment.yml", "      - if: failure() || cancelled()\n        run", "      - if: success()\n        run"],
    ["environment.yml", "      - if: failure() || cancelled()\n        uses", "      - uses"],
    ["environment.yml", "if-no-files-found: ignore", "if-no-files-found: error"],
  ],
};

/** In one workflow, whose two jobs share its variables, a fault breaks the promise of both. */
const ofBothJobs: readonly PlantedFault[] = [
  ["environment.yml", "  OHI_ACCOUNT_ID: ${{ vars.OHI_ACCOUNT_ID }}\n", ""],
  ["environment.yml", /.*OHI_IMAGE_TAGS: .*\n/, ""],
  ["environment.yml", "ENVIRONMENT: ${{ inputs.environment }}", "ENVIRONMENT: prod"],
];

describe("what would come to an account otherwise is found", () => {
  test.each(rowsOf(faults))("%s: %s %p", (rule, name, from, to) => {
    const broken = planted(name, from, to);

    expect(accountRules[rule](broken)).toHaveLength(1);
  });

  test.each(ofBothJobs)("in both jobs: %s %p", (name, from, to) => {
    const broken = planted(name, from, to);

    const found = accountRules["whatever plans, applies or compares has the settings of its environment, and all of them"](broken);

    expect(found.map((line) => line.split(" ")[0])).toEqual(["plan", "apply"]);
  });
});
