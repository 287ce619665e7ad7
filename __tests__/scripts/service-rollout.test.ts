import { deployedServices, waitForRollout } from "../../scripts/service-rollout";
import { Interrupts } from "../../terraform/interrupts";
import { FakeClient } from "../support/fake-ecs";

interface Deployment {
  readonly status: string;
  readonly taskDefinition: string;
  readonly rolloutState?: string;
  readonly rolloutStateReason?: string;
}

const interrupts = new Interrupts();
const steady: Deployment = { status: "PRIMARY", taskDefinition: "api:8", rolloutState: "COMPLETED" };
const underWay: Deployment = { ...steady, rolloutState: "IN_PROGRESS" };
const failed: Deployment = { ...steady, rolloutState: "FAILED", rolloutStateReason: "tasks failed to start" };

describe("a rollout", () => {
  test("is over when every service is steady on the definition that was applied", async () => {
    const client = looks([[underWay], [underWay], [steady]]);

    await rollout(client);

    expect(client.sent).toEqual(["DescribeServices", "DescribeServices", "DescribeServices"]);
  });

  test.each([
    [
      "was rolled back by the circuit breaker",
      [
        { ...failed, status: "ACTIVE" },
        { ...steady, taskDefinition: "api:7" },
      ],
      "was rolled back to api:7: tasks failed to start",
    ],
    ["was rolled back long ago", [{ ...steady, taskDefinition: "api:7" }], "was rolled back to api:7"],
    ["failed without anything to go back to", [failed], "failed: tasks failed to start"],
    ["does not exist", undefined, "does not exist"],
  ])("has failed when a service %s", async (_, deployments, message) => {
    await expect(rollout(looks([[underWay], deployments]))).rejects.toThrow(
      `Not every service runs what was applied:\n  - ohi-dev-api ${message}`,
    );
  });

  test("is not over while ECS does not say so", async () => {
    const unsaid = { status: steady.status, taskDefinition: steady.taskDefinition };
    const client = looks([[unsaid], [steady]]);

    await rollout(client);

    expect(client.sent).toHaveLength(2);
  });

  test("has failed when a service does not become steady in time", async () => {
    await expect(rollout(looks([[underWay]]), 20)).rejects.toThrow("Not steady within 0 minutes: ohi-dev-api. ECS goes on trying.");
  });

  test("is watched no longer once there is an interrupt, and goes on", async () => {
    const interrupted = new Interrupts();
    setTimeout(() => {
      interrupted.request();
    }, 5);

    const outcome = rollout(looks([[underWay]]), 60_000, { interrupts: interrupted, every: 60_000 });

    await expect(outcome).rejects.toThrow("Interrupted. ECS goes on with ohi-dev-api.");
  });

  test("asks about ten services at a time, as many as ECS takes", async () => {
    const asked: number[] = [];
    const client = new FakeClient({
      DescribeServices: ({ services }) => {
        const names = services as string[];
        asked.push(names.length);
        return { services: names.map((serviceName) => ({ serviceName, status: "ACTIVE", deployments: [steady] })) };
      },
    });
    const keys = Array.from({ length: 23 }, (_, index) => `api-${index}`);
    const outputs = {
      cluster_name: "c",
      service_names: Object.fromEntries(keys.map((key) => [key, key])),
      service_definitions: Object.fromEntries(keys.map((key) => [key, "api:8"])),
    };

    const patience = { every: 1, atMost: 1_000 };
    await waitForRollout({ client, ...deployedServices("dev", outputs), interrupts, patience }, () => undefined);

    expect(asked).toEqual([10, 10, 3]);
  });

  test("cannot be watched where nothing has been deployed", () => {
    expect(() => deployedServices("dev", {})).toThrow(
      "dev does not say which services it has (cluster_name, service_names, service_definitions). An environment says so once it is deployed.",
    );
  });
});

/** A client that answers each look with the next deployments, and the last ones for ever. */
function looks(answers: readonly (readonly Deployment[] | undefined)[]): FakeClient {
  let look = 0;
  return new FakeClient({
    DescribeServices: () => {
      const deployments = answers[Math.min(look, answers.length - 1)];
      look += 1;
      return { services: deployments === undefined ? [] : [{ serviceName: "ohi-dev-api", status: "ACTIVE", deployments }] };
    },
  });
}

function rollout(client: FakeClient, atMost = 5_000, how = { interrupts, every: 1 }): Promise<void> {
  const { every, ...stoppable } = how;
  const outputs = { cluster_name: "c", service_names: { api: "ohi-dev-api" }, service_definitions: { api: "api:8" } };
  return waitForRollout({ client, ...deployedServices("dev", outputs), ...stoppable, patience: { every, atMost } }, () => undefined);
}
