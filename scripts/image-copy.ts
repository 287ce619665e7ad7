import path from "node:path";
import { type ECRClient, GetAuthorizationTokenCommand } from "@aws-sdk/client-ecr";
import { z } from "zod";
import { imageOwners, publicName, readLock } from "../stacks/workload/images";
import { ohi } from "../stacks/workload/workload";
import { UserError } from "../terraform/errors";
import type { Interrupts } from "../terraform/interrupts";
import type { ProcessEnvironment } from "../terraform/process-group";
import type { Reporter } from "../terraform/reporter";
import { run } from "../terraform/run";

/** Other people's images: whose program runs each, and how its public registry calls it. */
export const copied = imageOwners(ohi).flatMap(({ key, thirdParty }) =>
  thirdParty === undefined ? [] : [{ key, name: publicName(thirdParty), tag: thirdParty.tag }],
);

export interface CopyImagesProps {
  readonly docker: Docker;
  /** The client of ECR, with the credentials of the process. */
  readonly client: Pick<ECRClient, "send">;
  readonly reporter: Reporter;
  /** Name of the environment. */
  readonly name: string;
  /** Outputs of the environment, which say where its repositories are. */
  readonly outputs: Readonly<Record<string, unknown>>;
  /** What `lockedDigests` read. */
  readonly digests: ReadonlyMap<string, string>;
}

/**
 * Copies other people's images into the repositories of an environment, by digest.
 *
 * @throws UserError when a repository is missing, when Docker fails, and when what arrived has another digest
 */
export async function copyImages({ docker, client, reporter, name, outputs, digests }: CopyImagesProps): Promise<void> {
  const repositories = z.record(z.string(), z.string()).safeParse(outputs["image_repositories"]).data ?? {};
  await reporter.step("log in", () => logIn(docker, client));
  for (const { key, name: image, tag } of copied) {
    const repository = repositories[key];
    const wanted = digests.get(image);
    if (repository === undefined || wanted === undefined) throw new UserError(`${name} has no repository for ${key} yet. Deploy it first.`);
    await reporter.step(image, async () => {
      await docker.copy(`${image.replace(/:[^:]*$/, "")}@${wanted}`, `${repository}:${tag}`);
      const found = await docker.digestOf(`${repository}:${tag}`);
      if (found !== wanted) throw new UserError(`${repository}:${tag} has the digest ${found}; wanted is ${wanted}`);
    });
  }
}

/**
 * The digests of all images: a tag alone does not say what is copied.
 *
 * @throws UserError naming those that nobody has looked up
 */
export function lockedDigests(file: string): Map<string, string> {
  const lock = readLock(file);
  const missing = copied.filter(({ name }) => (lock[name] ?? undefined) === undefined).map(({ name }) => name);
  if (missing.length > 0) {
    throw new UserError(
      `${path.basename(file)} has no digest for ${missing.join(", ")}. Run "npm run images -- lock", and commit what it writes.`,
    );
  }
  return new Map(Object.entries(lock).flatMap(([name, value]) => (value === null ? [] : [[name, value]])));
}

export interface DockerProps {
  readonly directory: string;
  readonly environment: ProcessEnvironment;
  readonly interrupts: Interrupts;
}

/** The few things that are asked of Docker. It copies images between registries without pulling them. */
export class Docker {
  public constructor(private readonly props: DockerProps) {}

  /** Logs in to a registry. The password is in no argument, so no list of processes shows it. */
  public async logIn(registry: string, user: string, password: string): Promise<void> {
    const script = 'printf %s "$REGISTRY_PASSWORD" | docker login --username "$REGISTRY_USER" --password-stdin "$REGISTRY"';
    await this.run("/bin/sh", ["-c", script], { REGISTRY: registry, REGISTRY_USER: user, REGISTRY_PASSWORD: password });
  }

  /** Digest that an image has in its registry, all platforms together. */
  public async digestOf(image: string): Promise<string> {
    const stdout = await this.run("docker", ["buildx", "imagetools", "inspect", image, "--format", "{{json .Manifest.Digest}}"]);
    return stdout.trim().replaceAll('"', "");
  }

  /** Copies an image, all platforms together, under the same digest. */
  public async copy(from: string, to: string): Promise<void> {
    await this.run("docker", ["buildx", "imagetools", "create", "--tag", to, from]);
  }

  private async run(command: string, args: readonly string[], more: ProcessEnvironment = {}): Promise<string> {
    const { directory, environment, interrupts } = this.props;
    const { code, stdout, stderr } = await run({ command, args, directory, environment: { ...environment, ...more }, interrupts });
    if (code !== 0) throw new UserError(`docker ended with code ${code}: ${(stderr || stdout).trim()}`);
    return stdout;
  }
}

/** @see https://docs.aws.amazon.com/AmazonECR/latest/userguide/registry_auth.html */
async function logIn(docker: Docker, client: Pick<ECRClient, "send">): Promise<void> {
  const { authorizationData: [token] = [] } = await client.send(new GetAuthorizationTokenCommand({}));
  const [user, password] = Buffer.from(token?.authorizationToken ?? "", "base64")
    .toString()
    .split(":");
  if (user === undefined || password === undefined) throw new UserError("ECR gave no password for its registry.");
  await docker.logIn(new URL(token?.proxyEndpoint ?? "").host, user, password);
}
