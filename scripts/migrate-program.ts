import type { ECSClient } from "@aws-sdk/client-ecs";
import { type ProgramProps, runProgram } from "../terraform/program";
import { reporterFor } from "../terraform/reporter";
import { Deployment } from "./deployment";
import { deploymentProps, type LockOptions, withLockOptions } from "./deployment-options";
import { runMigrations } from "./migrations";
import { type Patience, taskPatience } from "./task-run";

export interface MigrateProgramProps extends ProgramProps {
  /** The client of ECS, with the credentials of the process. */
  readonly client: Pick<ECSClient, "send">;
  /** Default: looks every five seconds, for half an hour. */
  readonly patience?: Patience;
}

/** `migrate`: runs every task that changes a schema, as it is deployed. */
export function migrateProgram(props: MigrateProgramProps): Promise<number> {
  const { client, patience = taskPatience } = props;
  return runProgram(props, (program, { interrupts }) => {
    program.name("migrate").description("Runs the migrations of an environment that is deployed.").argument("<environment>");
    withLockOptions(program).action(async (name: string, locking: LockOptions) => {
      const to = deploymentProps(props, interrupts);
      const outputs = await Deployment.of({ ...to, ...locking }, name, (deployment) => deployment.outputs());
      await runMigrations({ client, reporter: reporterFor(to.display), name, outputs, patience, interrupts });
    });
  });
}
