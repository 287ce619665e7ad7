import { restartProgram } from "../../scripts/restart-program";
import { exitCodes } from "../../terraform/errors";
import { FakeClient } from "../support/fake-ecs";
import { FakeTools } from "../support/fake-tools";

let tools: FakeTools;
beforeEach(() => {
  tools = new FakeTools();
  deployed({
    cluster_name: "ohi-dev-cluster",
    service_names: { api: "ohi-dev-api", sse: "ohi-dev-sse" },
    service_definitions: { api: "api:8", sse: "sse:3" },
  });
});
afterEach(() => {
  tools.remove();
});

describe("restart", () => {
  test("starts new tasks of every service on the definition that was applied, and waits for them", async () => {
    const ecs = fakeEcs({ looks: 2 });

    expect(await restart(ecs, [])).toMatchObject({ code: exitCodes.ok });
    expect(ecs.updates).toEqual([
      { cluster: "ohi-dev-cluster", service: "ohi-dev-api", taskDefinition: "api:8", forceNewDeployment: true },
      { cluster: "ohi-dev-cluster", service: "ohi-dev-sse", taskDefinition: "sse:3", forceNewDeployment: true },
    ]);
    expect(ecs.client.sent).toEqual(["UpdateService", "UpdateService", "DescribeServices", "DescribeServices"]);
  });

  test("leaves the services alone that were not named", async () => {
    const ecs = fakeEcs();

    expect(await restart(ecs, ["sse"])).toMatchObject({ code: exitCodes.ok });
    expect(ecs.updates.map(({ service }) => service)).toEqual(["ohi-dev-sse"]);
    expect(ecs.asked).toEqual([["ohi-dev-sse"]]);
  });

  test("touches nothing for a name that is no service", async () => {
    const ecs = fakeEcs();

    const { code, stderr } = await restart(ecs, ["api", "apo", "see"]);

    expect(code).toBe(exitCodes.failed);
    expect(stderr).toContain("dev has no service apo, see. It has api, sse.");
    expect(ecs.client.sent).toEqual([]);
  });

  test("fails when the new tasks do not come up", async () => {
    const { code, stderr } = await restart(fakeEcs({ rolloutState: "FAILED", rolloutStateReason: "tasks failed to start" }), ["api"]);

    expect(code).toBe(exitCodes.failed);
    expect(stderr).toContain("ohi-dev-api failed: tasks failed to start");
  });

  test("says what to do first when the environment was not deployed", async () => {
    deployed({});
    const { code, stderr } = await restart(fakeEcs(), []);

    expect(code).toBe(exitCodes.failed);
    expect(stderr).toContain(
      "dev does not say which services it has (cluster_name, service_names, service_definitions). An environment says so once it is deployed.",
    );
  });
});

function deployed(values: Readonly<Record<string, unknown>>): void {
  const outputs = Object.entries(values).map(([name, value]) => [name, { value, sensitive: false }]);
  tools.answer("output", { stdout: JSON.stringify(Object.fromEntries(outputs)) });
}

type Input = Readonly<Record<string, unknown>>;

interface FakeEcs {
  readonly client: FakeClient;
  readonly updates: Input[];
  /** Names of services that were asked about, by look. */
  readonly asked: string[][];
}

/** Services whose new deployment is under way until the given look, and then is as it is said to be. */
function fakeEcs({ looks = 1, ...end }: { looks?: number; rolloutState?: string; rolloutStateReason?: string } = {}): FakeEcs {
  const definitions = new Map<unknown, unknown>();
  const updates: Input[] = [];
  const asked: string[][] = [];
  const client = new FakeClient({
    UpdateService: (input) => {
      updates.push(input);
      definitions.set(input["service"], input["taskDefinition"]);
      return {};
    },
    DescribeServices: ({ services }) => {
      const names = services as string[];
      asked.push(names);
      const state = asked.length < looks ? { rolloutState: "IN_PROGRESS" } : { rolloutState: "COMPLETED", ...end };
      const deployments = (name: string): object[] => [{ status: "PRIMARY", taskDefinition: definitions.get(name), ...state }];
      return { services: names.map((serviceName) => ({ serviceName, status: "ACTIVE", deployments: deployments(serviceName) })) };
    },
  });
  return { client, updates, asked };
}

async function restart({ client }: FakeEcs, services: readonly string[]): Promise<{ readonly code: number; readonly stderr: string }> {
  const written: string[] = [];
  const code = await restartProgram({
    args: ["dev", ...services],
    environment: { ...tools.environment, CI: "true" },
    project: tools.project,
    stdout: { write: () => true },
    stderr: { write: (text: string) => written.push(text) },
    client,
    patience: { every: 1, atMost: 10_000 },
  });
  return { code, stderr: written.join("") };
}
