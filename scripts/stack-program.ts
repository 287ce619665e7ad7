import { readStack } from "../emulator/stack-json";
import { exitCodes, UserError } from "../terraform/errors";
import { type ProgramProps, runProgram } from "../terraform/program";
import { Deployment, type DeploymentProps, type PlanOptions } from "./deployment";
import { deploymentProps, type LockOptions, withLockOptions } from "./deployment-options";
import { refuseUnmigrated } from "./unmigrated-images";

/** Exit code of `diff` when there are differences, as Terraform's own `-detailed-exitcode` has it. */
const differencesFound = 2;

export interface StackProgramProps extends ProgramProps {
  /** Asks the person at the keyboard a question; without anybody there it is absent. */
  readonly ask?: (question: string) => Promise<string>;
  /** Seals plans by the ARN of a KMS key. Default: with the credentials of the process. */
  readonly sealBy?: DeploymentProps["sealBy"];
}

/** `plan`, `deploy`, `diff`, `unlock` and `destroy`: one environment in a real AWS account. */
export function stackProgram(props: StackProgramProps): Promise<number> {
  const { stdout, ask, sealBy } = props;
  return runProgram(props, (program, { interrupts, exit }) => {
    const on = (name: string, work: (deployment: Deployment) => Promise<void>): Promise<void> =>
      Deployment.of(
        { ...deploymentProps(props, interrupts), ...program.opts<LockOptions>(), ...(sealBy === undefined ? {} : { sealBy }) },
        name,
        work,
      );

    program.name("stack").description("Brings environments into an AWS account.");
    withLockOptions(program);
    program
      .command("plan")
      .description("show what would change, and save it for deploy")
      .argument("<environment>")
      .option("--sealed", "keep the plan encrypted by the key of the state, for a place that others can read")
      .option("--json <file>", 'file to write the plan to as JSON, for "npm run review -- --plan"')
      .action((name: string, options: PlanOptions) =>
        on(name, async (deployment) => {
          await deployment.plan(options);
          stdout.write(
            `This plan is saved. Apply it with "npm run deploy -- ${name}", or with "npm run release -- ${name}" where it brings images.\n`,
          );
        }),
      );
    program
      .command("deploy")
      .description("apply the saved plan, and nothing else; one that changes images of migrations is left to release")
      .argument("<environment>")
      .action((name: string) =>
        on(name, (deployment) =>
          deployment.deploy((plan, outputs) => {
            refuseUnmigrated({ name, plan, outputs, configuration: readStack(deployment) });
          }),
        ),
      );
    program
      .command("diff")
      .description(`show what would change, without saving it; ends with ${differencesFound} when something would`)
      .argument("<environment>")
      .action((name: string) =>
        on(name, async (deployment) => {
          if (await deployment.diff()) exit(differencesFound);
        }),
      );
    program
      .command("unlock")
      .description("free the lock of a run that is gone; see docs/recover.md before")
      .argument("<environment>")
      .argument("<id>", "id of the lock, as the refusal of another run names it")
      .action((name: string, id: string) => on(name, (deployment) => deployment.unlock(id)));
    program
      .command("destroy")
      .description("show what would be destroyed, and destroy it once its name has been typed")
      .argument("<environment>")
      .option("--confirm <stack>", "name of the stack, instead of typing it")
      .action((name: string, { confirm }: { readonly confirm?: string }) =>
        on(name, (deployment) => deployment.destroy(confirmation(deployment.stackName, confirm, ask))),
      );
  });
}

function confirmation(stack: string, given: string | undefined, ask: StackProgramProps["ask"]): () => Promise<boolean> {
  if (given !== undefined && given !== stack) {
    throw new UserError(`--confirm ${given} is not the name of the stack, which is ${stack}.`, exitCodes.usage);
  }
  if (given !== undefined) return () => Promise.resolve(true);
  if (ask === undefined) throw new UserError(`Nobody is here to type the stack's name; give --confirm ${stack}.`, exitCodes.usage);
  return async () => (await ask(`Type ${stack} to destroy it: `)) === stack;
}
