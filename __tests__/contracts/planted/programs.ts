import { listOf } from "../../../review/value";
import { container, jwt, setting, task, withSecret } from "./containers";
import type { Draft } from "./draft";
import { bugsFor, type PlantedBug, type Row } from "./planted-bug";

const migrations = (name: string): string => `aws_ecs_task_definition.tasks_${name}-migrations`;
const primary = "aws_db_instance.postgres";
const replica = "aws_db_instance.postgres_replica-1";
const applicationSecret = "${aws_secretsmanager_secret.postgres_credential_secret.arn}";
const cacheSecret = "${aws_secretsmanager_secret.app-cache_user_credential_secret.arn}";

/** A stack with a replica of the application's database, which `ohi-dev` does not have. */
function withReplica(draft: Draft): Draft {
  return draft.copy(primary, "postgres_replica-1", {
    identifier: "ohi-dev-postgres-replica-1",
    replicate_source_db: `\${${primary}.identifier}`,
    db_name: undefined,
    username: undefined,
  });
}

/** A program that is told another host in one of its variables. */
const host = (name: string, variable: string, value: string) => (draft: Draft) => setting(draft, task(name), variable, `\${${value}}`);

/** A program that is started otherwise. */
const started = (address: string, entryPoint: readonly string[] | undefined) => (draft: Draft) => container(draft, address, { entryPoint });

const blnk = (line: string): readonly string[] => ["/bin/sh", "-c", line];
const composed = 'export BLNK_DATA_SOURCE_DNS="postgres://$DB_USER:$DB_PASSWORD@$DB_HOST:$DB_PORT/$DB_NAME?sslmode=$DB_SSLMODE"';
const decrypting = (name: string): string => `services_${name}_task_roles_execution_grants`;
const execution = (name: string): string => `aws_iam_role.services_${name}_task_roles_execution`;

/** A role that may decrypt the secrets that a condition names. */
const decrypts =
  (document: string, ...values: readonly string[]) =>
  (draft: Draft): Draft =>
    draft.setStatement(document, "DecryptSecrets", {
      condition: listOf([{ test: "StringEquals", variable: "kms:EncryptionContext:SecretARN", values }]),
    });

/** Keys of a secret that lead to something else than the program wants. */
const wrongKeys: readonly Row[] = [
  [
    "the user in the place of the password",
    task("api"),
    (draft) => withSecret(draft, task("api"), "DB_PASSWORD", `${applicationSecret}:username::`),
  ],
  ["the whole secret in the place of the password", task("sse"), (draft) => withSecret(draft, task("sse"), "REDIS_PASSWORD", cacheSecret)],
  ["a key of a secret that has none", task("api"), (draft) => withSecret(draft, task("api"), "JWT_SECRET", `${jwt}:secret::`)],
];

