import type { parts } from "../tag-policy";
import { type Catalogue, type ServiceKey, services } from "./services";

/** Security groups of what is no service, with the part of the platform that each belongs to. */
const infrastructure = {
  alb: "alb",
  "internal-alb": "internal-alb",
  rds: "postgres-primary",
  "blnk-rds": "postgres-blnk",
  elasticache: "redis-cache",
  "blnk-elasticache": "redis-blnk",
  clickhouse: "clickhouse",
  "ecs-tasks": "ecs",
  "vpc-endpoints": "vpc",
  efs: "efs",
  rotation: "rotation",
  migrations: "migrations",
} as const satisfies Readonly<Record<string, (typeof parts)[number]>>;

/** Keys of the security groups that no service can have as well. */
export const infrastructureGroups: readonly string[] = Object.keys(infrastructure);

/** Key of a security group. */
export type Group = keyof typeof infrastructure | ServiceKey;

/** Every security group of an environment that runs a catalogue of services, with the value of the tag `Service` for it. */
export function groupsOf(catalogue: Catalogue): Readonly<Record<Group, string>> {
  const ofServices = Object.fromEntries(Object.keys(catalogue).map((key) => [key, key]));
  return { ...infrastructure, ...(ofServices as Record<ServiceKey, string>) }; // a catalogue has at least the services that others refer to
}

/** Every security group of the platform. */
export const groups = groupsOf(services);
