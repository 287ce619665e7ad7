import type { Block } from "../../../review/value";
import { bugsFor, type PlantedBug } from "./planted-bug";

const postgres = "aws_db_instance.postgres";
const ledger = "aws_db_instance.blnk-postgres";
const cache = "aws_elasticache_replication_group.app-cache";
const ledgerCache = "aws_elasticache_replication_group.blnk-cache";
const parameterGroup = "aws_db_parameter_group.postgres_parameters";
const api = "aws_ecs_task_definition.services_api_task";
const ledgerSecret = "${aws_secretsmanager_secret.blnk-postgres_credential_secret.arn}";

const group = (key: string): string => `\${aws_security_group.security_${key}.id}`;
const set = (name: string, value: string, method = "immediate"): Block => ({ name, value, apply_method: method });
const settings: readonly Block[] = [
  set("rds.force_ssl", "1"),
  set("log_min_duration_statement", "1000"),
  set("log_statement", "ddl"),
  set("log_connections", "1"),
  set("log_disconnections", "1"),
  set("pg_stat_statements.track_utility", "0"),
  set("shared_preload_libraries", "pg_stat_statements", "pending-reboot"),
  set("max_connections", "84", "pending-reboot"),
];
const withSetting = (name: string, changes: Block): Block[] => settings.map((row) => (row["name"] === name ? { ...row, ...changes } : row));

