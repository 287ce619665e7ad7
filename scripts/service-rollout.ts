import { type Deployment, DescribeServicesCommand, type ECSClient, type Service } from "@aws-sdk/client-ecs";
import { z } from "zod";
import { UserError } from "../terraform/errors";
import type { Interrupts } from "../terraform/interrupts";
import type { Say } from "../terraform/terraform";
import { deployedOutputs } from "./deployed-outputs";
import type { Patience } from "./task-run";

/** Services that one request may ask about. */
const atOnce = 10;

/** Looks every ten seconds, for half an hour: the slowest service drains its connections for five minutes, task after task. */
export const rolloutPatience: Patience = { every: 10_000, atMost: 30 * 60_000 };

/** Outputs of a stack by which its services are watched. */
const outputs = z.object({
  cluster_name: z.string(),
  service_names: z.record(z.string(), z.string()),
  service_definitions: z.record(z.string(), z.string()),
});

export interface RolloutProps {
  /** The client of ECS, with the credentials of the process. */
  readonly client: Pick<ECSClient, "send">;
  readonly cluster: string;
  /** The services to wait for, as outputs tell them that were read after the apply. */
  readonly services: readonly DeployedService[];
  readonly patience: Patience;
  readonly interrupts: Interrupts;
}

/** A service, and what it is to run. */
export interface DeployedService {
  /** Its key in the catalogue, for example `api`. */
  readonly key: string;
  readonly service: string;
  /** ARN of the task definition that was applied. */
  readonly definition: string;
}

/**
 * Waits until every service runs the task definition that was applied, and no other.
 *
 * ECS answers an update at once and takes minutes to carry it out. When new tasks do not come up, the circuit breaker goes back to the
 * definition before, and the service is steady again: that is a failure here.
 *
 * @throws UserError naming every service that was rolled back, failed, is gone, or did not become steady in time, with the reason that ECS gives
 * @throws Interrupted when there was an interrupt; ECS carries the release out all the same
 * @see https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_Deployment.html
 */
export async function waitForRollout({ client, cluster, services, patience, interrupts }: RolloutProps, say: Say): Promise<void> {
  const names = services.map(({ service }) => service);
  const end = Date.now() + patience.atMost;
  for (;;) {
    const found = await describe(client, cluster, names);
    const states = services.map(({ service, definition }) => ({ service, ...stateOf(found.get(service), definition) }));
    const failed = states.flatMap(({ service, failure }) => (failure === undefined ? [] : [`${service} ${failure}`]));
    if (failed.length > 0) throw new UserError(`Not every service runs what was applied:\n  - ${failed.join("\n  - ")}`);

    const waiting = states.filter(({ steady }) => !steady).map(({ service }) => service);
    if (waiting.length === 0) return;
    if (Date.now() >= end) {
      throw new UserError(`Not steady within ${Math.round(patience.atMost / 60_000)} minutes: ${waiting.join(", ")}. ECS goes on trying.`);
    }
    say(`waiting for ${waiting.join(", ")}`);
    await interrupts.pause(patience.every, `ECS goes on with ${waiting.join(", ")}.`);
  }
}

/** What a service is about: `steady` on the right definition, or on its way there, or failed for a reason. */
function stateOf(service: Service | undefined, definition: string): { readonly steady: boolean; readonly failure?: string } {
  if (service?.status !== "ACTIVE") return { steady: false, failure: "does not exist" };
  const { deployments = [] } = service;
  const primary = deployments.find(({ status }) => status === "PRIMARY");
  const wanted = deployments.find(({ taskDefinition }) => taskDefinition === definition);
  if (primary?.taskDefinition !== definition) {
    return { steady: false, failure: `was rolled back to ${primary?.taskDefinition ?? "nothing"}${reasonOf(wanted)}` };
  }
  if (primary.rolloutState === "FAILED") return { steady: false, failure: `failed${reasonOf(primary)}` };
  return { steady: primary.rolloutState === "COMPLETED" };
}

function reasonOf(deployment: Deployment | undefined): string {
  const reason = deployment?.rolloutStateReason ?? "";
  return reason === "" ? "" : `: ${reason}`;
}

async function describe(client: RolloutProps["client"], cluster: string, names: readonly string[]): Promise<Map<string, Service>> {
  const found = new Map<string, Service>();
  for (let first = 0; first < names.length; first += atOnce) {
    const { services = [] } = await client.send(new DescribeServicesCommand({ cluster, services: names.slice(first, first + atOnce) }));
    for (const service of services) if (service.serviceName !== undefined) found.set(service.serviceName, service);
  }
  return found;
}

/**
 * The cluster and the services of an environment, by its outputs.
 *
 * @throws UserError when the environment has not been deployed
 */
export function deployedServices(name: string, deployed: Readonly<Record<string, unknown>>): Pick<RolloutProps, "cluster" | "services"> {
  const found = deployedOutputs(name, "which services it has", outputs, deployed);
  const { cluster_name: cluster, service_names: names, service_definitions: definitions } = found;
  return { cluster, services: Object.entries(names).map(([key, service]) => ({ key, service, definition: definitions[key] ?? "none" })) };
}
