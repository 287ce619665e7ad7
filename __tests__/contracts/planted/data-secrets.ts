import { bugsFor, type PlantedBug, type Row } from "./planted-bug";

const postgres = "aws_db_instance.postgres";
const secret = "aws_secretsmanager_secret.postgres_credential_secret";
const cacheSecret = "aws_secretsmanager_secret.app-cache_user_credential_secret";
const clickhouse = "aws_secretsmanager_secret.clickhouse-credential_secret";
const jwt = "aws_secretsmanager_secret.secrets_jwt-secret";
const seed = "aws_secretsmanager_secret_version.postgres_credential_seed";
const cacheSeed = "aws_secretsmanager_secret_version.app-cache_user_credential_seed";
const rotation = "aws_secretsmanager_secret_rotation.postgres-rotation";
const cacheRotation = "aws_secretsmanager_secret_rotation.app-cache-rotation";
const permission = "aws_lambda_permission.app-cache-rotation-function_permission";
const published = "aws_serverlessapplicationrepository_cloudformation_stack.postgres-rotation-function";
const cacheUser = "aws_cloudformation_stack.app-cache_user";
const task = "aws_ecs_task_definition.services_api_task";
const cacheFunction = "aws_cloudformation_stack.app-cache-rotation-function";
const password = "ephemeral.aws_secretsmanager_random_password.postgres_credential_password";
const stored = "ephemeral.aws_secretsmanager_secret_version.postgres_credential_stored";

const passwordBlock = ["ephemeral", "aws_secretsmanager_random_password", "postgres_credential_password"];
const storedBlock = ["ephemeral", "aws_secretsmanager_secret_version", "postgres_credential_stored"];
const parametersBlock = [
  "resource",
  "aws_serverlessapplicationrepository_cloudformation_stack",
  "postgres-rotation-function",
  "parameters",
];
/** What no password may hold: it means something in a URL or in a shell. */
const unsafe = Array.from("!\"#$%&'()*+,/:;<=>?@[\\]^`{|}~");

const arnOf = (address: string): string => `\${${address}.arn}`;

