import { ECSClient } from "@aws-sdk/client-ecs";
import { readServices, type ServiceFacts } from "../../../emulator/read-back/services";
import { answered, nowhere } from "../../support/aws-answers";

const facts: ServiceFacts = { tasks: 1, size: "256/512", ports: [8080], settings: ["A"], secrets: ["B"], spot: true };

describe("reading services back", () => {
  test("asks ECS for the services of the cluster and for their task definitions", async () => {
    const answers = {
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
    const client = answered(new ECSClient(nowhere), answers);

    expect(await readServices(client, "cluster")).toEqual({ web: facts });
  });
});
