import type { Cluster } from "../../constructs/compute/cluster";
import type { TaskDefinitionProps, TaskVolume } from "../../constructs/compute/task-definition";
import { Refusal } from "../../constructs/foundation/refusal";
import type { EncryptionKey } from "../../constructs/security/encryption-key";
import type { Grant } from "../../constructs/security/policy-document";
import type { EnvironmentStack } from "../environment-stack";
import type { Settings } from "../settings";
import { imageOwnerOf, imageOwners, imageVersion } from "../workload/images";
import { peersOf } from "../workload/peers";
import { resolveSettings } from "../workload/resolve-settings";
import type { Program, Service } from "../workload/service";
import { isProduction } from "../workload/site";
import type { SecretReference, Surroundings } from "../workload/surroundings";
import type { DataSection } from "./data";
import type { Repositories } from "./repositories";
import type { SecretsSection } from "./secrets";

/** What all programs of an environment share. */
export interface ProgramsProps {
  readonly key: EncryptionKey;
  readonly data: DataSection;
  readonly secrets: SecretsSection;
  readonly cluster: Cluster;
  readonly repositories: Repositories;
  readonly settings: Pick<Settings, "imageTags">;
}

/** One program, in the place where it runs. */
export interface Placed {
  /** Where its entry stands, for example `services.api`. */
  readonly path: string;
  readonly key: string;
  /** Its name: the key, with its number behind it where it has one. */
  readonly name: string;
  /** Its number; 1 where it has none. */
  readonly member: number;
  readonly program: Program & Partial<Pick<Service, "ports" | "health" | "stopTimeoutSeconds">>;
  readonly size: TaskDefinitionProps["size"];
  /** People may open a shell in its container, and its agent may write what it needs. */
  readonly exec: boolean;
  readonly volume?: TaskVolume & { readonly grants: readonly Grant[] };
}

/** Paths that the agent of ECS Exec writes, where the root file system is read-only. */
const execScratch = ["/var/lib/amazon", "/var/log/amazon"];

/** Seconds that a task which runs once has to end when it is asked to stop: all that Fargate gives. */
const longestStop = 120;

/** Turns entries of the catalogue into task definitions. */
export class Programs {
  public constructor(
    private readonly stack: EnvironmentStack,
    private readonly props: ProgramsProps,
  ) {}

  /** Whether people may open a shell in the containers of services. */
  public get exec(): boolean {
    return !isProduction(this.stack.environment);
  }

  /** The task definition of a program. */
  public taskDefinition({ path, key, name, member, program, size, exec, volume }: Placed): TaskDefinitionProps {
    const { environment } = this.stack;
    const { secrets, cluster } = this.props;
    const { ports = {}, health, secrets: references = {}, stopTimeoutSeconds = longestStop } = program;
    const surroundings = this.surroundings(member);
    const repository = this.repositoryOf(key, program);
    const writable = [...(program.scratch ?? []), ...(exec && program.readOnlyRoot ? execScratch : [])];
    return {
      name,
      size,
      container: {
        image: `${repository.url}${this.versionOf(key, program)}`,
        entryPoint: program.entryPoint,
        command: program.command,
        ports: Object.values(ports),
        environment: resolveSettings(`${path}.settings`, program.settings, surroundings),
        secrets: Object.fromEntries(Object.entries(references).map(([variable, reference]) => [variable, this.valueFrom(reference)])),
        healthCheck: healthCheck(health, ports),
        stopTimeoutSeconds,
        readOnlyRoot: program.readOnlyRoot,
        user: program.user,
      },
      scratch: writable,
      volume,
      roles: {
        repositoryArn: repository.arn,
        secretArns: [...new Set(Object.values(references).map(({ secret }) => secret))].map(secrets.arnOf),
        grants: [...(program.mayDo?.(surroundings) ?? []), ...databaseGrants(program, surroundings), ...(volume?.grants ?? [])],
        execLogGroupArn: exec ? cluster.execLogGroup.arn : undefined,
      },
      kmsKeyArn: this.props.key.arn,
      logRetentionDays: environment.logRetentionDays,
    };
  }

  private surroundings(member: number): Surroundings {
    const { environment, namePrefix, region, accountId, workload } = this.stack;
    const { databases, caches } = this.props.data;
    const peers = peersOf(workload.services, { namePrefix, environment });
    return { environment, namePrefix, region, accountId, member, databases, caches, peers };
  }

  private repositoryOf(key: string, program: Program): { readonly arn: string; readonly url: string } {
    const owner = imageOwnerOf(key, program);
    const repository = this.props.repositories.get(owner);
    if (repository === undefined) throw new Refusal(this.stack.node.path, [`${key}: no repository "${owner}"`]);
    return repository;
  }

  private versionOf(key: string, program: Program): string {
    const { workload, environment } = this.stack;
    const owner = imageOwners(workload).find((candidate) => candidate.key === imageOwnerOf(key, program)) ?? { key };
    return imageVersion(owner, this.props.settings.imageTags, environment.ecs.defaultImageTag);
  }

  private valueFrom({ secret, key }: SecretReference): string {
    const arn = this.props.secrets.arnOf(secret);
    return key === undefined ? arn : `${arn}:${key}::`;
  }
}

/** @see https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/UsingWithRDS.IAMDBAuth.IAMPolicy.html */
function databaseGrants({ databases: keys = [] }: Program, { databases, region, accountId }: Surroundings): Grant[] {
  const servers = [...new Set(keys.map((key) => databases[key]))];
  if (servers.length === 0) return [];
  const resources = servers.map(({ resourceId, user }) => `arn:aws:rds-db:${region}:${accountId}:dbuser:${resourceId}/${user}`);
  return [{ sid: "LogInToDatabase", actions: ["rds-db:connect"], resources }];
}

/** The command by which a container checks itself. The image has to have wget, as those on Alpine have. */
function healthCheck(health: Service["health"], ports: Readonly<Record<string, number>>): string | undefined {
  if (health === undefined) return undefined;
  if ("command" in health) return `${health.command} || exit 1`;
  return `wget -q -O /dev/null http://127.0.0.1:${String(ports[health.port])}${health.path} || exit 1`;
}
