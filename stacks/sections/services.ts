import { Construct } from "constructs";
import { Cluster } from "../../constructs/compute/cluster";
import { FargateService } from "../../constructs/compute/fargate-service";
import { PrivateDnsNamespace } from "../../constructs/compute/private-dns-namespace";
import { FileSystem } from "../../constructs/compute/file-system";
import { TaskDefinition } from "../../constructs/compute/task-definition";
import { tag } from "../../constructs/foundation/tags";
import { zoneLetter } from "../../constructs/network/zone";
import type { GeneratedCredential } from "../../constructs/secrets/generated-credential";
import type { EncryptionKey } from "../../constructs/security/encryption-key";
import type { EnvironmentStack } from "../environment-stack";
import type { Settings } from "../settings";
import { membersOf } from "../workload/peers";
import type { Service } from "../workload/service";
import { addClickhouse } from "./clickhouse";
import type { DataSection } from "./data";
import type { LoadBalancersSection } from "./load-balancers";
import type { NetworkSection } from "./network";
import { type Placed, Programs } from "./programs";
import { addRepositories } from "./repositories";
import type { SecretsSection } from "./secrets";
import { type AddedTask, addTasks } from "./tasks";

export interface ServicesProps {
  readonly key: EncryptionKey;
  readonly network: NetworkSection;
  readonly data: DataSection;
  readonly secrets: SecretsSection;
  readonly clickhouseCredential: GeneratedCredential;
  readonly targets: LoadBalancersSection["targets"];
  readonly settings: Pick<Settings, "imageTags">;
}

/** A service, or one member of a numbered one. */
export interface AddedService {
  /** Key of its entry in the catalogue. */
  readonly key: string;
  /** Its name in the private zone. */
  readonly name: string;
  readonly task: TaskDefinition;
  readonly service: FargateService;
}

export interface ServicesSection {
  readonly cluster: Cluster;
  readonly services: readonly AddedService[];
  readonly tasks: readonly AddedTask[];
}

/** Everything that runs: the catalogue's services, the tasks that run once, and the telemetry database on its host. */
export function addServices(stack: EnvironmentStack, props: ServicesProps): ServicesSection {
  const { environment, workload } = stack;
  const cluster = new Cluster(stack, "cluster", { kmsKeyArn: props.key.arn, logRetentionDays: environment.logRetentionDays });
  const directory = new PrivateDnsNamespace(stack, "directory", { vpcId: props.network.network.vpc.id });
  const programs = new Programs(stack, { ...props, cluster, repositories: addRepositories(stack, props) });
  const files = addFiles(stack, props);

  const place = { ...props, stack, scope: new Construct(stack, "services"), cluster, directory, programs, files };
  const services = Object.entries(workload.services).flatMap(([key, entry]) =>
    membersOf(workload.services, key, environment).map((name, index) => addService(place, { key, name, member: index + 1, entry })),
  );
  const writers = services.filter(({ key }) => workload.services[key]?.volume !== undefined);
  files.close(Object.fromEntries(writers.map(({ name, task }) => [name, task.roles.task.arn])));
  const tasks = addTasks(stack, { programs, network: props.network });
  addClickhouse(stack, { ...props, directory, credential: props.clickhouseCredential });

  stack.output("cluster_name", "Name of the ECS cluster", cluster.name);
  stack.output(
    "service_names",
    "Name of every ECS service, by its name in the private zone",
    Object.fromEntries(services.map(({ name, service }) => [name, service.name])),
  );
  stack.output(
    "service_definitions",
    "Task definition that every ECS service is to run, by its name in the private zone",
    Object.fromEntries(services.map(({ name, task }) => [name, task.arn])),
  );
  return { cluster, services, tasks };
}

/** What every service of an environment shares. */
interface Place extends ServicesProps {
  readonly stack: EnvironmentStack;
  readonly scope: Construct;
  readonly cluster: Cluster;
  readonly directory: PrivateDnsNamespace;
  readonly programs: Programs;
  readonly files: FileSystem;
}

interface Member {
  readonly key: string;
  readonly name: string;
  readonly member: number;
  readonly entry: Service;
}

function addService(place: Place, { key, name, member, entry }: Member): AddedService {
  const { stack, cluster, programs, network } = place;
  const { count, upTo, ...size } = entry.scale[stack.environment.ecs.sizing];
  const scope = new Construct(place.scope, name);
  tag(scope, { Service: key });
  const { exec } = programs;
  const placed = { path: `services.${key}`, key, name, member, program: entry, size, exec, ...volumeOf(place, name, entry) };
  const task = new TaskDefinition(scope, "task", programs.taskDefinition(placed));
  const service = new FargateService(scope, "resource", {
    name,
    cluster,
    taskDefinition: task,
    desiredCount: count,
    maxCapacity: upTo,
    capacity: runsOnSpot(stack, key) ? "spot" : "on-demand",
    deployment: entry.volume === undefined ? "rolling" : "replace",
    subnetIds: network.network.privateTier.subnetIds,
    securityGroupIds: [groupOf(place, key), network.matrix.idOf("ecs-tasks")],
    target: place.targets.get(key),
    registryArn: entry.ports === undefined ? undefined : place.directory.register(name, key),
    exec,
  });
  return { key, name, task, service };
}

function volumeOf({ files }: Place, name: string, { volume }: Service): Pick<Placed, "volume"> {
  if (volume === undefined) return {};
  const { accessPointId, grants } = files.directory(name, volume.owner);
  return { volume: { path: volume.path, fileSystemId: files.id, accessPointId, dependsOn: files.addresses, grants } };
}

/** Every service stands in the security group of its key. */
function groupOf({ network: { matrix } }: Place, key: string): string {
  const groups: { idOf(group: string): string } = matrix; // the matrix has a group for each key of the catalogue that it was made with
  return groups.idOf(key);
}

function runsOnSpot({ environment: { ecs } }: EnvironmentStack, key: string): boolean {
  return "only" in ecs.spot ? ecs.spot.only.includes(key) : !ecs.spot.allBut.includes(key);
}

function addFiles(stack: EnvironmentStack, { key, network }: ServicesProps): FileSystem {
  return new FileSystem(stack, "files", {
    name: "files",
    kmsKeyArn: key.arn,
    subnetIds: Object.fromEntries(network.network.privateTier.subnets.map(({ zone, subnet }) => [zoneLetter(zone), subnet.id])),
    securityGroupIds: [network.matrix.idOf("efs")],
    preventDestroy: stack.environment.deletionProtection,
  });
}
