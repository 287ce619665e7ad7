import type { Environment } from "../../environments/schema";
import { membersOf } from "../../stacks/workload/peers";
import { services as catalogue } from "../../stacks/workload/services";
import type { Catalogue } from "../../stacks/workload/services";
import type { Things } from "../read-back/facts";
import type { ServiceFacts } from "../read-back/services";

const services: Catalogue = catalogue;

/** What the settings and the catalogue say of an environment's services, by their names in ECS. */
export function servicesOf(environment: Environment, prefix: string): Things<ServiceFacts> {
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
