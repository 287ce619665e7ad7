import { EcsTaskDefinition, type EcsTaskDefinitionVolume } from "@cdktf/provider-aws/lib/ecs-task-definition";
import type { ITerraformDependable } from "cdktf";
import { Construct } from "constructs";
import { nameOf } from "../foundation/names";
import { PlatformStack } from "../foundation/platform-stack";
import { refuse } from "../foundation/refusal";
import { LogGroup } from "../operations/log-group";
import { type Container, containerDefinition, problemsOf } from "./container";
import { problemsOfSize } from "./fargate-size";
import { TaskRoles, type TaskRolesProps } from "./task-roles";

/** A directory of a file system that a task mounts by an access point of its own. */
export interface TaskVolume {
  /** Where the container sees it, from the root on: `/data`. */
  readonly path: string;
  readonly fileSystemId: string;
  readonly accessPointId: string;
  /** What has to exist before a task can mount it: the file system's addresses. */
  readonly dependsOn: readonly ITerraformDependable[];
}

export interface TaskDefinitionProps {
  /** Words of the family's name behind the stack's prefix; also the container's name. */
  readonly name: string;
  /** CPU in units of 1/1024 and memory in MiB, as Fargate pairs them. */
  readonly size: { readonly cpu: number; readonly memory: number };
  readonly container: Omit<Container, "name" | "memory" | "mounts" | "logGroup">;
  /** Paths, from the root on, on which the container gets an empty writable volume, gone with the task. Default: none. */
  readonly scratch?: readonly string[];
  /** Default: none. */
  readonly volume?: TaskVolume | undefined;
  readonly roles: Omit<TaskRolesProps, "name" | "logGroupArn" | "kmsKeyArn">;
  /** ARN of the KMS key that encrypts logs and secrets. */
  readonly kmsKeyArn: string;
  /** Days for which the log is kept; one of CloudWatch's own numbers. */
  readonly logRetentionDays: number;
}

/**
 * What a task is: one container on Fargate with its roles and its log.
 *
 * Terraform owns it. Which image runs is an input of the synth, so a release is a plan that somebody can read. The revisions before
 * stay registered: a deployment that fails is rolled back to one of them.
 *
 * @see https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task_definition_parameters.html
 */
export class TaskDefinition extends Construct {
  public readonly arn: string;
  public readonly family: string;
  public readonly containerName: string;
  public readonly roles: TaskRoles;
  public readonly logGroup: LogGroup;
  /** What a task cannot start without, beside its definition: whoever runs one waits for it. */
  public readonly needs: readonly ITerraformDependable[];

  /** @throws Refusal listing everything that Fargate would not take. */
  public constructor(scope: Construct, id: string, props: TaskDefinitionProps) {
    super(scope, id);
    const { name, size, scratch = [], volume, kmsKeyArn, logRetentionDays } = props;
    const { region, namePrefix } = PlatformStack.of(this);
    const volumes: readonly Volume[] = [
      ...scratch.map((path): Volume => [volumeName(path), path]),
      ...(volume === undefined ? [] : [[fileSystemName, volume.path] as const]),
    ];
    const logGroup = `/ecs/${namePrefix}/${name}`;
    const container: Container = { ...props.container, name, memory: size.memory, mounts: Object.fromEntries(volumes), logGroup };
    refuse(this.node.path, [...problemsOfSize(size), ...problemsOf(container), ...problemsOfVolumes(volumes)]);

    this.containerName = name;
    this.family = nameOf(this, "aws_ecs_task_definition", name);
    this.logGroup = new LogGroup(this, "log-group", { name: container.logGroup, kmsKeyArn, retentionDays: logRetentionDays });
    this.roles = new TaskRoles(this, "roles", { name, logGroupArn: this.logGroup.arn, kmsKeyArn, ...props.roles });
    const definition = new EcsTaskDefinition(this, "resource", {
      family: this.family,
      requiresCompatibilities: ["FARGATE"],
      networkMode: "awsvpc",
      runtimePlatform: { operatingSystemFamily: "LINUX", cpuArchitecture: "X86_64" },
      cpu: String(size.cpu),
      memory: String(size.memory),
      executionRoleArn: this.roles.execution.arn,
      taskRoleArn: this.roles.task.arn,
      containerDefinitions: JSON.stringify([containerDefinition(container, region)]),
      volume: [...scratch.map((path) => ({ name: volumeName(path) })), ...(volume === undefined ? [] : [fileSystemVolume(volume)])],
      skipDestroy: true,
      tags: { Name: this.family },
    });
    this.arn = definition.arn;
    this.needs = [this.logGroup.resource, this.roles.execution.policy, ...this.roles.task.policies, ...(volume?.dependsOn ?? [])];
  }
}

/** A volume's name, and the path on which the container sees it. */
type Volume = readonly [name: string, path: string];

/** Name of the volume that is a directory of a file system. */
const fileSystemName = "data";

function volumeName(path: string): string {
  return path.slice(1).replaceAll("/", "-");
}

function fileSystemVolume({ fileSystemId, accessPointId }: TaskVolume): EcsTaskDefinitionVolume {
  return {
    name: fileSystemName,
    efsVolumeConfiguration: { fileSystemId, transitEncryption: "ENABLED", authorizationConfig: { accessPointId, iam: "ENABLED" } },
  };
}

/** @see https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_Volume.html */
function problemsOfVolumes(volumes: readonly Volume[]): string[] {
  const repeated = volumes.flatMap(([name, path], index) => {
    const first = volumes.slice(0, index).find(([other]) => other === name);
    return first === undefined ? [] : [`volume ${path} has the name ${name} of ${first[1]}; allowed is a path that makes another one`];
  });
  const unnamable = volumes.flatMap(([name, path]) =>
    /^[A-Za-z0-9_-]{1,255}$/.test(name)
      ? []
      : [`volume ${path} has the name ${JSON.stringify(name)}; allowed are 1 to 255 letters, digits, hyphens and underscores`],
  );
  const relative = volumes.flatMap(([, path]) =>
    path.startsWith("/") ? [] : [`volume ${path}; allowed is a path from the root on, with a slash at its beginning`],
  );
  return [...repeated, ...unnamable, ...relative];
}