/** Mistakes in what programs are told. */
export const programBugs: readonly PlantedBug[] = [
  ...bugsFor("program-contract", [
    ["a setting that is missing", task("graphql"), (draft) => setting(draft, task("graphql"), "TYPESENSE_URL", undefined)],
    ["an invented setting", task("graphql"), (draft) => setting(draft, task("graphql"), "DATABASE_URL", "x")],
    ["another value", task("api"), (draft) => setting(draft, task("api"), "PROVIDER_INGEST_INTERVAL_MINUTES", "6")],
    ["production's value", task("api"), (draft) => setting(draft, task("api"), "ENV", "production")],
    ["a port in the host", task("graphql"), host("graphql", "DB_HOST", `${primary}.endpoint`)],
    ["the cache's readers", task("sse"), host("sse", "REDIS_HOST", "aws_elasticache_replication_group.app-cache.reader_endpoint_address")],
    [
      "another one's cache",
      task("sse"),
      host("sse", "REDIS_HOST", "aws_elasticache_replication_group.blnk-cache.primary_endpoint_address"),
    ],
    ["a replica for what writes", task("graphql"), (draft) => host("graphql", "DB_HOST", `${replica}.address`)(withReplica(draft))],
    [
      "a replica for a migration",
      migrations("api"),
      (draft) => setting(withReplica(draft), migrations("api"), "DB_HOST", `\${${replica}.address}`),
    ],
    ["an address that leads nowhere", task("api"), host("api", "DB_HOST", "aws_db_instance.gone.address")],
    [
      "another one's password",
      task("blnk-api"),
      (draft) => withSecret(draft, task("blnk-api"), "DB_PASSWORD", `${applicationSecret}:password::`),
    ],
    ...wrongKeys,
    ["a secret that the program does not read", task("sse"), (draft) => withSecret(draft, task("sse"), "JWT_SECRET", jwt)],
    ["a migration back", migrations("api"), started(migrations("api"), ["migrate", "down"])],
    ["a server in the place of the worker", task("blnk-worker"), started(task("blnk-worker"), blnk(`${composed}; exec blnk start`))],
    ["the image's own start", task("blnk-worker"), started(task("blnk-worker"), undefined)],
    ["a command behind the image's own start", task("api"), (draft) => container(draft, task("api"), { command: ["migrate", "up"] })],
    [
      "a health check of another page",
      task("api"),
      (draft) =>
        container(draft, task("api"), { healthCheck: { command: ["CMD-SHELL", "wget -q -O /dev/null http://127.0.0.1:8080/ || exit 1"] } }),
    ],
    ["a program that does not run", "aws_ecs_task_definition", (draft) => draft.drop(task("reindexer"))],
    ["a migration that is gone", "aws_ecs_task_definition", (draft) => draft.drop(migrations("blnk"))],
    ["a program that nobody knows", task("sse"), (draft) => container(draft, task("sse"), { name: "events" })],
    ["a program as part of something else", task("sse"), (draft) => draft.setTags(task("sse"), { Service: "cdn" })],
  ]),
  ...bugsFor("store-addresses", [
    ["a port in the host", task("graphql"), (draft) => setting(draft, task("graphql"), "DB_HOST", "db.internal:5432"), "unresolved"],
    ["a scheme in the host", task("sse"), (draft) => setting(draft, task("sse"), "REDIS_HOST", "rediss://cache")],
    ["the address that has a port behind it", task("graphql"), host("graphql", "DB_HOST", `${primary}.endpoint`)],
    [
      "such an address in a longer text",
      task("api"),
      (draft) => setting(draft, task("api"), "SEARCH", `postgres://\${${primary}.endpoint}`),
    ],
    [
      "a replica for what writes",
      task("graphql"),
      (draft) => {
        const reading = host("graphql", "DB_READ_HOST", `${replica}.address`)(withReplica(draft));
        return host("graphql", "DB_HOST", `${replica}.address`)(reading);
      },
    ],
    [
      "a replica for a migration",
      migrations("api"),
      (draft) => setting(withReplica(draft), migrations("api"), "DB_HOST", `\${${replica}.address}`),
    ],
    ["a replica that is not read", task("api"), withReplica],
    ["the name of another server's database", task("reindexer"), (draft) => setting(draft, task("reindexer"), "DB_NAME", "blnk")],
    ["another server's user", task("blnk-api"), (draft) => setting(draft, task("blnk-api"), "DB_USER", "ohiadmin")],
    ["the cache's readers", task("sse"), host("sse", "REDIS_HOST", "aws_elasticache_replication_group.app-cache.reader_endpoint_address")],
  ]),
  ...bugsFor("secret-values", [
    ...wrongKeys,
    [
      "a version of a password, and no key",
      task("sse"),
      (draft) => withSecret(draft, task("sse"), "REDIS_PASSWORD", `${cacheSecret}::AWSPREVIOUS:`),
    ],
    [
      "an old version of a password, by its key",
      task("sse"),
      (draft) => withSecret(draft, task("sse"), "REDIS_PASSWORD", `${cacheSecret}:password:AWSPREVIOUS:`),
    ],
    ["a secret by its name", task("api"), (draft) => withSecret(draft, task("api"), "JWT_SECRET", "ohi-dev-jwt-secret"), "unresolved"],
    ["a parameter", task("api"), (draft) => withSecret(draft, task("api"), "JWT_SECRET", "${aws_ssm_parameter.jwt.arn}"), "unresolved"],
  ]),
  ...bugsFor("secret-decryption", [
    ["a role that may decrypt only the first secret of its task", execution("api"), decrypts(decrypting("api"), applicationSecret)],
    ["a role that may decrypt one secret more", execution("sse"), decrypts(decrypting("sse"), cacheSecret, jwt)],
    ["a host that may not decrypt its secret", "aws_iam_role.clickhouse_role", decrypts("clickhouse_role_grants", jwt)],
  ]),
];
