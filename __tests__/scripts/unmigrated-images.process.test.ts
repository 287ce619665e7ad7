import { readdirSync } from "node:fs";
import path from "node:path";
import type { Seal } from "../../scripts/seal";
import { exitCodes } from "../../terraform/errors";
import { FakeTools } from "../support/fake-tools";
import { type Outcome, runStack } from "../support/stack-command";

/** What a plan says of a task definition, before or after. */
interface Definition {
  readonly family?: string;
  readonly container_definitions?: string | null;
}

const family = "ohi-dev-api-migrations";
const replacement = ["create", "delete"];

let tools: FakeTools;
let opened: number;
beforeEach(async () => {
  opened = 0;
  tools = new FakeTools();
  deployed({ "api-migrations": `arn:aws:ecs:eu-west-1:123456789012:task-definition/${family}:3` });
  configured("2");
  await run("plan", "dev");
});
afterEach(() => {
  tools.remove();
});

describe("deploy of a plan that changes the image of a migration", () => {
  test("is refused before anything is applied, with the images and what to do, and the plan is kept", async () => {
    planned(replacement, running("registry/api:1"), running("registry/api:2"));

    const { code, stderr } = await run("deploy", "dev");

    expect(code).toBe(exitCodes.failed);
    expect(stderr).toBe(
      [
        "The saved plan of dev changes images of migrations, so its programs would start on the schema of before. Nothing was applied.",
        "  - api-migrations from registry/api:1 to registry/api:2",
        'Migrate first: "npm run release -- dev". Where that says that a migration cannot run before the plan is applied, plan and deploy with the image tags of before, and release then.',
        "",
      ].join("\n"),
    );
    expect(applies()).toBe(0);
    expect(readdirSync(path.join(tools.project, ".plans")).toSorted()).toEqual(["ohi-dev.json", "ohi-dev.tfplan"]);
  });

  test("names each of them", async () => {
    deployed({ "api-migrations": `arn:definition/${family}:3`, "blnk-migrations": "arn:definition/ohi-dev-blnk-migrations:7" });
    const blnk = (version: string): Definition => ({ ...running(`registry/blnk:${version}`), family: "ohi-dev-blnk-migrations" });
    shown([
      change("api-migrations", replacement, running("registry/api:1"), running("registry/api:2")),
      change("blnk-migrations", ["delete", "create"], blnk("3"), blnk("4")),
    ]);

    const { stderr } = await run("deploy", "dev");

    expect(stderr).toContain(
      "\n  - api-migrations from registry/api:1 to registry/api:2\n  - blnk-migrations from registry/blnk:3 to registry/blnk:4\n",
    );
  });

  test.each([
    ["a new version, which the configuration names", "registry/api:1", "from registry/api:1 to registry/api:2"],
    ["a tag where there was a digest", `registry/api@sha256:${"ab".repeat(32)}`, "to registry/api:2"],
    ["a version that begins like the one of before", "registry:5000/api:20", "from registry:5000/api:20 to registry:5000/api:2"],
  ])("is refused though only the apply knows its containers: %s", async (_, before, message) => {
    planned(replacement, running(before), { family });

    const { code, stderr } = await run("deploy", "dev");

    expect(code).toBe(exitCodes.failed);
    expect(stderr).toContain(message);
    expect(applies()).toBe(0);
  });

  test("is refused though only the apply knows its containers, and its repository is made of two parts", async () => {
    configured("2", "${aws_ecr_repository.host}/${aws_ecr_repository.name}");
    await run("plan", "dev");
    planned(replacement, running("registry/api:1"), { family });

    const { code, stderr } = await run("deploy", "dev");

    expect(code).toBe(exitCodes.failed);
    expect(stderr).toContain("from registry/api:1 to registry/api:2\n");
  });

  test.each([
    ["in the state", { family, container_definitions: "not JSON" }, running("registry/api:2")],
    ["anywhere", { family }, { family }],
    ["in the plan and the configuration", running("registry/api:1"), { family, container_definitions: '[{"name":"api-migrations"}]' }],
  ])("is refused when its containers cannot be read %s", async (_, before, after) => {
    tools.synthesizes({ "ohi-dev": {} });
    await run("plan", "dev");
    planned(replacement, before, after);

    const { code, stderr } = await run("deploy", "dev");

    expect(code).toBe(exitCodes.failed);
    expect(stderr).toContain("what cannot be read");
    expect(applies()).toBe(0);
  });

  test("is refused when the plan was sealed, which is opened once for it", async () => {
    await run("plan", "dev", "--sealed");
    planned(replacement, running("registry/api:1"), running("registry/api:2"));

    const { code } = await run("deploy", "dev");

    expect([code, opened, applies()]).toEqual([exitCodes.failed, 1, 0]);
    expect(readdirSync(path.join(tools.project, ".plans")).toSorted()).toEqual(["ohi-dev.json", "ohi-dev.tfplan.sealed"]);
  });
});

