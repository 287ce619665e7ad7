import { writeFileSync } from "node:fs";
import type { ECRClient } from "@aws-sdk/client-ecr";
import { digest, lockFile } from "../stacks/workload/images";
import { UserError } from "../terraform/errors";
import { type ProgramProps, runProgram } from "../terraform/program";
import { reporterFor } from "../terraform/reporter";
import { Deployment } from "./deployment";
import { deploymentProps, type LockOptions, withLockOptions } from "./deployment-options";
import { copied, copyImages, Docker, lockedDigests } from "./image-copy";

export interface ImagesProgramProps extends ProgramProps {
  /** The client of ECR, with the credentials of the process. */
  readonly client: Pick<ECRClient, "send">;
}

/** `copy` and `lock`: other people's images, copied into an environment's repositories by digest. */
export function imagesProgram(props: ImagesProgramProps): Promise<number> {
  const { environment, project, client } = props;
  return runProgram(props, (program, { interrupts }) => {
    const to = deploymentProps(props, interrupts);
    const docker = new Docker({ directory: project, environment, interrupts });
    const reporter = reporterFor(to.display);
    program.name("images").description("Brings other people's images into repositories of our own.");
    const copy = program
      .command("copy")
      .description("copy every image of the lock file into the repositories of an environment that is deployed")
      .argument("<environment>")
      .option("--lock-file <file>", "file with the digests", lockFile);
    withLockOptions(copy).action(async (name: string, { lockFile: file, ...locking }: LockOptions & { readonly lockFile: string }) => {
      const digests = lockedDigests(file);
      const outputs = await Deployment.of({ ...to, ...locking }, name, (deployment) => deployment.outputs());
      await copyImages({ docker, client, reporter, name, outputs, digests });
    });
    program
      .command("lock")
      .description("look up the digest of every image, and write the lock file, to be reviewed and committed")
      .option("--lock-file <file>", "file with the digests", lockFile)
      .action(async (options: { readonly lockFile: string }) => {
        const digests = new Map<string, string>();
        for (const { name } of copied) {
          const found = digest.safeParse(await reporter.step(name, () => docker.digestOf(name)));
          if (!found.success) throw new UserError(`The registry gave no digest for ${name}.`);
          digests.set(name, found.data);
        }
        const sorted = [...digests].toSorted(([one], [other]) => (one < other ? -1 : 1));
        writeFileSync(options.lockFile, `${JSON.stringify(Object.fromEntries(sorted), null, 2)}\n`);
      });
  });
}
