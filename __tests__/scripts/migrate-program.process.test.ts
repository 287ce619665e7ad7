import { migrateProgram } from "../../scripts/migrate-program";
import { exitCodes } from "../../terraform/errors";
import { FakeTools } from "../support/fake-tools";

interface Command {
  readonly constructor: { readonly name: string };
  readonly input: Readonly<Record<string, unknown>>;
}

let tools: FakeTools;
beforeEach(() => {
  tools = new FakeTools();
  const values = {
    cluster_name: "ohi-dev-cluster",
    task_definitions: Object.fromEntries(names.map((name) => [name, `arn:definition/${name}`])),
    task_groups: Object.fromEntries(names.map((name) => [name, `sg-${name},sg-tasks`])),
    task_log_groups: Object.fromEntries(names.map((name) => [name, `/ecs/ohi-dev/${name}`])),
    task_subnets: ["subnet-1", "subnet-2"],
  };
  tools.answer("output", { stdout: outputs(values) });
});
afterEach(() => {
  tools.remove();
});

const names = ["api-migrations", "blnk-migrations", "signoz-migrations"];

describe("migrate", () => {
  test("runs every task to its end, one after the other, where the outputs say", async () => {
    const ecs = fakeEcs();

    const { code } = await migrate(ecs);

    expect(code).toBe(exitCodes.ok);
    expect(ecs.started[0]?.["startedBy"]).toMatch(/^[A-Za-z0-9/_-]{1,128}$/); // all that ECS takes
    expect(ecs.started.map(({ taskDefinition }) => taskDefinition)).toEqual(names.map((name) => `arn:definition/${name}`));
    expect(ecs.started[0]).toEqual({
      cluster: "ohi-dev-cluster",
      taskDefinition: "arn:definition/api-migrations",
      capacityProviderStrategy: [{ capacityProvider: "FARGATE", weight: 1 }],
      networkConfiguration: {
        awsvpcConfiguration: {
          subnets: ["subnet-1", "subnet-2"],
          securityGroups: ["sg-api-migrations", "sg-tasks"],
          assignPublicIp: "DISABLED",
        },
      },
      propagateTags: "TASK_DEFINITION",
      enableECSManagedTags: true,
      startedBy: "npm-run-migrate",
    });
  });

  test("waits for a task that is still running", async () => {
    const ecs = fakeEcs({ looks: 3 });

    expect((await migrate(ecs)).code).toBe(exitCodes.ok);
    expect(ecs.looks).toBe(9);
  });

  test("is over at an interrupt, and says what runs on", async () => {
    const ecs = fakeEcs({
      looks: Infinity,
      onLook: () => {
        process.emit("SIGINT");
      },
    });

    const { code, stderr } = await migrate(ecs, 60_000, 60_000);

    expect(code).toBe(exitCodes.interrupted);
    expect(stderr).toContain("Interrupted. api-migrations runs on as arn:task. Its log is in /ecs/ohi-dev/api-migrations.");
    expect(ecs.started).toHaveLength(1);
  });

  test("stops at the first task that fails, with its reason and the place of its log", async () => {
    const ecs = fakeEcs({
      stopped: { containers: [{ exitCode: 3, reason: "out of luck" }], stoppedReason: "Essential container in task exited" },
    });

    const { code, stderr } = await migrate(ecs);

    expect(code).toBe(exitCodes.failed);
    expect(ecs.started).toHaveLength(1);
    expect(stderr).toContain(
      "api-migrations ended with 3: out of luck; Essential container in task exited. Its log is in /ecs/ohi-dev/api-migrations.",
    );
  });

  test("fails when a task cannot start, never runs, or does not end", async () => {
    const refused = await migrate(fakeEcs({ failures: [{ reason: "RESOURCE:ENI" }] }));
    const silent = await migrate(fakeEcs({ failures: [] }));
    const unstarted = await migrate(fakeEcs({ stopped: { containers: [{}], stoppedReason: "CannotPullContainerError" } }));
    const endless = await migrate(fakeEcs({ looks: Infinity }), 30);

    expect([refused, silent, unstarted, endless].map(({ code }) => code)).toEqual(Array.from({ length: 4 }, () => exitCodes.failed));
    expect(refused.stderr).toContain("api-migrations could not be started: RESOURCE:ENI.");
    expect(silent.stderr).toContain("api-migrations could not be started: ECS gave no reason.");
    expect(unstarted.stderr).toContain("api-migrations never ran: CannotPullContainerError.");
    expect(endless.stderr).toContain("api-migrations did not end within 0 minutes; it is still running as arn:task.");
  });

  test("says what to do first when the environment was not deployed, or lacks a task", async () => {
    tools.answer("output", { stdout: "{}" });
    const undeployed = await migrate(fakeEcs());
    tools.answer("output", {
      stdout: outputs({ cluster_name: "c", task_definitions: {}, task_groups: {}, task_log_groups: {}, task_subnets: [] }),
    });
    const older = await migrate(fakeEcs());

    expect(undeployed.stderr).toContain(
      "dev does not say how its tasks are run (cluster_name, task_definitions, task_groups, task_log_groups, task_subnets). An environment says so once it is deployed.",
    );
    expect(older.stderr).toContain("dev has no task api-migrations yet. Deploy it first.");
    expect([undeployed.code, older.code]).toEqual([exitCodes.failed, exitCodes.failed]);
  });
});

function outputs(values: Readonly<Record<string, unknown>>): string {
  return JSON.stringify(Object.fromEntries(Object.entries(values).map(([name, value]) => [name, { value, sensitive: false }])));
}

async function migrate(
  client: ReturnType<typeof fakeEcs>,
  atMost = 10_000,
  every = 1,
): Promise<{ readonly code: number; readonly stderr: string }> {
  const written: string[] = [];
  const code = await migrateProgram({
    args: ["dev"],
    environment: { ...tools.environment, CI: "true" },
    project: tools.project,
    stdout: { write: () => true },
    stderr: { write: (text: string) => written.push(text) },
    client: client as never, // answers the two commands that are sent to it
    patience: { every, atMost },
  });
  return { code, stderr: written.join("") };
}

interface Behaviour {
  /** How often a task is looked at until it has ended. */
  readonly looks?: number;
  readonly onLook?: () => void;
  readonly stopped?: object;
  /** Answers instead of a started task. */
  readonly failures?: readonly object[];
}

function fakeEcs({ looks: wanted = 1, onLook, stopped = { containers: [{ exitCode: 0 }] }, failures }: Behaviour = {}): {
  readonly started: Readonly<Record<string, unknown>>[];
  looks: number;
  send: (command: Command) => Promise<object>;
} {
  let seen = 0;
  const fake = {
    started: [] as Readonly<Record<string, unknown>>[],
    looks: 0,
    send: ({ constructor: { name }, input }: Command): Promise<object> => {
      if (name === "RunTaskCommand") {
        fake.started.push(input);
        seen = 0;
        return Promise.resolve(failures === undefined ? { tasks: [{ taskArn: "arn:task" }] } : { tasks: [], failures });
      }
      fake.looks += 1;
      onLook?.();
      seen += 1;
      return Promise.resolve({ tasks: [seen >= wanted ? { lastStatus: "STOPPED", ...stopped } : { lastStatus: "RUNNING" }] });
    },
  };
  return fake;
}
