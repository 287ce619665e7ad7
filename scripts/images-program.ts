import { writeFileSync } from "node:fs";
import path from "node:path";
import { type ECRClient, GetAuthorizationTokenCommand } from "@aws-sdk/client-ecr";
import { z } from "zod";
import { digest, imageOwners, lockFile, publicName, readLock } from "../stacks/workload/images";
import { ohi } from "../stacks/workload/workload";
import { UserError } from "../terraform/errors";
import { type ProgramProps, runProgram } from "../terraform/program";
import { reporterFor } from "../terraform/reporter";
import { Deployment } from "./deployment";
import { Docker } from "./image-copy";

export interface ImagesProgramProps extends ProgramProps {
  /** The client of ECR, with the credentials of the process. */
  readonly client: Pick<ECRClient, "send">;
}

/** Other people's images: whose program runs each, and how its public registry calls it. */
const copied = imageOwners(ohi).flatMap(({ key, thirdParty }) =>
  thirdParty === undefined ? [] : [{ key, name: publicName(thirdParty), tag: thirdParty.tag }],
);

/** `copy` and `lock`: other people's images, copied into an environment's repositories by digest. */
export function imagesProgram(props: ImagesProgramProps): Promise<number> {
  const { environment, project, stdout, client } = props;
  return runProgram(props, (program, { interrupts }) => {
    const display = { output: stdout, plain: environment["CI"] !== undefined };
    const docker = new Docker({ directory: project, environment, interrupts });
    const reporter = reporterFor(display);
    program.name("images").description("Brings other people's images into repositories of our own.");
    program
      .command("copy")
      .description("copy every image of the lock file into the repositories of an environment that is deployed")
      .argument("<environment>")
      .option("--lock-timeout <duration>", "how long to wait for a lock that somebody else holds", "2m")
      .option("--lock-file <file>", "file with the digests", lockFile)
      .action(async (name: string, options: { readonly lockTimeout: string; readonly lockFile: string }) => {
        const digests = lockedDigests(options.lockFile);
        const folders = {
          project,
          output: path.resolve(project, environment["CDKTF_OUTDIR"] ?? "cdktf.out"),
          plans: path.resolve(project, ".plans"),
        };
        const deployed = await Deployment.of(
          { ...folders, environment, interrupts, display, lockTimeout: options.lockTimeout },
          name,
          (deployment) => deployment.outputs(),
        );
        const repositories = z.record(z.string(), z.string()).safeParse(deployed["image_repositories"]).data ?? {};
        await reporter.step("log in", () => logIn(docker, client));
        for (const { key, name: image, tag } of copied) {
          const repository = repositories[key];
          const wanted = digests.get(image);
          if (repository === undefined || wanted === undefined)
            throw new UserError(`${name} has no repository for ${key} yet. Deploy it first.`);
          await reporter.step(image, async () => {
            await docker.copy(`${image.replace(/:[^:]*$/, "")}@${wanted}`, `${repository}:${tag}`);
            const found = await docker.digestOf(`${repository}:${tag}`);
            if (found !== wanted) throw new UserError(`${repository}:${tag} has the digest ${found}; wanted is ${wanted}`);
          });
        }
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

/** The digests of all images, or a refusal that names those nobody has looked up: a tag alone does not say what is copied. */
function lockedDigests(file: string): Map<string, string> {
  const lock = readLock(file);
  const missing = copied.filter(({ name }) => (lock[name] ?? undefined) === undefined).map(({ name }) => name);
  if (missing.length > 0) {
    throw new UserError(
      `${path.basename(file)} has no digest for ${missing.join(", ")}. Run "npm run images -- lock", and commit what it writes.`,
    );
  }
  return new Map(Object.entries(lock).flatMap(([name, value]) => (value === null ? [] : [[name, value]])));
}

/** @see https://docs.aws.amazon.com/AmazonECR/latest/userguide/registry_auth.html */
async function logIn(docker: Docker, client: ImagesProgramProps["client"]): Promise<void> {
  const { authorizationData: [token] = [] } = await client.send(new GetAuthorizationTokenCommand({}));
  const [user, password] = Buffer.from(token?.authorizationToken ?? "", "base64")
    .toString()
    .split(":");
  if (user === undefined || password === undefined) throw new UserError("ECR gave no password for its registry.");
  await docker.logIn(new URL(token?.proxyEndpoint ?? "").host, user, password);
}
