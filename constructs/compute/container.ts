import { literal } from "../foundation/literal";

/** The one container of a task, which has the whole of the task's CPU and memory. */
export interface Container {
  /** Name, letters, digits and hyphens. */
  readonly name: string;
  /**
   * MiB of memory, all that the task has. Fargate limits the task even if its container has no limit, but then a program that asks for its own sees none,
   * and takes the machine's memory for its own.
   *
   * @see https://github.com/eclipse-openj9/openj9/issues/11998
   */
  readonly memory: number;
  /** Image with a tag or a digest. */
  readonly image: string;
  /** Default: the image's own. */
  readonly entryPoint?: readonly string[] | undefined;
  /** Default: the image's own. */
  readonly command?: readonly string[] | undefined;
  /** Ports on which it listens, 1 to 65535. */
  readonly ports: readonly number[];
  /** Values of environment variables, by name. */
  readonly environment: Readonly<Record<string, string>>;
  /** Values of secrets, as ECS names them: the secret's ARN, or `ARN:key::` for one key of its JSON. */
  readonly secrets: Readonly<Record<string, string>>;
  /** Shell command that ends with 0 when the container works. Default: no check. */
  readonly healthCheck?: string | undefined;
  /** Seconds from the request to stop to the end, 2 to 120: more, Fargate does not give. */
  readonly stopTimeoutSeconds: number;
  /** Whether nothing but its mounts can be written. */
  readonly readOnlyRoot: boolean;
  /** Where it sees each volume of the task, by the volume's name. */
  readonly mounts: Readonly<Record<string, string>>;
  /** User and group as numbers. Default: the image's own. */
  readonly user?: string | undefined;
  /** Name of the log group that it writes to. */
  readonly logGroup: string;
}

/** Seconds that a container has to start in, before failed checks count. */
const startPeriod = 60;

/** Everything that AWS would refuse, or that would only show in operation. */
export function problemsOf({ image, ports, environment, secrets, stopTimeoutSeconds }: Container): string[] {
  return [
    ...(/[@:][^/]+$/.test(image) && !image.endsWith(":latest") ? [] : [`image ${image}; allowed is a tag other than latest, or a digest`]),
    ...ports.flatMap((port) => (Number.isInteger(port) && port >= 1 && port <= 65_535 ? [] : [`port ${port}; allowed are 1 to 65535`])),
    ...Object.keys(environment).flatMap((name) => (name in secrets ? [`${name} is a setting and a secret; it can be only one`] : [])),
    ...[...Object.keys(environment), ...Object.keys(secrets)].flatMap((name) =>
      /^[A-Za-z_][A-Za-z0-9_]*$/.test(name) ? [] : [`variable ${name}; allowed are letters, digits and underscores`],
    ),
    ...(stopTimeoutSeconds >= 2 && stopTimeoutSeconds <= 120 ? [] : [`stop timeout ${stopTimeoutSeconds} s; allowed are 2 to 120`]),
  ];
}

/**
 * The container as ECS takes it, in the order in which ECS gives it back: Terraform compares the two as they stand.
 *
 * @see https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_ContainerDefinition.html
 */
export function containerDefinition(container: Container, region: string): object {
  const { name, image, entryPoint, command, healthCheck, user } = container;
  return {
    name,
    image: literal(image),
    memory: container.memory,
    essential: true,
    ...(entryPoint === undefined ? {} : { entryPoint: entryPoint.map(literal) }),
    ...(command === undefined ? {} : { command: command.map(literal) }),
    ...(user === undefined ? {} : { user }),
    portMappings: container.ports.map((port) => ({ containerPort: port, hostPort: port, protocol: "tcp" })),
    environment: sorted(container.environment).map(([key, value]) => ({ name: key, value: literal(value) })),
    secrets: sorted(container.secrets).map(([key, valueFrom]) => ({ name: key, valueFrom })),
    mountPoints: sorted(container.mounts).map(([sourceVolume, containerPath]) => ({ sourceVolume, containerPath, readOnly: false })),
    volumesFrom: [],
    readonlyRootFilesystem: container.readOnlyRoot,
    linuxParameters: { initProcessEnabled: true },
    stopTimeout: container.stopTimeoutSeconds,
    ...(healthCheck === undefined
      ? {}
      : { healthCheck: { command: ["CMD-SHELL", literal(healthCheck)], interval: 30, timeout: 5, retries: 3, startPeriod } }),
    logConfiguration: {
      logDriver: "awslogs",
      options: {
        "awslogs-group": container.logGroup,
        "awslogs-region": region,
        "awslogs-stream-prefix": name,
        mode: "non-blocking",
        "max-buffer-size": "4m",
      },
    },
  };
}

function sorted(record: Readonly<Record<string, string>>): [string, string][] {
  return Object.entries(record).toSorted(([one], [other]) => (one < other ? -1 : 1));
}
