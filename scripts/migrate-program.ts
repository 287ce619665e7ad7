import type { ECSClient } from "@aws-sdk/client-ecs";
import { type ProgramProps, runProgram } from "../terraform/program";
import { reporterFor } from "../terraform/reporter";
import { Deployment } from "./deployment";
import { deploymentProps } from "./deployment-options";
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
    program
      .name("migrate")
      .description("Runs the migrations of an environment that is deployed.")
      .argument("<environment>")
      .option("--lock-timeout <duration>", "how long to wait for a lock that somebody else holds", "2m")
      .action(async (name: string, { lockTimeout }: { readonly lockTimeout: string }) => {
        const to = deploymentProps(props, interrupts);
        const outputs = await Deployment.of({ ...to, lockTimeout }, name, (deployment) => deployment.outputs());
        await runMigrations({ client, reporter: reporterFor(to.display), name, outputs, patience, interrupts });
      });
  });
}
