import { byId, byIdIn, is, type SettledTable } from "./table";

/** What databases and caches are set to: sections 2 and 4. */
export const parameters: SettledTable = {
  aws_db_parameter_group: {
    "lifecycle.create_before_destroy": is(true),
    description: byId({
      "blnk-postgres_parameters": "Settings of {stack}-postgres15-blnk",
      postgres_parameters: "Settings of {stack}-postgres15",
    }),
    family: is("postgres15"),
    name: byId({ "blnk-postgres_parameters": "{stack}-postgres15-blnk", postgres_parameters: "{stack}-postgres15" }),
    "parameter[].apply_method": is([
      "immediate",
      "immediate",
      "immediate",
      "immediate",
      "immediate",
      "pending-reboot",
      "pending-reboot",
      "pending-reboot",
    ]),
    "parameter[].name": is([
      "log_min_duration_statement",
      "log_statement",
      "log_connections",
      "log_disconnections",
      "pg_stat_statements.track_utility",
      "rds.force_ssl",
      "shared_preload_libraries",
      "max_connections",
    ]),
    "parameter[].value": byIdIn({
      dev: {
        "blnk-postgres_parameters": ["1000", "ddl", "1", "1", "0", "1", "pg_stat_statements", "84"],
        postgres_parameters: ["1000", "ddl", "1", "1", "0", "1", "pg_stat_statements", "84"],
      },
      staging: {
        "blnk-postgres_parameters": ["1000", "ddl", "1", "1", "0", "1", "pg_stat_statements", "84"],
        postgres_parameters: ["1000", "ddl", "1", "1", "0", "1", "pg_stat_statements", "168"],
      },
      prod: {
        "blnk-postgres_parameters": ["1000", "ddl", "1", "1", "0", "1", "pg_stat_statements", "168"],
        postgres_parameters: ["1000", "ddl", "1", "1", "0", "1", "pg_stat_statements", "337"],
      },
    }),
  },
  aws_elasticache_parameter_group: {
    "lifecycle.create_before_destroy": is(true),
    description: byId({ "app-cache_parameters": "Settings of app-cache", "blnk-cache_parameters": "Settings of blnk-cache" }),
    family: is("redis7"),
    name: byId({ "app-cache_parameters": "{stack}-app-cache-redis7", "blnk-cache_parameters": "{stack}-blnk-cache-redis7" }),
    "parameter[].name": is(["maxmemory-policy"]),
    "parameter[].value": byId({ "app-cache_parameters": ["allkeys-lru"], "blnk-cache_parameters": ["noeviction"] }),
  },
};
