import path from "node:path";
import type { ECSClient } from "@aws-sdk/client-ecs";
import { z } from "zod";
import { tasks } from "../stacks/workload/tasks";
import { UserError } from "../terraform/errors";
import { type ProgramProps, runProgram } from "../terraform/program";
import { reporterFor } from "../terraform/reporter";
import { Deployment } from "./deployment";
import { type Patience, runTask } from "./task-run";

export interface MigrateProgramProps extends ProgramProps {
  /** The client of ECS, with the credentials of the process. */
  readonly client: Pick<ECSClient, "send">;
  /** Default: looks every five seconds, for half an hour. */
  readonly patience?: Patience;
}

/** Outputs of a stack by which its tasks are run. */
const outputs = z.object({
  cluster_name: z.string(),
  task_definitions: z.record(z.string(), z.string()),
  task_groups: z.record(z.string(), z.string()),
  task_log_groups: z.record(z.string(), z.string()),
  task_subnets: z.array(z.string()),
});

/** `migrate`: runs every task that changes a schema, one after the other, in the order of the catalogue, and stops at the first that fails. */
export function migrateProgram(props: MigrateProgramProps): Promise<number> {
  const { environment, project, stdout, client, patience = { every: 5_000, atMost: 30 * 60_000 } } = props;
  return runProgram(props, (program, { interrupts }) => {
    program
      .name("migrate")
      .description("Runs the migrations of an environment that is deployed.")
      .argument("<environment>")
      .option("--lock-timeout <duration>", "how long to wait for a lock that somebody else holds", "2m")
      .action(async (name: string, { lockTimeout }: { readonly lockTimeout: string }) => {
        const display = { output: stdout, plain: environment["CI"] !== undefined };
        const folders = {
          project,
          output: path.resolve(project, environment["CDKTF_OUTDIR"] ?? "cdktf.out"),
          plans: path.resolve(project, ".plans"),
        };
        const deployed = await Deployment.of({ ...folders, environment, interrupts, display, lockTimeout }, name, (deployment) =>
          deployment.outputs(),
        );
        const { cluster_name: cluster, task_subnets: subnets, ...by } = read(name, deployed);
        const reporter = reporterFor(display);
        for (const task of Object.keys(tasks)) {
          const definition = by.task_definitions[task];
          const logGroup = by.task_log_groups[task] ?? "CloudWatch";
          if (definition === undefined) throw new UserError(`${name} has no task ${task} yet. Deploy it first.`);
          const groups = (by.task_groups[task] ?? "").split(",");
          await reporter.step(task, () => runTask(client, task, { cluster, definition, subnets, groups, logGroup }, patience));
        }
      });
  });
}

function read(name: string, deployed: Readonly<Record<string, unknown>>): z.infer<typeof outputs> {
  const result = outputs.safeParse(deployed);
  if (result.success) return result.data;
  throw new UserError(
    `${name} does not say how its tasks are run (${result.error.issues.map(({ path: at }) => at.join(".")).join(", ")}). Deploy it first.`,
  );
}
