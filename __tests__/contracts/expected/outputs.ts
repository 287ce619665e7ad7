import type { OnceTask } from "../../../review/contracts/services/command-outputs";
import type { SettledOutputs } from "../../../review/contracts/settled-outputs";
import { dataOf, secretCatalogue } from "./data";
import type { ExpectedEnvironment } from "./environments";

/** Programs that change a schema before a release, and what section 4 of the requirement lets them call. */
export const onceTasks: Readonly<Record<string, OnceTask>> = {
  "api-migrations": { group: "migrations", store: "rds", port: 5432 },
  "blnk-migrations": { group: "migrations", store: "blnk-rds", port: 5432 },
  "signoz-migrations": { group: "otel-collector", store: "clickhouse", port: 9000 },
};

/** Generated secrets, whose resources belong to what they are for. */
const generated: Readonly<Record<string, string>> = {
  clickhouse: "clickhouse-credential_secret",
  "postgres-blnk": "blnk-postgres_credential_secret",
  "postgres-primary": "postgres_credential_secret",
  "redis-blnk": "blnk-cache_user_credential_secret",
  "redis-cache": "app-cache_user_credential_secret",
};

/** Hosts behind a load balancer: section 7. */
const hosts = { api: "api", graphql: "graphql", "provider-api": "provider", "signoz-frontend": "signoz", sse: "sse" };

const secretIds = Object.entries({ ...generated, ...Object.fromEntries(secretCatalogue.external.map((key) => [key, `secrets_${key}`])) });

/** By `command-outputs`, and the subnets of tasks by `subnet-tiers`. */
const judgedElsewhere = undefined;

/** What an environment tells. */
export function outputsOf({ name }: ExpectedEnvironment): SettledOutputs {
  const reader = dataOf[name].readReplicas > 0 ? "postgres_replica-1" : "postgres";
  return {
    alarm_topic_arns: { "eu-west-1": "${aws_sns_topic.alarms-topic.arn}", "us-east-1": "${aws_sns_topic.edge-alarms-topic.arn}" },
    alb_dns_names: { internal: "${aws_lb.internal-alb.dns_name}", public: "${aws_lb.alb.dns_name}" },
    backup_vault_arn: "${aws_backup_vault.backup_vault.arn}",
    cache_events_topic_arn: "${aws_sns_topic.cache-events.arn}",
    cluster_name: judgedElsewhere,
    distribution_id: "${aws_cloudfront_distribution.cdn.id}",
    events_topic_arn: "${aws_sns_topic.events.arn}",
    frontend_bucket: "${aws_s3_bucket.frontend.id}",
    frontend_url: "https://{domain}",
    image_repositories: judgedElsewhere,
    nat_public_ips: ["a", "b", "c"].map((zone) => `\${aws_eip.network_nat_${zone}-address.public_ip}`),
    postgres_blnk_host: "${aws_db_instance.blnk-postgres.address}",
    postgres_host: "${aws_db_instance.postgres.address}",
    postgres_read_host: `\${aws_db_instance.${reader}.address}`,
    redis_blnk_host: "${aws_elasticache_replication_group.blnk-cache.primary_endpoint_address}",
    redis_cache_host: "${aws_elasticache_replication_group.app-cache.primary_endpoint_address}",
    secret_arns: Object.fromEntries(
      secretIds.toSorted(([one], [other]) => (one < other ? -1 : 1)).map(([key, id]) => [key, `\${aws_secretsmanager_secret.${id}.arn}`]),
    ),
    service_definitions: judgedElsewhere,
    service_names: judgedElsewhere,
    service_urls: Object.fromEntries(Object.entries(hosts).map(([service, host]) => [service, `https://${host}.{domain}`])),
    task_definitions: judgedElsewhere,
    task_groups: judgedElsewhere,
    task_log_groups: judgedElsewhere,
    task_subnets: judgedElsewhere,
    vpc_id: "${aws_vpc.network_vpc.id}",
    zone_name_servers: "${aws_route53_zone.dns.name_servers}",
  };
}
