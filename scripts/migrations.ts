import type { ECSClient } from "@aws-sdk/client-ecs";
import { z } from "zod";
import { tasks } from "../stacks/workload/tasks";
import { UserError } from "../terraform/errors";
import type { Interrupts } from "../terraform/interrupts";
import type { PlanJson } from "../terraform/plan-differences";
import type { Reporter } from "../terraform/reporter";
import { deployedOutputs } from "./deployed-outputs";
import { plannedDefinition } from "./planned-task";
import { type Patience, runTask } from "./task-run";

/** Outputs of a stack by which its tasks are run. */
const outputs = z.object({
  cluster_name: z.string(),
  task_definitions: z.record(z.string(), z.string()),
  task_groups: z.record(z.string(), z.string()),
  task_log_groups: z.record(z.string(), z.string()),
  task_subnets: z.array(z.string()),
});

export interface MigrationsProps {
  /** The client of ECS, with the credentials of the process. */
  readonly client: Pick<ECSClient, "send">;
  readonly reporter: Reporter;
  /** Name of the environment. */
  readonly name: string;
  /** Outputs of the environment, which say how its tasks are run. */
  readonly outputs: Readonly<Record<string, unknown>>;
  readonly patience: Patience;
  readonly interrupts: Interrupts;
  /** Run what this plan will bring instead of what is deployed. Default: what is deployed. */
  readonly plan?: PlanJson;
}

/** Every migration that an environment has, with the ARN of its definition, in the order of the catalogue. None before the first deployment. */
export function deployedMigrations(deployed: Readonly<Record<string, unknown>>): readonly (readonly [task: string, definition: string])[] {
  const { task_definitions: definitions = {} } = outputs.pick({ task_definitions: true }).safeParse(deployed).data ?? {};
  return Object.keys(tasks).flatMap((task) => {
    const definition = definitions[task];
    return definition === undefined ? [] : [[task, definition] as const];
  });
}

/**
 * Runs every task that changes a schema, one after the other, in the order of the catalogue.
 *
 * @throws UserError at the first that fails, and for an environment that has not been deployed
 */
export async function runMigrations(props: MigrationsProps): Promise<void> {
  const { client, reporter, name, outputs: deployed, patience, interrupts, plan } = props;
  const { cluster_name: cluster, task_subnets: subnets, ...by } = deployedOutputs(name, "how its tasks are run", outputs, deployed);
  for (const task of Object.keys(tasks)) {
    const current = by.task_definitions[task];
    const logGroup = by.task_log_groups[task] ?? "CloudWatch";
    if (current === undefined) throw new UserError(`${name} has no task ${task} yet. Deploy it first.`);
    const groups = (by.task_groups[task] ?? "").split(",");
    await reporter.step(task, async () => {
      const definition = plan === undefined ? current : await plannedDefinition(client, task, current, plan);
      await runTask(client, task, { cluster, definition, subnets, groups, logGroup, interrupts }, patience);
    });
  }
}
