import { type Block, isBlock, textAt } from "../../review/value";
import { dataOf, secretCatalogue } from "./expected/data";
import { environments } from "./expected/environments";
import { stackNamed, valuesOf } from "./stacks";

const key = "${aws_kms_key.key.arn}";
const account = "${data.aws_caller_identity.current.account_id}";
const secretArn = (id: string): string => `\${aws_secretsmanager_secret.${id}.arn}`;

/** Databases and caches by the beginning of their ids. */
const databases = {
  postgres: { user: "ohiadmin", database: "ohealth", name: "postgres-primary" },
  "blnk-postgres": { user: "blnkadmin", database: "blnk", name: "postgres-blnk" },
};
const caches = { "app-cache": { name: "app-cache" }, "blnk-cache": { name: "blnk-cache" } };

/** Ids of the generated secrets, with their names and what they are for. */
const generated: readonly (readonly [id: string, name: string, description: string])[] = [
  ["postgres_credential_secret", "postgres-primary-credentials", "User ohiadmin of a database: made by Terraform, changed by rotation"],
  ["blnk-postgres_credential_secret", "postgres-blnk-credentials", "User blnkadmin of a database: made by Terraform, changed by rotation"],
  ["app-cache_user_credential_secret", "redis-cache-auth", "User default of a cache: made by Terraform, changed by rotation"],
  ["blnk-cache_user_credential_secret", "redis-blnk-auth", "User default of a cache: made by Terraform, changed by rotation"],
  ["clickhouse-credential_secret", "clickhouse-credentials", "User signoz: made by Terraform"],
];

