import type { Connection } from "../../constructs/security/connection";
import { connections, type NetworkFacts } from "./connections";
import type { Group } from "./groups";
import { type Catalogue, services } from "./services";
import { type Tasks, tasks } from "./tasks";

/** What an environment runs: its services and one-off tasks, and who may talk to whom. Everything around them follows. */
export interface Workload {
  readonly services: Catalogue;
  readonly tasks: Tasks;
  readonly connections: (facts: NetworkFacts) => readonly Connection<Group>[];
}

/** What OHI runs. */
export const ohi: Workload = { services, tasks, connections };
