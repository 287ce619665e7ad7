import {
  DescribeServicesCommand,
  DescribeTaskDefinitionCommand,
  type ECSClient,
  paginateListServices,
  type Service,
} from "@aws-sdk/client-ecs";
import type { Things } from "./facts";

/** What is looked at of a service. */
export interface ServiceFacts {
  readonly tasks: number;
  /** CPU and memory, for example `256/512`. */
  readonly size: string;
  readonly ports: readonly number[];
  /** Names of the environment variables, in order. */
  readonly settings: readonly string[];
  /** Names of the variables that come from secrets, in order. */
  readonly secrets: readonly string[];
  /** Whether some of its tasks may be interrupted. */
  readonly spot: boolean;
}

/** Reads the services of a cluster and their task definitions back through AWS's own interface. */
export async function readServices(client: ECSClient, cluster: string): Promise<Things<ServiceFacts>> {
  const found: Record<string, ServiceFacts> = {};
  for await (const { serviceArns = [] } of paginateListServices({ client, pageSize: 10 }, { cluster })) {
    if (serviceArns.length === 0) continue;
    const { services = [] } = await client.send(new DescribeServicesCommand({ cluster, services: serviceArns }));
    for (const service of services) found[service.serviceName ?? "?"] = await factsOf(client, service);
  }
  return found;
}

async function factsOf(client: ECSClient, service: Service): Promise<ServiceFacts> {
  const { taskDefinition } = await client.send(new DescribeTaskDefinitionCommand({ taskDefinition: service.taskDefinition }));
  const [container] = taskDefinition?.containerDefinitions ?? [];
  const names = (list: readonly { readonly name?: string | undefined }[] = []): string[] => list.map(({ name }) => name ?? "?").toSorted();
  return {
    tasks: service.desiredCount ?? 0,
    size: `${taskDefinition?.cpu ?? "?"}/${taskDefinition?.memory ?? "?"}`,
    ports: (container?.portMappings ?? []).map(({ containerPort }) => containerPort ?? 0),
    settings: names(container?.environment),
    secrets: names(container?.secrets),
    spot: (service.capacityProviderStrategy ?? []).some(({ capacityProvider }) => capacityProvider === "FARGATE_SPOT"),
  };
}