describe.each(environments)("the secrets of $name", ({ name, stack: prefix }) => {
  const stack = stackNamed(prefix);
  const { secretRecoveryDays, deletionProtection } = dataOf[name];

  test("are five that Terraform makes and twelve that people set, all with the environment's key", () => {
    const secret = (words: string, description: unknown): Block => ({
      name: `${prefix}-${words}`,
      description: description as string, // a matcher stands in for the text of those that people set
      kms_key_id: key,
      recovery_window_in_days: secretRecoveryDays,
      lifecycle: { prevent_destroy: deletionProtection },
    });
    const external = secretCatalogue.external.map((words) => [
      `secrets_${words}`,
      secret(words, expect.stringMatching(/; set by people$/)),
    ]);

    expect(generated.map(([, words]) => words)).toEqual(secretCatalogue.generated);
    expect(external).toHaveLength(12);
    expect(valuesOf(stack, "aws_secretsmanager_secret")).toEqual({
      ...Object.fromEntries(generated.map(([id, words, description]) => [id, secret(words, description)])),
      ...Object.fromEntries(external),
    });
  });

  test("are confidential", () => {
    const classifications = stack.ofType("aws_secretsmanager_secret").map(({ values }) => textAt(values, "tags", "DataClassification"));

    expect(classifications).toEqual(Array.from({ length: 17 }, () => "confidential"));
  });

  test("refuse other accounts and plain connections", () => {
    const values = [
      "secretsmanager:GetSecretValue",
      "secretsmanager:PutSecretValue",
      "secretsmanager:UpdateSecret",
      "secretsmanager:UpdateSecretVersionStage",
    ];
    const secrets = stack.ofType("aws_secretsmanager_secret").map(({ id }) => id);
    const denials = valuesOf(stack, "data.aws_iam_policy_document");
    const deny = (sid: string, id: string, condition: readonly Block[]): Block => ({
      sid,
      effect: "Deny",
      actions: values,
      principals: [{ type: "*", identifiers: ["*"] }],
      resources: [secretArn(id)],
      condition,
    });

    expect(secrets).toHaveLength(17);
    expect(secrets.map((id) => denials[`${id}_denials`])).toEqual(
      secrets.map((id) => ({
        statement: [
          deny("OtherAccounts", id, [
            { test: "StringNotEquals", variable: "aws:PrincipalAccount", values: [account] },
            { test: "Bool", variable: "aws:PrincipalIsAWSService", values: ["false"] },
          ]),
          deny("PlainText", id, [{ test: "Bool", variable: "aws:SecureTransport", values: ["false"] }]),
        ],
      })),
    );
  });

  test("have a password each that only they and, for a database, the database are given", () => {
    const password = (id: string): string => `ephemeral.aws_secretsmanager_random_password.${id}_password.random_password`;
    const stored = (id: string): string => `ephemeral.aws_secretsmanager_secret_version.${id}_credential_stored.secret_string`;
    const version = (id: string, stage: string, value: string): Block => ({
      secret_id: secretArn(id),
      secret_string_wo: `\${${value}}`,
      secret_string_wo_version: 1,
      version_stages: ["AWSCURRENT", `TERRAFORM_${stage}`],
      lifecycle: { ignore_changes: ["version_stages"] },
    });
    const seed = (id: string, value: string): Block => ({ ...version(id, "SEED", value), version_stages: ["TERRAFORM_SEED"] });
    const complete = (id: string, value: string): Block => ({
      ...version(`${id}_credential_secret`, "COMPLETE", value),
      lifecycle: { ignore_changes: ["version_stages"], replace_triggered_by: [`aws_db_instance.${id}.resource_id`] },
    });
    const ofDatabases = Object.entries(databases).flatMap(([id, { user, database }]): [string, Block][] => {
      const secret = `${id}_credential_secret`;
      const where = `{"engine" = "postgres", "host" = aws_db_instance.${id}.address, "port" = 5432, "dbname" = "${database}"}`;
      return [
        [`${id}_credential_seed`, seed(secret, `jsonencode({"username" = "${user}", "password" = ${password(`${id}_credential`)}})`)],
        [`${id}_credential_complete`, complete(id, `jsonencode(merge(jsondecode(${stored(id)}), ${where}))`)],
      ];
    });
    const ofCaches = Object.keys(caches).map((id): [string, Block] => {
      const user = `arn:aws:elasticache:eu-west-1:${account}:user:${prefix}-${id}-default`;
      const value = `jsonencode({"username" = "default", "user_arn" = "${user}", "password" = ${password(`${id}_user_credential`)}})`;
      return [`${id}_user_credential_seed`, version(`${id}_user_credential_secret`, "SEED", value)];
    });
    const clickhouse = `jsonencode({"username" = "signoz", "password" = ${password("clickhouse-credential")}})`;

    expect(valuesOf(stack, "aws_secretsmanager_secret_version")).toEqual({
      ...Object.fromEntries([...ofDatabases, ...ofCaches]),
      "clickhouse-credential_seed": version("clickhouse-credential_secret", "SEED", clickhouse),
    });
    expect(valuesOf(stack, "ephemeral.aws_secretsmanager_random_password")).toEqual(
      Object.fromEntries(generated.map(([id]) => [id.replace(/secret$/, "password"), { password_length: 40, exclude_punctuation: true }])),
    );
    expect(valuesOf(stack, "ephemeral.aws_secretsmanager_secret_version")).toEqual(
      Object.fromEntries(
        Object.keys(databases).map((id) => {
          const seed = `aws_secretsmanager_secret_version.${id}_credential_seed`;
          return [`${id}_credential_stored`, { secret_id: `\${${seed}.secret_id}`, version_id: `\${${seed}.version_id}` }];
        }),
      ),
    );
  });

  test("of databases and caches are rotated every 30 days, when they are complete", () => {
    const rotation = (id: string, secret: string, lambda: string, awaited: readonly string[]): [string, Block] => [
      `${id}-rotation`,
      {
        secret_id: secretArn(secret),
        rotation_lambda_arn: `\${${lambda}}`,
        rotate_immediately: false,
        rotation_rules: { schedule_expression: "rate(30 days)", duration: "2h" },
        depends_on: awaited,
      },
    ];
    const published = "aws_serverlessapplicationrepository_cloudformation_stack";

    expect(valuesOf(stack, "aws_secretsmanager_secret_rotation")).toEqual(
      Object.fromEntries([
        ...Object.keys(databases).map((id) =>
          rotation(id, `${id}_credential_secret`, `${published}.${id}-rotation-function.outputs["RotationLambdaARN"]`, [
            `aws_secretsmanager_secret_version.${id}_credential_complete`,
          ]),
        ),
        ...Object.keys(caches).map((id) =>
          rotation(id, `${id}_user_credential_secret`, `aws_cloudformation_stack.${id}-rotation-function.outputs["FunctionArn"]`, [
            `aws_cloudformation_stack.${id}_user`,
            `aws_lambda_permission.${id}-rotation-function_permission`,
          ]),
        ),
      ]),
    );
  });

  test("of databases are rotated by AWS's function, in the private subnets and behind the group of the rotation", () => {
    const functions = Object.entries(databases).map(([id, { name: words }]): [string, Block] => [
      `${id}-rotation-function`,
      {
        name: `${prefix}-${words}-rotation`,
        application_id: "arn:aws:serverlessrepo:us-east-1:297356227824:applications/SecretsManagerRDSPostgreSQLRotationSingleUser",
        semantic_version: "1.1.671",
        capabilities: ["CAPABILITY_IAM", "CAPABILITY_RESOURCE_POLICY"],
        depends_on: [`aws_cloudwatch_log_group.${id}-rotation-function_log-group`],
        timeouts: { delete: "60m" },
        parameters: {
          endpoint: "https://secretsmanager.eu-west-1.amazonaws.com",
          excludeCharacters: "!\"#$%&'()*+,./:;<=>?@[\\]^`{|}~",
          functionName: `${prefix}-${words}-rotation`,
          kmsKeyArn: key,
          vpcSecurityGroupIds: "${aws_security_group.security_rotation.id}",
          vpcSubnetIds: ["a", "b", "c"].map((zone) => `\${aws_subnet.network_private_${zone}.id}`).join(),
        },
      },
    ]);

    expect(valuesOf(stack, "aws_serverlessapplicationrepository_cloudformation_stack")).toEqual(Object.fromEntries(functions));
  });

  test("of caches may be rotated by a function that Secrets Manager calls for them alone", () => {
    const permission = (id: string): Block => ({
      statement_id: "SecretsManagerRotates",
      action: "lambda:InvokeFunction",
      function_name: `\${aws_cloudformation_stack.${id}-rotation-function.outputs["FunctionArn"]}`,
      principal: "secretsmanager.amazonaws.com",
      source_account: account,
      source_arn: secretArn(`${id}_user_credential_secret`),
    });

    expect(valuesOf(stack, "aws_lambda_permission")).toEqual(
      Object.fromEntries(Object.keys(caches).map((id) => [`${id}-rotation-function_permission`, permission(id)])),
    );
  });

  test("of caches reach a cache by a user whom CloudFormation makes, and who may do everything but administer it", () => {
    const templates = valuesOf(stack, "aws_cloudformation_stack");
    const users = Object.keys(caches).map((id) => JSON.parse(textAt(templates[`${id}_user`], "template_body") ?? "") as unknown);
    const user = (id: string): Block => ({
      AWSTemplateFormatVersion: "2010-09-09",
      Description: "The user of a cache, with the password of a secret",
      Resources: {
        User: {
          Type: "AWS::ElastiCache::User",
          Properties: {
            UserId: `${prefix}-${id}-default`,
            UserName: "default",
            Engine: "redis",
            AccessString: "on ~* &* +@all -@admin",
            AuthenticationMode: {
              Type: "password",
              Passwords: [`{{resolve:secretsmanager:${secretArn(`${id}_user_credential_secret`)}:SecretString:password}}`],
            },
          },
        },
      },
      Outputs: { UserId: { Value: { Ref: "User" } } },
    });

    expect(Object.keys(templates).toSorted()).toEqual([
      "app-cache-rotation-function",
      "app-cache_user",
      "blnk-cache-rotation-function",
      "blnk-cache_user",
    ]);
    expect(users.every(isBlock)).toBe(true);
    expect(users).toEqual(Object.keys(caches).map(user));
    expect(valuesOf(stack, "aws_elasticache_user_group")).toEqual(
      Object.fromEntries(
        Object.keys(caches).map((id) => [
          `${id}_user_group`,
          {
            user_group_id: `${prefix}-${id}-users`,
            engine: "redis",
            user_ids: [`\${aws_cloudformation_stack.${id}_user.outputs["UserId"]}`],
          },
        ]),
      ),
    );
  });
});
