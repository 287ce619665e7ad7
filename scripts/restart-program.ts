import { type ECSClient, UpdateServiceCommand } from "@aws-sdk/client-ecs";
import { UserError } from "../terraform/errors";
import { type ProgramProps, runProgram } from "../terraform/program";
import { reporterFor } from "../terraform/reporter";
import { Deployment } from "./deployment";
import { deploymentProps, type LockOptions, withLockOptions } from "./deployment-options";
import { deployedServices, rolloutPatience, waitForRollout } from "./service-rollout";
import type { Patience } from "./task-run";

export interface RestartProgramProps extends ProgramProps {
  /** The client of ECS, with the credentials of the process. */
  readonly client: Pick<ECSClient, "send">;
  /** Default: looks every ten seconds, for half an hour. */
  readonly patience?: Patience;
}

/**
 * `restart`: new tasks for services, on the definitions that were applied.
 *
 * A deployment that failed starts no more tasks by itself, and a plan that finds nothing to change starts none either: so it goes after a first
 * deployment, whose images and secrets come later, and after whatever else tasks read only when they start.
 *
 * @see https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_Deployment.html
 */
export function restartProgram(props: RestartProgramProps): Promise<number> {
  const { client, patience = rolloutPatience } = props;
  return runProgram(props, (program, { interrupts }) => {
    program
      .name("restart")
      .description("Starts new tasks of services that are deployed, and waits until they are steady.")
      .argument("<environment>")
      .argument("[services...]", "keys of the services, for example api; without one all of them");
    withLockOptions(program).action(async (name: string, wanted: string[], locking: LockOptions) => {
      const to = deploymentProps(props, interrupts);
      const outputs = await Deployment.of({ ...to, ...locking }, name, (deployment) => deployment.outputs());
      const { cluster, services: all } = deployedServices(name, outputs);
      const unknown = wanted.filter((key) => all.every((service) => service.key !== key));
      if (unknown.length > 0) {
        throw new UserError(`${name} has no service ${unknown.join(", ")}. It has ${all.map(({ key }) => key).join(", ")}.`);
      }
      const services = wanted.length === 0 ? all : all.filter(({ key }) => wanted.includes(key));
      await reporterFor(to.display).step("restart", async (say) => {
        for (const { service, definition: taskDefinition } of services) {
          interrupts.check();
          await client.send(new UpdateServiceCommand({ cluster, service, taskDefinition, forceNewDeployment: true }));
        }
        await waitForRollout({ client, cluster, services, interrupts, patience }, say);
      });
    });
  });
}
