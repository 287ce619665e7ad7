import { run } from "../terraform/run";
import type { Interrupts } from "../terraform/interrupts";
import type { Environment } from "../terraform/process-group";
import { UserError } from "../terraform/errors";

export interface DockerProps {
  readonly directory: string;
  readonly environment: Environment;
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

  private async run(command: string, args: readonly string[], more: Environment = {}): Promise<string> {
    const { directory, environment, interrupts } = this.props;
    const { code, stdout, stderr } = await run({ command, args, directory, environment: { ...environment, ...more }, interrupts });
    if (code !== 0) throw new UserError(`docker ended with code ${code}: ${(stderr || stdout).trim()}`);
    return stdout;
  }
}
