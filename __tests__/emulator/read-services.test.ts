import { compareServices, emulatedEcs, readServices, type ServiceFacts } from "../../emulator/read-services";
import { servicesOf } from "../../emulator/services-of";

const facts: ServiceFacts = { tasks: 1, size: "256/512", ports: [8080], settings: ["A"], secrets: ["B"], spot: true };

describe("the services that an environment is meant to have", () => {
  test("are those of the catalogue, a numbered one as often as the environment wants it", () => {
    const meant = servicesOf({ name: "ohi-prod", environment: "prod", directory: "" }) ?? {};

    expect(Object.keys(meant).filter((name) => name.includes("zookeeper"))).toEqual(
      [1, 2, 3].map((number) => `ohi-prod-zookeeper-${number}`),
    );
    expect(Object.keys(meant)).toHaveLength(13);
    expect(meant["ohi-prod-sse"]).toMatchObject({ tasks: 2, size: "512/1024", ports: [8082], secrets: ["REDIS_PASSWORD"], spot: false });
  });

  test("are unknown for a stack of no environment", () => {
    expect(servicesOf({ name: "ohi-account", environment: "account", directory: "" })).toBeUndefined();
  });
});

describe("the comparison of services", () => {
  test("finds nothing where all is as it is meant to be", () => {
    expect(compareServices({ web: facts }, { web: { ...facts } })).toEqual([]);
  });

  test("names what is missing, what is there besides, and every fact that differs", () => {
    const found = { web: { ...facts, tasks: 2, secrets: [] }, extra: facts };

    expect(compareServices(found, { web: facts, worker: facts })).toEqual([
      "extra is not in the catalogue",
      "web has tasks 2; meant is 1",
      'web has secrets []; meant is ["B"]',
      "worker is missing",
    ]);
  });
});

describe("reading services back", () => {
  test("asks ECS for the services of the cluster and for their task definitions", async () => {
    const answers: Readonly<Record<string, object>> = {
      ListServicesCommand: { serviceArns: ["arn:web"] },
      DescribeServicesCommand: {
        services: [
          {
            serviceName: "web",
            desiredCount: 1,
            taskDefinition: "web:1",
            capacityProviderStrategy: [{ capacityProvider: "FARGATE_SPOT" }],
          },
        ],
      },
      DescribeTaskDefinitionCommand: {
        taskDefinition: {
          cpu: "256",
          memory: "512",
          containerDefinitions: [{ portMappings: [{ containerPort: 8080 }], environment: [{ name: "A" }], secrets: [{ name: "B" }] }],
        },
      },
    };
    const client = emulatedEcs("http://127.0.0.1:1", "eu-west-1");
    client.send = (command: object) => Promise.resolve(answers[command.constructor.name]); // answers three commands

    expect(await readServices(client, "cluster")).toEqual({ web: facts });
  });
});
