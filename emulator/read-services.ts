import { DescribeServicesCommand, DescribeTaskDefinitionCommand, ECSClient, paginateListServices, type Service } from "@aws-sdk/client-ecs";
import { emulatorKeys } from "./environment";

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

export function emulatedEcs(endpoint: string, region: string): ECSClient {
  const { access_key: accessKeyId, secret_key: secretAccessKey } = emulatorKeys;
  return new ECSClient({ endpoint, region, credentials: { accessKeyId, secretAccessKey } });
}

/** Reads the services of a cluster and their task definitions back through AWS's own interface. */
export async function readServices(client: ECSClient, cluster: string): Promise<Record<string, ServiceFacts>> {
  const found: Record<string, ServiceFacts> = {};
  for await (const { serviceArns = [] } of paginateListServices({ client, pageSize: 10 }, { cluster })) {
    if (serviceArns.length === 0) continue;
    const { services = [] } = await client.send(new DescribeServicesCommand({ cluster, services: serviceArns }));
    for (const service of services) found[service.serviceName ?? "?"] = await factsOf(client, service);
  }
  return found;
}

/** How what was found differs from what is meant, a line for each difference. */
export function compareServices(found: Readonly<Record<string, ServiceFacts>>, meant: Readonly<Record<string, ServiceFacts>>): string[] {
  const names = [...new Set([...Object.keys(found), ...Object.keys(meant)])].toSorted();
  return names.flatMap((name) => {
    const [one, other] = [found[name], meant[name]];
    if (one === undefined) return [`${name} is missing`];
    if (other === undefined) return [`${name} is not in the catalogue`];
    return (Object.keys(other) as (keyof ServiceFacts)[]).flatMap((fact) => {
      const [is, should] = [JSON.stringify(one[fact]), JSON.stringify(other[fact])];
      return is === should ? [] : [`${name} has ${fact} ${is}; meant is ${should}`];
    });
  });
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