describe("deploy goes on", () => {
  test.each([
    ["makes a migration's task", ["create"], null, running("registry/api:2")],
    ["makes one whose containers only the apply knows", ["create"], null, { family }],
    ["leaves it as it is", ["no-op"], running("registry/api:1"), running("registry/api:1")],
    ["changes it, and not its image", replacement, running("registry/api:1"), running("registry/api:1", { entryPoint: ["migrate", "up"] })],
    ["makes something that its containers name, and its image is that of before", replacement, running("registry/api:2"), { family }],
    [
      "changes another task's image",
      replacement,
      { ...running("registry/api:1"), family: "ohi-dev-api" },
      { ...running("registry/api:2"), family: "ohi-dev-api" },
    ],
    ["takes it away", ["delete"], running("registry/api:1"), null],
  ])("with a plan that %s", async (_, actions, before, after) => {
    planned(actions, before, after);

    const { code, stderr } = await run("deploy", "dev");

    expect([code, stderr, applies()]).toEqual([exitCodes.ok, "", 1]);
  });

  test("where nothing was deployed to the end, so that there was nothing to migrate", async () => {
    tools.answer("output", { stdout: "{}" });
    planned(replacement, running("registry/api:1"), running("registry/api:2"));

    await expect(run("deploy", "dev")).resolves.toMatchObject({ code: exitCodes.ok });
    expect(applies()).toBe(1);
  });
});

test("destroy asks nothing of images", async () => {
  planned(replacement, running("registry/api:1"), running("registry/api:2"));
  tools.answer("plan", { code: 2, stdout: [{ type: "change_summary", changes: { add: 0, change: 0, remove: 2, operation: "plan" } }] });

  await expect(run("destroy", "dev", "--confirm", "ohi-dev")).resolves.toMatchObject({ code: exitCodes.ok });
  expect(applies()).toBe(1);
});

function run(...args: readonly string[]): Promise<Outcome> {
  return runStack(tools, args, { environment: { OHI_STATE_KMS_KEY_ARN: "arn:key" }, sealBy: () => seal });
}

/** A seal that keeps the bytes as they are and counts how often it is opened. */
const seal: Seal = {
  close: (bytes) => Promise.resolve(Buffer.from(bytes)),
  open: (bytes) => {
    opened += 1;
    return Promise.resolve(Buffer.from(bytes));
  },
};

/** Lays out the tasks that the environment has, by name. */
function deployed(definitions: Readonly<Record<string, string>>): void {
  tools.answer("output", { stdout: JSON.stringify({ task_definitions: { value: definitions, sensitive: false } }) });
}

/** Lays out a configuration in which the first migration has a version of its image. */
function configured(version: string, repository = "${aws_ecr_repository.images_api.repository_url}"): void {
  const container_definitions = containers(`${repository}:${version}`);
  tools.synthesizes({
    "ohi-dev": { resource: { aws_ecs_task_definition: { "tasks_api-migrations": { family, container_definitions } } } },
  });
}

/** Lays out what the saved plan does to the definition of the first migration. */
function planned(actions: readonly string[], before: Definition | null, after: Definition | null): void {
  shown([change("api-migrations", actions, before, after)]);
}

function shown(changes: readonly object[]): void {
  tools.answer("show", { stdout: JSON.stringify({ resource_changes: changes }) });
}

function change(task: string, actions: readonly string[], before: Definition | null, after: Definition | null): object {
  return { address: `aws_ecs_task_definition.tasks_${task}`, change: { actions, before, after, after_unknown: {} } };
}

/** The first migration's definition with an image. */
function running(image: string, more: object = {}): Definition {
  return { family, container_definitions: containers(image, more) };
}

function containers(image: string, more: object = {}): string {
  return JSON.stringify([{ name: "api-migrations", image, ...more }]);
}

function applies(): number {
  return tools.calls.filter((call) => call.startsWith("apply ")).length;
}
