import { chmodSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { releaseProgram } from "../../scripts/release-program";
import { releaseSteps } from "../../scripts/release-steps";
import { copied } from "../../scripts/image-copy";
import { tasks } from "../../stacks/workload/tasks";
import { exitCodes, UserError } from "../../terraform/errors";
import { FakeClient } from "../support/fake-ecs";
import { FakeTools } from "../support/fake-tools";
import { runStack } from "../support/stack-command";

const digest = `sha256:${"ab".repeat(32)}`;
const names = Object.keys(tasks);
const definitions = Object.fromEntries(names.map((name) => [name, `arn:aws:ecs:eu-west-1:1:task-definition/ohi-dev-${name}:3`]));

let tools: FakeTools;
let done: string[];
beforeEach(async () => {
  tools = new FakeTools();
  done = [];
  deployed({ api: "arn:definition/api:8" });
  planned("no-op");
  docker("exit 0");
  write("digests.json", JSON.stringify(Object.fromEntries(copied.map(({ name }) => [name, digest]))));
  write("dist/index.html", "");
  await runStack(tools, ["plan", "dev"]);
});
afterEach(() => {
  tools.remove();
});

describe("release", () => {
  test("copies images, migrates, applies the saved plan, waits for the services, uploads and invalidates, in this order", async () => {
    const { code, stderr } = await release(["dev", file("dist")]);

    expect([code, stderr]).toEqual([exitCodes.ok, ""]);
    expect(done).toEqual([
      "GetAuthorizationToken",
      ...names.flatMap(() => ["RunTask", "DescribeTasks"]),
      "DescribeServices after 1 apply",
      "put index.html",
      "invalidate",
    ]);
    expect(tools.calls.filter((call) => call.startsWith("apply "))).toHaveLength(1);
  });

  test("leaves the site as it is when none is given", async () => {
    expect((await release(["dev"])).code).toBe(exitCodes.ok);
    expect(done.at(-1)).toBe("DescribeServices after 1 apply");
  });

  test("runs the migration that the plan brings, before it is applied: its containers with the roles of the one that is deployed", async () => {
    planned("create,delete", containers("registry/api:2"), containers("registry/api:1"));

    const { code } = await release(["dev"]);

    expect(code).toBe(exitCodes.ok);
    expect(registered).toEqual([
      {
        family: "ohi-dev-api-migrations",
        containerDefinitions: [{ name: "api-migrations", image: "registry/api:2" }],
        tags: [{ key: "Service", value: "migrations" }],
        executionRoleArn: "arn:role/execution",
        taskRoleArn: "arn:role/task",
        networkMode: "awsvpc",
        volumes: [{ name: "tmp" }],
        requiresCompatibilities: ["FARGATE"],
        runtimePlatform: { cpuArchitecture: "X86_64" },
        cpu: "256",
        memory: "512",
      },
    ]);
    expect(done.slice(1, 5)).toEqual(["DescribeTaskDefinition", "RegisterTaskDefinition", "RunTask", "DescribeTasks"]);
    expect(ran[0]).toBe("arn:definition/registered");
    expect(applies()).toBe(1);
  });

  test("does not guess what a migration needs that only the apply makes", async () => {
    planned("create");

    const { code, stderr } = await release(["dev"]);

    expect(code).toBe(exitCodes.failed);
    expect(stderr).toContain("api-migrations cannot run before the plan is applied: the plan makes something that its containers name.");
    expect(applies()).toBe(0);
  });

  test.each([
    [
      "images",
      () => {
        docker("exit 1");
      },
      [],
      'Go on with "npm run release -- dev DIST".',
    ],
    [
      "migrations",
      () => {
        failing = "RunTask";
      },
      ["images"],
      'Go on with "npm run release -- dev DIST".',
    ],
    [
      "services",
      () => {
        deployed({ api: "arn:definition/api:9" });
      },
      ["images", "migrations"],
      'Plan again with "npm run plan -- dev", read it, and go on with "npm run release -- dev DIST --from services".',
    ],
    [
      "frontend",
      () => {
        failing = "put";
      },
      ["images", "migrations", "services"],
      'Go on with "npm run release -- dev DIST --from frontend".',
    ],
    [
      "invalidation",
      () => {
        failing = "invalidate";
      },
      ["images", "migrations", "services", "frontend"],
      'Go on with "npm run release -- dev DIST --from invalidation".',
    ],
  ] as const)("stops when %s fail, and says what was done, what was not and how to go on", async (step, breakIt, before, next) => {
    breakIt();

    const { code, stderr } = await release(["dev", file("dist")]);

    expect(code).toBe(exitCodes.failed);
    const open = releaseSteps.slice(releaseSteps.indexOf(step));
    expect(stderr).toContain(
      `The release of dev stopped at ${step}. Done: ${before.join(", ") || "nothing"}. Not done: ${open.join(", ")}.\n${next.replace("DIST", file("dist"))}\n`,
    );
    expect(applies()).toBe(releaseSteps.indexOf(step) >= releaseSteps.indexOf("services") ? 1 : 0);
    expect(done.filter((name) => name === "invalidate")).toEqual([]);
  });

  test("goes on with the step that it is told, and needs no plan behind the services and no digests behind the images", async () => {
    await release(["dev"]);
    done = [];
    rmSync(file("digests.json"));

    const { code } = await release(["dev", file("dist"), "--from", "frontend"]);

    expect(code).toBe(exitCodes.ok);
    expect(done).toEqual(["put index.html", "invalidate"]);
  });

  test.each([
    ["a saved plan", () => release(["prod"]), "There is no saved plan of ohi-prod"],
    ["a built site", () => release(["dev", tools.folder]), "has no index.html, so it is no built site."],
    ["every digest", () => (write("digests.json", "{}"), release(["dev"])), "digests.json has no digest for "],
    ["a step that there is", () => release(["dev", "--from", "cleanup"]), "argument 'cleanup' is invalid. Allowed choices are images,"],
  ])("does nothing without %s", async (_, attempt, message) => {
    const { code, stderr } = await attempt();

    expect(code).not.toBe(exitCodes.ok);
    expect(stderr).toContain(message);
    expect(done).toEqual([]);
  });
});

let failing: string | undefined;
let registered: object[];
let ran: unknown[];

async function release(args: readonly string[]): Promise<{ readonly code: number; readonly stderr: string }> {
  const stderr: string[] = [];
  [registered, ran] = [[], []];
  const answer = (name: string, result: object): object => {
    if (failing === name) throw new UserError(`${name} failed`);
    done.push(name);
    return result;
  };
  const ecs = new FakeClient({
    DescribeTaskDefinition: () =>
      answer("DescribeTaskDefinition", {
        taskDefinition: {
          executionRoleArn: "arn:role/execution",
          taskRoleArn: "arn:role/task",
          networkMode: "awsvpc",
          volumes: [{ name: "tmp" }],
          requiresCompatibilities: ["FARGATE"],
          runtimePlatform: { cpuArchitecture: "X86_64" },
          cpu: "256",
          memory: "512",
        },
        tags: [{ key: "Service", value: "migrations" }],
      }),
    RegisterTaskDefinition: (input) => {
      registered.push(input);
      return answer("RegisterTaskDefinition", { taskDefinition: { taskDefinitionArn: "arn:definition/registered" } });
    },
    RunTask: ({ taskDefinition }) => {
      ran.push(taskDefinition);
      return answer("RunTask", { tasks: [{ taskArn: "arn:task" }] });
    },
    DescribeTasks: () => answer("DescribeTasks", { tasks: [{ lastStatus: "STOPPED", containers: [{ exitCode: 0 }] }] }),
    DescribeServices: () =>
      answer(`DescribeServices after ${applies()} apply`, {
        services: [
          {
            serviceName: "ohi-dev-api",
            status: "ACTIVE",
            deployments: [{ status: "PRIMARY", taskDefinition: "arn:definition/api:8", rolloutState: "COMPLETED" }],
          },
        ],
      }),
  });
  const ecr = new FakeClient({
    GetAuthorizationToken: () =>
      answer("GetAuthorizationToken", {
        authorizationData: [{ authorizationToken: Buffer.from("AWS:secret").toString("base64"), proxyEndpoint: "https://registry.test" }],
      }),
  });
  const code = await releaseProgram({
    args: [...args, "--lock-file", file("digests.json")],
    environment: { ...tools.environment, CI: "true" },
    project: tools.project,
    stdout: { write: () => true },
    stderr: { write: (text: string) => stderr.push(text) },
    ecr,
    ecs,
    siteAt: () => ({
      put: ({ key }) => Promise.resolve(key).then((name) => void answer(failing === "put" ? "put" : `put ${name}`, {})),
      invalidate: () => Promise.resolve("I1").then((id) => (answer("invalidate", {}), id)),
    }),
    patience: { every: 1, atMost: 10_000 },
  });
  failing = undefined;
  return { code, stderr: stderr.join("") };
}

function deployed(services: Readonly<Record<string, string>>): void {
  const values = {
    image_repositories: Object.fromEntries(copied.map(({ key }) => [key, `registry.test/ohi-dev-${key}`])),
    cluster_name: "ohi-dev-cluster",
    service_names: { api: "ohi-dev-api" },
    service_definitions: services,
    task_definitions: definitions,
    task_groups: Object.fromEntries(names.map((name) => [name, "sg-1"])),
    task_log_groups: {},
    task_subnets: ["subnet-1"],
    frontend_bucket: "ohi-dev-frontend",
    distribution_id: "E1",
    frontend_url: "https://dev.ohealth-ng.com",
  };
  const outputs = Object.entries(values).map(([name, value]) => [name, { value, sensitive: false }]);
  tools.answer("output", { stdout: JSON.stringify(Object.fromEntries(outputs)) });
}

/** What the saved plan does to the definition of the first migration. */
function planned(actions: string, after?: object, before: object | null = null): void {
  const change = { actions: actions.split(","), before, after: { family: "ohi-dev-api-migrations", ...after }, after_unknown: {} };
  tools.answer("show", { stdout: JSON.stringify({ resource_changes: [{ address: "aws_ecs_task_definition.api_migrations", change }] }) });
}

function containers(image: string): object {
  return { container_definitions: JSON.stringify([{ name: "api-migrations", image }]) };
}

/** A Docker that copies, and always finds the digest that is wanted. */
function docker(script: string): void {
  const program = path.join(tools.folder, "bin/docker");
  writeFileSync(program, `#!/bin/sh\ncase "$*" in *login*) cat >/dev/null ;; *inspect*) echo '"${digest}"' ;; esac\n${script}\n`);
  chmodSync(program, 0o755);
}

function applies(): number {
  return tools.calls.filter((call) => call.startsWith("apply ")).length;
}

function file(name: string): string {
  return path.join(tools.folder, name);
}

function write(name: string, text: string): void {
  mkdirSync(path.dirname(file(name)), { recursive: true });
  writeFileSync(file(name), text);
}
