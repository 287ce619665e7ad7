import type { SettledTags } from "../../../../review/contracts/settled-tags";
import { rows as services } from "../../../stacks/workload/expected";
import { groups } from "../connections";

/** Beginnings of ids, by part of the platform. */
type Parts = Readonly<Record<string, readonly string[]>>;

const keys = Object.keys(services);
const hosts = ["api", "graphql", "sse", "provider-api"];

/** Programs, with their logs and roles, and their names and targets. */
const programs: Parts = Object.fromEntries(keys.map((key) => [key, [`services_${key}`, `directory_${key}`]]));
const targets: Parts = {
  ...Object.fromEntries(hosts.map((key) => [key, [`alb_${key}_`]])),
  "signoz-frontend": ["internal-alb_signoz-frontend_"],
};

/** Security groups with their rules, which are as sensitive as a network is, whoever stands in them. */
const securityGroups = Object.entries(groups).map(([group, part]): Parts => ({ [part]: [`security_${group}`] }));

/** Everything that is no more sensitive than the platform itself. */
const internal: Parts = {
  vpc: ["network_", "endpoints_", "store-subnets_"],
  "nat-gateway": ["network_nat_"],
  alb: ["alb"],
  "internal-alb": ["internal-alb"],
  waf: ["alb-waf", "cdn-waf"],
  dns: ["directory"],
  ecs: ["cluster", "deployment-failed", "task-stopped"],
  ecr: ["images_"],
  migrations: ["tasks_"],
  clickhouse: ["clickhouse", "directory_clickhouse"],
  efs: ["files"],
  rotation: [
    ...["app-cache", "blnk-cache", "blnk-postgres", "postgres"].map((store) => `${store}-rotation`),
    ...["redeployment", "rotation-failed"],
  ],
  backup: ["backup_"],
  monitoring: ["alarms", "edge-alarms-topic", "events", "cache-events", "database-events", "database-monitoring", "findings"],
  governance: [
    ...["budget", "permission-boundary", "delivery-boundary"],
    ...["config", "required-tags", "threat-detection", "access-opened", "audit-changed", "threat-found"],
  ],
  delivery: ["github", "dev-", "staging-", "prod-"],
};

/** What everybody may read. */
const open: Parts = { frontend: ["frontend"], cdn: ["cdn"], dns: ["dns", "certificates_"] };

/** What holds passwords, opens data, moves money, or tells who asked for what. */
const confidential: Parts = {
  kms: ["key", "edge-key", "state-key", "audit-key"],
  secrets: [
    ...["secrets_", "clickhouse-credential", "postgres_credential", "blnk-postgres_credential"],
    ...["app-cache_user_credential", "blnk-cache_user_credential"],
  ],
  "postgres-blnk": ["blnk-postgres"],
  "redis-blnk": ["blnk-cache"],
  dns: ["query-log"],
  waf: ["alb-waf_log-group", "cdn-waf_log-group"],
  monitoring: ["access-logs"],
  governance: ["trail"],
  state: ["state"],
};

/** What holds people's names, numbers and requests; of a database, its logs as well. */
const pii: Parts = {
  "postgres-primary": ["postgres"],
  "postgres-read-replica": ["postgres_replica-"],
  "redis-cache": ["app-cache"],
};

const daily = { BackupPolicy: "daily" };

/** The tags of every stack, the account's included. A resource whose id begins otherwise needs a beginning here. */
export const settledTags: SettledTags = {
  common: { DataClassification: "internal", BackupPolicy: "none", Compliance: "gdpr" },
  beginnings: {
    ...classified("internal", programs, targets, ...securityGroups, internal),
    ...classified("public", open),
    ...classified("confidential", confidential),
    ...classified("pii", pii),
  },
  types: {
    aws_route53_health_check: { Service: "dns" },
    // What keeps data is copied every day; a copy of a file system is of all its directories.
    ...Object.fromEntries(
      ["aws_db_instance", "aws_elasticache_replication_group", "aws_ebs_volume", "aws_efs_file_system", "aws_efs_access_point"].map(
        (type) => [type, daily],
      ),
    ),
  },
};

function classified(DataClassification: string, ...lists: readonly Parts[]): SettledTags["beginnings"] {
  return Object.fromEntries(
    lists
      .flatMap((parts) => Object.entries(parts))
      .flatMap(([Service, beginnings]) => beginnings.map((beginning) => [beginning, { Service, DataClassification }])),
  );
}