/** Mistakes in databases and caches: when they are worked on, how they are set, where they stand, and who knows of the ledger's. */
export const settingBugs: readonly PlantedBug[] = [
  ...bugsFor("windows", [
    ["backups during maintenance", postgres, (draft) => draft.set(postgres, { backup_window: "04:30-05:30" })],
    [
      "maintenance during backups, over midnight",
      ledger,
      (draft) => draft.set(ledger, { backup_window: "23:30-00:30", maintenance_window: "sun:23:00-mon:00:00" }),
    ],
    [
      "maintenance from one week into the next, during backups",
      ledger,
      (draft) => draft.set(ledger, { backup_window: "00:00-00:30", maintenance_window: "sun:23:30-mon:00:15" }),
    ],
    ["a cache's snapshots during maintenance", cache, (draft) => draft.set(cache, { maintenance_window: "wed:04:00-wed:06:00" })],
    ["a window at AWS's choice", postgres, (draft) => draft.set(postgres, { backup_window: undefined }), "unresolved"],
    ["maintenance at AWS's choice", cache, (draft) => draft.set(cache, { maintenance_window: undefined }), "unresolved"],
    [
      "AWS Backup while the database backs itself up",
      "aws_backup_plan.backup_daily",
      (draft) => draft.setBlock(["resource", "aws_backup_plan", "backup_daily", "rule", "0"], { schedule: "cron(0 3 * * ? *)" }),
    ],
    [
      "AWS Backup in the hour before",
      "aws_backup_plan.backup_weekly",
      (draft) => draft.setBlock(["resource", "aws_backup_plan", "backup_weekly", "rule", "0"], { schedule: "cron(0 2 ? * SUN *)" }),
    ],
    [
      "a plan by a schedule that cannot be read",
      "aws_backup_plan.backup_daily",
      (draft) => draft.setBlock(["resource", "aws_backup_plan", "backup_daily", "rule", "0"], { schedule: "rate(1 day)" }),
      "unresolved",
    ],
  ]),
  ...bugsFor("parameters", [
    [
      "plain connections",
      parameterGroup,
      (draft) => draft.set(parameterGroup, { parameter: withSetting("rds.force_ssl", { value: "0" }) }),
    ],
    [
      "no slow statements in the log",
      parameterGroup,
      (draft) => draft.set(parameterGroup, { parameter: withSetting("log_min_duration_statement", { value: "-1" }) }),
    ],
    [
      "no statistics of statements",
      parameterGroup,
      (draft) => draft.set(parameterGroup, { parameter: withSetting("shared_preload_libraries", { value: "pgaudit" }) }),
    ],
    [
      "a static parameter at once",
      parameterGroup,
      (draft) => draft.set(parameterGroup, { parameter: withSetting("max_connections", { apply_method: "immediate" }) }),
    ],
    [
      "statistics of changes of passwords",
      parameterGroup,
      (draft) => draft.set(parameterGroup, { parameter: withSetting("pg_stat_statements.track_utility", { value: "1" }) }),
    ],
    [
      "statistics of everything, by default",
      parameterGroup,
      (draft) => draft.set(parameterGroup, { parameter: settings.filter(({ name }) => name !== "pg_stat_statements.track_utility") }),
    ],
    [
      "a static parameter at once, by default",
      parameterGroup,
      (draft) => draft.set(parameterGroup, { parameter: [...settings, { name: "wal_buffers", value: "1" }] }),
    ],
    ["a parameter twice", parameterGroup, (draft) => draft.set(parameterGroup, { parameter: [...settings, set("log_statement", "all")] })],
    [
      "more connections than memory",
      parameterGroup,
      (draft) => draft.set(parameterGroup, { parameter: withSetting("max_connections", { value: "337" }) }),
    ],
    [
      "next to no connections",
      parameterGroup,
      (draft) => draft.set(parameterGroup, { parameter: withSetting("max_connections", { value: "10" }) }),
    ],
    [
      "connections by a formula",
      parameterGroup,
      (draft) => draft.set(parameterGroup, { parameter: withSetting("max_connections", { value: "{DBInstanceClassMemory/1}" }) }),
      "unresolved",
    ],
    ["parameters of another version", parameterGroup, (draft) => draft.set(parameterGroup, { family: "postgres16" })],
    ["another version", postgres, (draft) => draft.set(postgres, { engine_version: "16.1" })],
    ["another engine", ledger, (draft) => draft.set(ledger, { engine: "mysql" })],
    ["AWS's own parameters", postgres, (draft) => draft.set(postgres, { parameter_group_name: "default.postgres15" }), "unresolved"],
    ["a class of which the memory is not known", postgres, (draft) => draft.set(postgres, { instance_class: "db.m5.large" }), "unresolved"],
    [
      "a queue that forgets",
      "aws_elasticache_parameter_group.blnk-cache_parameters",
      (draft) =>
        draft.set("aws_elasticache_parameter_group.blnk-cache_parameters", {
          parameter: [{ name: "maxmemory-policy", value: "allkeys-lru" }],
        }),
    ],
    [
      "a cache that gets full",
      "aws_elasticache_parameter_group.app-cache_parameters",
      (draft) => draft.set("aws_elasticache_parameter_group.app-cache_parameters", { parameter: [] }),
    ],
    [
      "a queue with the cache's parameters",
      "aws_elasticache_parameter_group.app-cache_parameters",
      (draft) => draft.set(ledgerCache, { parameter_group_name: "${aws_elasticache_parameter_group.app-cache_parameters.name}" }),
    ],
    ["a cache of another version", cache, (draft) => draft.set(cache, { engine_version: "6.2" })],
    [
      "parameters of another version of Redis",
      "aws_elasticache_parameter_group.app-cache_parameters",
      (draft) => draft.set("aws_elasticache_parameter_group.app-cache_parameters", { family: "redis6.x" }),
    ],
    ["a cache that asks for no password", cache, (draft) => draft.set(cache, { user_group_ids: undefined })],
    [
      "users of another engine",
      "aws_elasticache_user_group.app-cache_user_group",
      (draft) => draft.set("aws_elasticache_user_group.app-cache_user_group", { engine: "valkey" }),
    ],
  ]),
  ...bugsFor("placement", [
    ["a public database", postgres, (draft) => draft.set(postgres, { publicly_accessible: true })],
    ["a database of which that is not said", ledger, (draft) => draft.set(ledger, { publicly_accessible: undefined })],
    [
      "a database in the account's own network",
      postgres,
      (draft) => draft.set(postgres, { db_subnet_group_name: undefined }),
      "unresolved",
    ],
    ["a cache in a network by name", cache, (draft) => draft.set(cache, { subnet_group_name: "default" }), "unresolved"],
    ["the ledger behind the application's group", ledger, (draft) => draft.set(ledger, { vpc_security_group_ids: [group("rds")] })],
    ["a database behind two groups", postgres, (draft) => draft.set(postgres, { vpc_security_group_ids: [group("rds"), group("api")] })],
    ["a cache behind the network's default group", cache, (draft) => draft.set(cache, { security_group_ids: undefined })],
    ["a cache on another port than the matrix says", cache, (draft) => draft.set(cache, { port: 6380 })],
    ["a store of which nobody knows the group", ledgerCache, (draft) => draft.setTags(ledgerCache, { Service: "api" }), "unresolved"],
  ]),
  ...bugsFor("blnk-isolation", [
    ["no ledger of its own", "aws_db_instance", (draft) => draft.drop(ledger)],
    ["two ledgers", "aws_db_instance", (draft) => draft.copy(ledger, "second")],
    [
      "the application's parameters",
      ledger,
      (draft) => draft.set(ledger, { parameter_group_name: "${aws_db_parameter_group.postgres_parameters.name}" }),
    ],
    ["the application's security group", ledger, (draft) => draft.set(ledger, { vpc_security_group_ids: [group("rds")] })],
    [
      "the application's cache users",
      ledgerCache,
      (draft) => draft.set(ledgerCache, { user_group_ids: ["${aws_elasticache_user_group.app-cache_user_group.user_group_id}"] }),
    ],
    ["a queue without users", ledgerCache, (draft) => draft.set(ledgerCache, { user_group_ids: undefined })],
    [
      "the application's password",
      ledger,
      (draft) =>
        draft.set(ledger, {
          password_wo: "${jsondecode(ephemeral.aws_secretsmanager_secret_version.postgres_credential_stored.secret_string).password}",
        }),
    ],
    [
      "a copy of the ledger",
      postgres,
      (draft) => draft.set(postgres, { replicate_source_db: "${aws_db_instance.blnk-postgres.identifier}" }),
    ],
    [
      "an application that is told where the ledger is",
      api,
      (draft) =>
        draft.set(api, {
          container_definitions: '[{"environment":[{"name":"LEDGER","value":"${aws_db_instance.blnk-postgres.address}"}]}]',
        }),
    ],
    [
      "an application that is told the ledger's password",
      api,
      (draft) => draft.set(api, { container_definitions: `[{"secrets":[{"name":"X","valueFrom":"${ledgerSecret}:password::"}]}]` }),
    ],
    [
      "a role that may read the ledger's password",
      "aws_iam_role_policy.services_api_task_roles_execution_policy",
      (draft) => draft.setStatement("services_api_task_roles_execution_grants", "ReadSecrets", { resources: [ledgerSecret] }),
    ],
    [
      "migrations of the application that know the ledger",
      "aws_ecs_task_definition.tasks_api-migrations",
      (draft) =>
        draft.set("aws_ecs_task_definition.tasks_api-migrations", {
          container_definitions:
            '[{"environment":[{"name":"X","value":"${aws_elasticache_replication_group.blnk-cache.primary_endpoint_address}"}]}]',
        }),
    ],
  ]),
];
