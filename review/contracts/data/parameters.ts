import { stackContract } from "../../contract";
import { primaryOf } from "../../databases";
import type { Finding, Reporter } from "../../finding";
import type { Element, StackModel } from "../../model";
import { at, isBlock, listOf, show, textAt } from "../../value";

/** Parameters of PostgreSQL that a running server does not take. AWS refuses `immediate` for them. */
const atStart = new Set([
  "autovacuum_max_workers",
  "huge_pages",
  "max_connections",
  "max_locks_per_transaction",
  "max_prepared_transactions",
  "max_replication_slots",
  "max_wal_senders",
  "max_worker_processes",
  "rds.logical_replication",
  "shared_buffers",
  "shared_preload_libraries",
  "superuser_reserved_connections",
  "track_activity_query_size",
  "wal_buffers",
]);

/** What every PostgreSQL server of the platform is set to. */
const required: Readonly<Record<string, string>> = {
  "rds.force_ssl": "1",
  log_min_duration_statement: "1000",
  log_statement: "ddl",
  log_connections: "1",
  log_disconnections: "1",
  "pg_stat_statements.track_utility": "0", // a view would keep changes of passwords, which `masked-passwords` does not see
};

const postgresMajor = "15";
const redisMajor = "7";

/** What a cache gives up when its memory is full, by tag `Service`: the ledger's holds a queue, and may give up nothing. */
const evictions: Readonly<Record<string, string>> = { "redis-cache": "allkeys-lru", "redis-blnk": "noeviction" };

/** Memory of the classes of instance, in GiB. @see https://aws.amazon.com/rds/instance-types/ */
const memoryGib: Readonly<Record<string, number>> = { "db.t4g.micro": 1, "db.t4g.small": 2, "db.t4g.medium": 4, "db.t4g.large": 8 };

/** Bytes that RDS reckons for a connection. @see https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/CHAP_Limits.html#RDS_Limits.MaxConnections */
const bytesPerConnection = 9_531_392;

/** Engine, family and version agree, servers are set as the requirement says, and what is set fits the memory. */
export const parameters = stackContract(
  "parameters",
  "engines are set as the requirement says, by parameters that they take and have the memory for",
  (stack, report) => [
    ...stack.ofType("aws_db_instance").flatMap((database) => databaseFindings(stack, database, report)),
    ...stack.ofType("aws_db_parameter_group").flatMap((group) => methods(group, report)),
    ...stack.ofType("aws_elasticache_replication_group").flatMap((cache) => cacheFindings(stack, cache, report)),
  ],
);

function databaseFindings(stack: StackModel, database: Element, report: Reporter): Finding[] {
  const group = stack.referent(database.values["parameter_group_name"], "aws_db_parameter_group", "name");
  if (group === undefined) {
    return [report.unresolved(database, database.values["parameter_group_name"], "the name of a parameter group of this stack")];
  }
  const source = primaryOf(stack, database);
  const [engine, version] = [textAt(source.values, "engine"), textAt(source.values, "engine_version")];
  const settings = settingsOf(group);
  const libraries = settings.get("shared_preload_libraries")?.split(",") ?? [];
  return [
    ...(engine === "postgres" && version?.split(".")[0] === postgresMajor
      ? []
      : [report.violation(database, `engine ${show(engine)} ${show(version)}`, `postgres ${postgresMajor}`)]),
    ...(group.values["family"] === `${engine ?? ""}${version?.split(".")[0] ?? ""}`
      ? []
      : [report.violation(group, `family ${show(group.values["family"])}`, `the one of ${engine ?? ""} ${version ?? ""}`)]),
    ...Object.entries(required).flatMap(([name, value]) => {
      const found = settings.get(name);
      return found === value ? [] : [report.violation(group, `${name} ${show(found)}`, value)];
    }),
    ...(libraries.includes("pg_stat_statements")
      ? []
      : [report.violation(group, `shared_preload_libraries ${libraries.join() || "nothing"}`, "pg_stat_statements among them")]),
    ...connections(database, group, report),
  ];
}

/** As many connections as the memory of the class suffices for, and no less than half of them. */
function connections(database: Element, group: Element, report: Reporter): Finding[] {
  const memory = memoryGib[textAt(database.values, "instance_class") ?? ""];
  const value = settingsOf(group).get("max_connections");
  if (memory === undefined)
    return [report.unresolved(database, database.values["instance_class"], `one of ${Object.keys(memoryGib).join(", ")}`)];
  if (!/^\d+$/.test(value ?? "")) return [report.unresolved(group, value, "max_connections as a number")];
  const most = Math.floor((memory * 1024 ** 3) / bytesPerConnection);
  return Number(value) <= most && Number(value) >= most / 2
    ? []
    : [report.violation(group, `max_connections ${value ?? ""}`, `between ${Math.ceil(most / 2)} and ${most}, for ${database.address}`)];
}

/** A method of its own for each, since AWS refuses `immediate` for what a running server does not take. */
function methods(group: Element, report: Reporter): Finding[] {
  const names = listOf(group.values["parameter"]).map((parameter) => textAt(parameter, "name") ?? "");
  return [
    ...listOf(group.values["parameter"]).flatMap((parameter) => {
      const [name, method] = [textAt(parameter, "name") ?? "", textAt(parameter, "apply_method") ?? "immediate"];
      return atStart.has(name) && method !== "pending-reboot" ? [report.violation(group, `${name} ${method}`, "pending-reboot")] : [];
    }),
    ...names.filter((name, index) => names.indexOf(name) !== index).map((name) => report.violation(group, `${name} twice`, "once")),
  ];
}

function cacheFindings(stack: StackModel, cache: Element, report: Reporter): Finding[] {
  const { engine, parameter_group_name: name } = cache.values;
  const version = textAt(cache.values, "engine_version");
  const major = version?.split(".")[0] ?? "";
  const group = stack.referent(name, "aws_elasticache_parameter_group", "name");
  if (group === undefined) return [report.unresolved(cache, name, "the name of a parameter group of this stack")];
  const service = textAt(cache.values, "tags", "Service") ?? "";
  const policy = settingsOf(group).get("maxmemory-policy");
  const users = listOf(cache.values["user_group_ids"]).map((id) => stack.referent(id, "aws_elasticache_user_group", "user_group_id"));
  return [
    ...(engine === "redis" && major === redisMajor
      ? []
      : [report.violation(cache, `engine ${show(engine)} ${show(version)}`, `redis ${redisMajor}`)]),
    ...(group.values["family"] === `redis${major}`
      ? []
      : [report.violation(group, `family ${show(group.values["family"])}`, `the one of redis ${show(version)}`)]),
    ...(policy !== undefined && policy === evictions[service]
      ? []
      : [report.violation(group, `maxmemory-policy ${show(policy)}`, `${show(evictions[service])} for ${service}`)]),
    ...users.flatMap((users_, index) => {
      if (users_ === undefined)
        return [report.unresolved(cache, listOf(cache.values["user_group_ids"])[index], "the id of a user group of this stack")];
      return users_.values["engine"] === engine ? [] : [report.violation(users_, `engine ${show(users_.values["engine"])}`, show(engine))];
    }),
    ...(users.length === 1
      ? []
      : [report.violation(cache, `${users.length} user groups`, "one, so that nobody gets in without a password")]),
  ];
}

function settingsOf(group: Element): Map<string, string> {
  return new Map(
    listOf(group.values["parameter"]).flatMap((parameter) =>
      isBlock(parameter) ? [[textAt(parameter, "name") ?? "", show(at(parameter, "value"))]] : [],
    ),
  );
}
