import { environments } from "../environments";
import { membersOf } from "../stacks/workload/peers";
import { services as catalogue } from "../stacks/workload/services";
import type { Catalogue } from "../stacks/workload/services";
import type { SynthesizedStack } from "../terraform/synthesize";
import type { ServiceFacts } from "./read-services";

const services: Catalogue = catalogue;

/** What the settings and the catalogue say of the services of a stack, by their names in ECS; nothing for a stack that belongs to no environment. */
export function servicesOf({ environment: name, name: prefix }: SynthesizedStack): Readonly<Record<string, ServiceFacts>> | undefined {
  const environment = environments.find((record) => record.name === name);
  if (environment === undefined) return undefined;
  const { ecs } = environment;
  return Object.fromEntries(
    Object.entries(services).flatMap(([key, { scale, ports = {}, settings, secrets = {} }]) => {
      const { cpu, memory, count } = scale[ecs.sizing];
      const spot = "only" in ecs.spot ? ecs.spot.only.includes(key) : !ecs.spot.allBut.includes(key);
      const facts: ServiceFacts = {
        tasks: count,
        size: `${cpu}/${memory}`,
        ports: Object.values(ports),
        settings: Object.keys(settings).toSorted(),
        secrets: Object.keys(secrets).toSorted(),
        spot,
      };
      return membersOf(services, key, environment).map((member) => [`${prefix}-${member}`, facts] as const);
    }),
  );
}
