import type { TagPolicy } from "../constructs/foundation/tags";
import { platform } from "../environments/platform";

/** Parts of the platform beside its services: the other values of the tag `Service`. */
export const parts = [
  "frontend",
  "postgres-primary",
  "postgres-read-replica",
  "postgres-blnk",
  "redis-cache",
  "redis-blnk",
  "clickhouse",
  "alb",
  "internal-alb",
  "cdn",
  "waf",
  "dns",
  "vpc",
  "nat-gateway",
  "ecs",
  "ecr",
  "secrets",
  "rotation",
  "migrations",
  "efs",
  "kms",
  "backup",
  "monitoring",
  "governance",
  "state",
  "delivery",
] as const;

/** What identifies a stack's resources in the shared account. */
export interface StackIdentity {
  readonly environment: string;
  readonly createdBy: string;
  /** YYYY-MM-DD. */
  readonly createdDate: string;
  /** Keys of the services that the stack runs. Default: none. */
  readonly services?: readonly string[];
}

/** The eleven tags of every taggable resource. */
export function tagPolicy({ environment, createdBy, createdDate, services = [] }: StackIdentity): TagPolicy {
  return {
    identity: {
      Project: platform.project,
      Environment: environment,
      Owner: platform.owner,
      CostCenter: platform.costCenter,
      ManagedBy: "cdktf",
      CreatedBy: createdBy,
      CreatedDate: createdDate,
    },
    inherited: {
      Service: { allowed: [...services, ...parts] },
      DataClassification: { allowed: ["public", "internal", "confidential", "pii", "phi"], default: "internal" },
      BackupPolicy: { allowed: ["daily", "weekly", "none"], default: "none" },
      Compliance: { allowed: ["hipaa", "gdpr", "none"], default: "gdpr" },
    },
  };
}
