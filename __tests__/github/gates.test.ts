import { gateRules } from "./gate-rules";
import { planted, type PlantedFault, rowsOf } from "./planted";
import type { Rule } from "./rules";
import { setupAction, workflowFiles } from "./workflow";

const files = workflowFiles();
const checks: [string, Rule][] = Object.entries(gateRules);

describe("what fails stops a workflow", () => {
  test.each(checks)("promise: %s", (_, rule) => {
    expect(files.flatMap((file) => rule(file).map((line) => `${file.name}: ${line}`))).toEqual([]);
  });

  test("in the action that every job begins with, too", () => {
    const action = setupAction();

    expect(action.match(/ run: .*\n( +)shell: .*/g)).toEqual([" run: npm ci --no-audit --no-fund\n      shell: bash"]);
    expect(action.match(/\brun:/g)).toHaveLength(1);
    expect(action.match(/\bif:|continue-on-error/g)).toBeNull();
  });
});

/** For each rule, changes of a workflow that must break it. */
const faults: Readonly<Record<keyof typeof gateRules, readonly PlantedFault[]>> = {
  "every command runs where a pipe fails with any of its parts": [
    ["environment.yml", "defaults:\n  run:\n    shell: bash\n\n", ""],
    ["pull-request.yml", "defaults:\n  run:\n    shell: bash\n\n", ""],
    ["environment.yml", "shell: bash", "shell: bash -e {0}"],
    ["environment.yml", "shell: bash", "shell: sh"],
    ["environment.yml", "  plan:\n", "  plan:\n    defaults:\n      run:\n        shell: sh\n"],
    ["pull-request.yml", "- run: npm run --silent review |", "- shell: sh\n        run: npm run --silent review |"],
  ],
  "a step ends as its program does": [
    ["pull-request.yml", "run: npm run test:coverage", "run: npm run test:coverage || true"],
    ["pull-request.yml", "run: npm run checkov", "run: npm run checkov; true"],
    ["pull-request.yml", "run: npm run lint", "run: npm run lint &"],
    ["pull-request.yml", "run: npm run --silent review |", "run: npm run --silent review || true |"],
    ["pull-request.yml", "|| [ $? -eq 1 ]", "|| [ $? -ge 1 ]"],
    ["environment.yml", 'run: npm run deploy -- "$ENVIRONMENT"', 'run: npm run deploy -- "$ENVIRONMENT" || true'],
    ["drift.yml", "--lock-timeout 30m", "--lock-timeout 30m | cat"],
  ],
  "no failure is passed over": [
    ["pull-request.yml", "  checks:\n", "  checks:\n    continue-on-error: true\n"],
    ["pull-request.yml", "- run: npm run lint\n", "- run: npm run lint\n        continue-on-error: true\n"],
    ["environment.yml", "  plan:\n", "  plan:\n    continue-on-error: true\n"],
  ],
  "nothing is left out, but for the reasons that are known": [
    ["pull-request.yml", "  checks:\n", "  checks:\n    if: github.event.action == 'closed'\n"],
    ["pull-request.yml", "- run: npm run lint\n", "- run: npm run lint\n        if: false\n"],
    ["environment.yml", "    needs: plan\n", "    needs: plan\n    if: always()\n"],
    ["environment.yml", "inputs.apply == 'deploy'", "inputs.apply == 'release'"],
    ["deploy.yml", "github.ref == 'refs/heads/main'", "github.ref != 'refs/heads/main'"],
  ],
  "what is left out for a reason that is known stands there, with that reason": [
    ["comment.yml", "    if: github.event.workflow_run.event == 'pull_request'\n", ""],
    ["deploy.yml", "    if: github.ref == 'refs/heads/main'\n", ""],
    ["environment.yml", "      - if: inputs.apply == 'release'\n        run", "      - run"],
    ["environment.yml", "      - if: failure() || cancelled()\n        uses", "      - uses"],
    ["pull-request.yml", "      - if: always()\n        uses", "      - uses"],
  ],
  "a workflow begins when it should, and only then": [
    ["pull-request.yml", "  pull_request:\n", "  pull_request:\n    paths-ignore: [constructs/**]\n"],
    ["pull-request.yml", "  pull_request:\n", "  pull_request:\n    types: [closed]\n"],
    ["deploy.yml", "branches: [main]", 'branches: ["**"]'],
    ["deploy.yml", "default: false", "default: true"],
    ["deploy.yml", "default: deploy", "default: release"],
    ["drift.yml", '  schedule:\n    - cron: "17 3 * * *"\n', ""],
    ["environment.yml", "        type: boolean\n", "        type: boolean\n        default: true\n"],
  ],
  "a merge comes to dev alone, as a deployment that accepts no danger": [
    ["deploy.yml", "inputs.environment || 'dev'", "inputs.environment || 'prod'"],
    ["deploy.yml", "inputs.accepted || false", "inputs.accepted || true"],
    ["deploy.yml", "inputs.apply || 'deploy'", "inputs.apply || 'release'"],
    ["deploy.yml", "      accepted: ${{ inputs.accepted || false }}", "      accepted: true"],
  ],
};

describe("a failure that stops nothing is found", () => {
  test.each(rowsOf(faults))("%s: %s %p", (rule, name, from, to) => {
    const broken = planted(name, from, to);

    expect(gateRules[rule](broken)).toHaveLength(1);
  });
});