/** Mistakes in secrets: who makes them, who reads them, where their values get to, how they are rotated. */
export const secretBugs: readonly PlantedBug[] = [
  ...bugsFor("secret-closure", [
    ["a secret that nobody wrote down", "aws_secretsmanager_secret.more", (draft) => draft.copy(jwt, "more", { name: "ohi-dev-more" })],
    ["a secret that is missing", "aws_secretsmanager_secret", (draft) => draft.drop(jwt)],
    ["two secrets for one credential", "aws_secretsmanager_secret", (draft) => draft.copy(secret, "again")],
    [
      "a secret that no program reads",
      jwt,
      (draft) =>
        draft
          .set(task, { container_definitions: "[]" })
          .set("aws_ecs_task_definition.services_graphql_task", { container_definitions: "[]" }),
    ],
    [
      "a generated secret without a value",
      clickhouse,
      (draft) => draft.drop("aws_secretsmanager_secret_version.clickhouse-credential_seed"),
    ],
    ["a generated secret with two passwords", secret, (draft) => draft.copy(seed, "other")],
    [
      "a version with a password from nowhere",
      "aws_secretsmanager_secret_version.other",
      (draft) => draft.copy(cacheSeed, "other", { secret_string_wo: "${jsonencode({})}" }),
    ],
    [
      "a value for a secret that people set",
      "aws_secretsmanager_secret_version.jwt",
      (draft) => draft.copy(cacheSeed, "jwt", { secret_id: arnOf(jwt) }),
    ],
    [
      "a rotation of a secret that people set",
      "aws_secretsmanager_secret_rotation.jwt",
      (draft) => draft.copy(rotation, "jwt", { secret_id: arnOf(jwt) }),
    ],
    [
      "a version of another stack's secret",
      seed,
      (draft) => draft.set(seed, { secret_id: "ohi-prod-postgres-primary-credentials" }),
      "unresolved",
    ],
    ["a secret without a policy", jwt, (draft) => draft.drop("aws_secretsmanager_secret_policy.secrets_jwt-secret_policy")],
  ]),
  ...bugsFor("no-secret-values", [
    ["a password of a database in place", postgres, (draft) => draft.set(postgres, { password: "hunter2hunter2" })],
    [
      "a password in the state",
      postgres,
      (draft) => draft.set(postgres, { password: "${random_password.x.result}", password_wo: undefined }),
    ],
    [
      "a token of a cache",
      "aws_elasticache_replication_group.app-cache",
      (draft) => draft.set("aws_elasticache_replication_group.app-cache", { auth_token: "abc" }),
    ],
    [
      "a password by which Terraform only reads",
      "data.aws_db_proxy.x",
      (draft) => draft.add("data.aws_db_proxy.x", { auth: { password: "hunter2hunter2" } }),
    ],
    ["the value of a secret in place", seed, (draft) => draft.set(seed, { secret_string: "{}" })],
    ["a literal where what is ephemeral belongs", seed, (draft) => draft.set(seed, { secret_string_wo: '{"password":"hunter2"}' })],
    [
      "a password of a user in place",
      "aws_elasticache_user.u",
      (draft) => draft.add("aws_elasticache_user.u", { user_id: "u", authentication_mode: { type: "password", passwords: ["hunter2"] } }),
    ],
    [
      "a password in a template",
      cacheUser,
      (draft) =>
        draft.set(cacheUser, {
          template_body: '{"Resources":{"User":{"Properties":{"AuthenticationMode":{"Type":"password","Passwords":["hunter2"]}}}}}',
        }),
    ],
    ...["DB_PASSWORD", "JWT_SECRET", "ACCESS_TOKEN", "MAPS_API_KEY", "SIGNING_PRIVATE_KEY", "MONGO_URI"].map((name): Row => [
      `a credential in the variable ${name}`,
      task,
      (draft) => draft.set(task, { container_definitions: JSON.stringify([{ environment: [{ name, value: "hunter2" }] }]) }),
    ]),
    [
      "a secret that is read into the state",
      "data.aws_secretsmanager_secret_version.x",
      (draft) => draft.add("data.aws_secretsmanager_secret_version.x", { secret_id: arnOf(secret) }),
    ],
    ["a random value that stays in the state", "random_password.x", (draft) => draft.add("random_password.x", { length: 32 })],
    [
      "an ephemeral value in an argument that is kept",
      "aws_ssm_parameter.x",
      (draft) => draft.add("aws_ssm_parameter.x", { value: `\${${password}.random_password}` }),
    ],
    [
      "a password that two secrets share",
      password,
      (draft) => draft.set(cacheSeed, { secret_string_wo: `\${jsonencode({"password" = ${password}.random_password})}` }),
    ],
    ["a password with punctuation", password, (draft) => draft.setBlock(passwordBlock, { exclude_punctuation: false })],
    ["a password with spaces", password, (draft) => draft.setBlock(passwordBlock, { include_space: true })],
    ["a short password", password, (draft) => draft.setBlock(passwordBlock, { password_length: 12 })],
    ["a password of AWS's length", password, (draft) => draft.setBlock(passwordBlock, { password_length: undefined })],
    [
      "a database with a password of its own",
      postgres,
      (draft) => draft.set(postgres, { password_wo: `\${${password}.random_password}` }),
      "unresolved",
    ],
    ["a database with the ledger's user", seed, (draft) => draft.set(postgres, { username: "blnkadmin" })],
    ["a password of no version", cacheSeed, (draft) => draft.set(cacheSeed, { secret_string_wo_version: 1.5 })],
    ["a new password that only the database gets", postgres, (draft) => draft.set(postgres, { password_wo_version: 2 })],
    ["a password without a number", postgres, (draft) => draft.set(postgres, { password_wo_version: undefined })],
    ["a database that is given what a rotation made", stored, (draft) => draft.setBlock(storedBlock, { version_id: undefined })],
  ]),
  ...bugsFor("rotation", [
    ["a database's secret that stays the same", secret, (draft) => draft.drop(rotation)],
    ["a cache's secret that stays the same", cacheSecret, (draft) => draft.drop(cacheRotation)],
    ["two rotations", secret, (draft) => draft.copy(rotation, "again")],
    [
      "a rotation of what is on the list of those without",
      clickhouse,
      (draft) => draft.copy(rotation, "clickhouse", { secret_id: arnOf(clickhouse) }),
    ],
    ["a rotation every quarter", rotation, (draft) => draft.set(rotation, { rotation_rules: { schedule_expression: "rate(90 days)" } })],
    [
      "a rotation every 31 days, told otherwise",
      rotation,
      (draft) => draft.set(rotation, { rotation_rules: { automatically_after_days: 31 } }),
    ],
    ["a rotation every 0 days", rotation, (draft) => draft.set(rotation, { rotation_rules: { automatically_after_days: 0 } })],
    [
      "a rotation by a schedule that cannot be read",
      rotation,
      (draft) => draft.set(rotation, { rotation_rules: { schedule_expression: "cron(0 1 1 * ? *)" } }),
      "unresolved",
    ],
    ["a rotation that no function does", rotation, (draft) => draft.set(rotation, { rotation_lambda_arn: undefined }), "unresolved"],
    [
      "a function of another account",
      rotation,
      (draft) => draft.set(rotation, { rotation_lambda_arn: "arn:aws:lambda:eu-west-1:1:function:x" }),
      "unresolved",
    ],
    ["a rotation before the secret is complete", rotation, (draft) => draft.set(rotation, { depends_on: [seed] })],
    [
      "a rotation before the user has its password",
      cacheRotation,
      (draft) => draft.set(cacheRotation, { depends_on: [permission] }).set(cacheFunction, { depends_on: [] }),
    ],
    ["a function that may not be called", cacheRotation, (draft) => draft.drop(permission)],
    ["a function that anybody may call", cacheRotation, (draft) => draft.set(permission, { principal: "*" })],
    ["a function that may be called for another secret", cacheRotation, (draft) => draft.set(permission, { source_arn: arnOf(secret) })],
    ["a rotation before the function may be called", cacheRotation, (draft) => draft.set(cacheRotation, { depends_on: [cacheUser] })],
    [
      "a function that CloudFormation makes before Lambda knows its role",
      cacheFunction,
      (draft) => draft.set(cacheFunction, { depends_on: ["aws_iam_role_policy.app-cache-rotation-function_role_policy"] }),
    ],
    ["a cache's function that rotates another secret", cacheFunction, (draft) => draft.set(cacheFunction, { template_body: "{}" })],
    [
      "a database's function outside of its network",
      rotation,
      (draft) =>
        draft.set(rotation, { rotation_lambda_arn: '${aws_cloudformation_stack.app-cache-rotation-function.outputs["FunctionArn"]}' }),
    ],
    [
      "a function behind another group",
      published,
      (draft) => draft.setBlock(parametersBlock, { vpcSecurityGroupIds: "${aws_security_group.security_api.id}" }),
    ],
    [
      "a function without a network",
      published,
      (draft) => draft.setBlock(parametersBlock, { vpcSecurityGroupIds: undefined, vpcSubnetIds: undefined }),
    ],
    [
      "a function in database subnets",
      published,
      (draft) =>
        draft.setBlock(parametersBlock, { vpcSubnetIds: "${aws_subnet.network_database_a.id},${aws_subnet.network_database_b.id}" }),
    ],
    [
      "a function in one zone",
      published,
      (draft) => draft.setBlock(parametersBlock, { vpcSubnetIds: "${aws_subnet.network_private_a.id}" }),
    ],
    ["rotated passwords that break URLs", published, (draft) => draft.setBlock(parametersBlock, { excludeCharacters: "/@\"'\\" })],
    ...unsafe.map((character): Row => [
      `rotated passwords with the character ${character.charCodeAt(0)}`,
      published,
      (draft) => draft.setBlock(parametersBlock, { excludeCharacters: unsafe.filter((other) => other !== character).join("") }),
    ]),
    ["a function that Secrets Manager may not call", published, (draft) => draft.set(published, { capabilities: ["CAPABILITY_IAM"] })],
    ["a function with another key", published, (draft) => draft.setBlock(parametersBlock, { kmsKeyArn: undefined })],
  ]),
];
