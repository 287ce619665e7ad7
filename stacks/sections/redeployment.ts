import { Redeployment, type SecretReaders } from "../../constructs/compute/redeployment";
import type { EnvironmentStack } from "../environment-stack";
import type { SecretKey } from "../workload/secrets";
import { caches, databases } from "../workload/stores";
import type { SecretsSection } from "./secrets";
import type { ServicesSection } from "./services";

export interface RedeploymentProps {
  readonly services: ServicesSection;
  readonly secrets: SecretsSection;
}

/** Secrets of databases and caches, which rotate. ClickHouse's does not: its host and its readers would have to change at the same moment. */
const rotated: readonly SecretKey[] = [...Object.values(databases), ...Object.values(caches)].map(({ secret }) => secret);

/** New tasks for the services that read a password which has been rotated. */
export function addRedeployment(stack: EnvironmentStack, { services, secrets: { arnOf } }: RedeploymentProps): void {
  const readers = rotated.flatMap((secret): [string, SecretReaders][] => {
    const serviceNames = services.services.flatMap(({ key, service }) => {
      const references = Object.values(stack.workload.services[key]?.secrets ?? {});
      return references.some((reference) => reference.secret === secret) ? [service.name] : [];
    });
    return serviceNames.length === 0 ? [] : [[secret, { secretArn: arnOf(secret), serviceNames }]];
  });
  new Redeployment(stack, "redeployment", { clusterName: services.cluster.name, readers: Object.fromEntries(readers) });
}
