import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { UserError } from "../terraform/errors";
import { type ProgramProps, runProgram } from "../terraform/program";
import { selectStacks, stacksIn, type SynthesizedStack } from "../terraform/synthesize";
import type { DeploymentProps } from "./deployment";
import { deploymentProps } from "./deployment-options";
import { folderForOwner, writeForOwner } from "./for-owner";
import { unwrittenState } from "./rescued-state";
import { type SealContext, sealOf } from "./seal";

export interface StateProgramProps extends ProgramProps {
  /** Seals by the ARN of a KMS key. Default: with the credentials of the process. */
  readonly sealBy?: DeploymentProps["sealBy"];
}

/** The state of a stack that could not be written, in clear and sealed. */
interface Unwritten {
  readonly stack: string;
  readonly file: string;
  readonly sealed: string;
  readonly context: SealContext;
}

/**
 * `seal` and `open`: takes the state that an apply could not write away from a machine that is about to be gone, and brings it back on another.
 *
 * It lies beside the saved plans in between, in encrypted form, for a place that others can read. Nothing is synthesized, and Terraform does not run.
 */
export function stateProgram(props: StateProgramProps): Promise<number> {
  const { environment, stdout, sealBy } = props;
  return runProgram(props, (program, { interrupts }) => {
    const { output, plans } = deploymentProps(props, interrupts);
    const unwrittenOf = (name: string): Unwritten => {
      const [{ name: stack, directory }] = selectStacks(stacksIn(output), [name]) as [SynthesizedStack]; // one name, one stack, or it throws
      return {
        stack,
        file: path.join(directory, unwrittenState),
        sealed: path.join(plans, `${stack}.${unwrittenState}.sealed`),
        context: { stack, file: unwrittenState },
      };
    };
    program.name("state").description("Keeps a state that an apply could not write; see docs/recover.md.");
    program
      .command("seal")
      .description("encrypt the state that could not be written, if there is one, beside the saved plans")
      .argument("<environment>")
      .action(async (name: string) => {
        const { stack, file, sealed, context } = unwrittenOf(name);
        if (!existsSync(file)) {
          stdout.write(`The state of ${stack} has been written.\n`);
          return;
        }
        const bytes = await sealOf(environment, sealBy).close(readFileSync(file), context);
        folderForOwner(plans);
        writeForOwner(sealed, bytes);
        stdout.write(`The state of ${stack} could not be written, and is sealed in ${sealed}. docs/recover.md says how to write it.\n`);
      });
    program
      .command("open")
      .description("bring a sealed state back to where Terraform leaves one that it could not write")
      .argument("<environment>")
      .argument("<file>", "the sealed state")
      .action(async (name: string, from: string) => {
        const { file, context } = unwrittenOf(name);
        if (existsSync(file)) throw new UserError(`${file} is there already. Write it first, as docs/recover.md says.`);
        if (!existsSync(from)) throw new UserError(`There is no ${from}.`);
        writeForOwner(file, await sealOf(environment, sealBy).open(readFileSync(from), context));
        stdout.write(`${file} is the state that could not be written. docs/recover.md says how to write it.\n`);
      });
  });
}
