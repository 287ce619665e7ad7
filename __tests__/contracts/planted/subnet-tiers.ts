import type { Changes } from "./draft";
import { bugsFor, type PlantedBug } from "./planted-bug";

const subnet = (tier: string, zone: string): string => `\${aws_subnet.network_${tier}_${zone}.id}`;
const all = (tier: string): string[] => ["a", "b", "c"].map((zone) => subnet(tier, zone));
/** A tier whose last subnet is one of another tier. */
const mixed = (tier: string, other: string): string[] => [...all(tier).slice(0, -1), subnet(other, "c")];

const api = "aws_ecs_service.services_api";
const endpoint = "aws_vpc_endpoint.endpoints_ssm";
const databases = "aws_db_subnet_group.store-subnets_databases";
const caches = "aws_elasticache_subnet_group.store-subnets_caches";
const rotation = "aws_serverlessapplicationrepository_cloudformation_stack.postgres-rotation-function";
const rotationIn = (subnets: readonly string[]): Changes => ({ vpcSubnetIds: subnets.join() });

/** Mistakes in where things stand. */
export const subnetTierBugs: readonly PlantedBug[] = bugsFor("subnet-tiers", [
  [
    "a service in a database subnet, from which no image can be pulled by the internet",
    api,
    (draft) => draft.set(api, { network_configuration: { subnets: mixed("private", "database") } }),
  ],
  ["a service in two zones", api, (draft) => draft.set(api, { network_configuration: { subnets: all("private").slice(1) } })],
  [
    "a service that names a zone twice",
    api,
    (draft) => draft.set(api, { network_configuration: { subnets: [...all("private"), subnet("private", "a")] } }),
  ],
  ["a service in no subnet", api, (draft) => draft.set(api, { network_configuration: {} })],
  [
    "a service in subnets by number",
    api,
    (draft) => draft.set(api, { network_configuration: { subnets: ["subnet-0123456789abcdef0"] } }),
    "unresolved",
  ],
  [
    "tasks that run once in database subnets",
    "output.task_subnets",
    (draft) => draft.setBlock(["output", "task_subnets"], { value: all("database") }),
  ],
  [
    "a task that runs once in a public subnet",
    "output.task_subnets",
    (draft) => draft.setBlock(["output", "task_subnets"], { value: mixed("private", "public") }),
  ],
  [
    "a public load balancer with one private subnet",
    "aws_lb.alb",
    (draft) => draft.set("aws_lb.alb", { subnets: mixed("public", "private") }),
  ],
  [
    "an internal load balancer in public subnets",
    "aws_lb.internal-alb",
    (draft) => draft.set("aws_lb.internal-alb", { subnets: all("public") }),
  ],
  ["a load balancer that is internal and stands in public subnets", "aws_lb.alb", (draft) => draft.set("aws_lb.alb", { internal: true })],
  [
    "files with an address among the databases",
    "aws_efs_mount_target.files_c",
    (draft) => draft.set("aws_efs_mount_target.files_c", { subnet_id: subnet("database", "c") }),
  ],
  ["files without an address in a zone", "aws_efs_file_system.files", (draft) => draft.drop("aws_efs_mount_target.files_b")],
  [
    "ClickHouse in a public subnet",
    "aws_instance.clickhouse",
    (draft) => draft.set("aws_instance.clickhouse", { subnet_id: subnet("public", "a") }),
  ],
  [
    "ClickHouse in the private subnet of another zone",
    "aws_instance.clickhouse",
    (draft) => draft.set("aws_instance.clickhouse", { subnet_id: subnet("private", "b") }),
  ],
  [
    "ClickHouse in the network that the account has by itself",
    "aws_instance.clickhouse",
    (draft) => draft.set("aws_instance.clickhouse", { subnet_id: undefined }),
  ],
  ["databases in private subnets", databases, (draft) => draft.set(databases, { subnet_ids: all("private") })],
  ["databases in two zones", databases, (draft) => draft.set(databases, { subnet_ids: all("database").slice(0, 2) })],
  ["caches in a public subnet as well", caches, (draft) => draft.set(caches, { subnet_ids: [...all("database"), subnet("public", "a")] })],
  ["an endpoint missing from a zone", endpoint, (draft) => draft.set(endpoint, { subnet_ids: [subnet("private", "a")] })],
  ["an endpoint in a public subnet", endpoint, (draft) => draft.set(endpoint, { subnet_ids: mixed("private", "public") })],
  ["an endpoint in unknown subnets", endpoint, (draft) => draft.set(endpoint, { subnet_ids: "${var.subnets}" }), "unresolved"],
  [
    "a gateway in subnets",
    "aws_vpc_endpoint.network_s3-endpoint",
    (draft) => draft.set("aws_vpc_endpoint.network_s3-endpoint", { subnet_ids: all("private") }),
  ],
  [
    "a function that rotates passwords from a database subnet",
    rotation,
    (draft) => draft.setBlock(["resource", ...rotation.split("."), "parameters"], rotationIn(mixed("private", "database"))),
  ],
  [
    "a function in subnets, of which nobody has said where they belong",
    "aws_lambda_function.more",
    (draft) => draft.add("aws_lambda_function.more", { vpc_config: [{ subnet_ids: all("private") }] }),
  ],
  [
    "a cache without a subnet group of this stack",
    "aws_dax_subnet_group.more",
    (draft) => draft.add("aws_dax_subnet_group.more", { subnet_ids: ["${var.subnet}"] }),
  ],
  [
    "an output that tells a subnet",
    "output.zones",
    (draft) => draft.setBlock(["output"], { zones: { description: "Zones", value: `first ${subnet("database", "a")}` } }),
  ],
]);
