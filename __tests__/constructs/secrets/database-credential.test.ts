import { DbInstance } from "@cdktf/provider-aws/lib/db-instance";
import { tag } from "../../../constructs/foundation/tags";
import { DatabaseCredential } from "../../../constructs/secrets/database-credential";
import { ephemerals, render, resources, type StackJson, testStack, type Values } from "../../support/stack";

const stored = "ephemeral.aws_secretsmanager_secret_version.login_stored.secret_string";

describe("the credential of a database", () => {
  test("begins with a random password of letters and digits, made for this secret alone", () => {
    expect(ephemerals(credential(), "aws_secretsmanager_random_password")).toEqual({
      login_password: { password_length: 40, exclude_punctuation: true },
    });
  });

  test("is in the secret before the database has it: the database reads back the very version that was written", () => {
    const json = credential();

    expect(version(json, "login_seed")).toEqual({
      secret_id: "${aws_secretsmanager_secret.login_secret.arn}",
      secret_string_wo:
        '${jsonencode({"username" = "admin", "password" = ephemeral.aws_secretsmanager_random_password.login_password.random_password})}',
      secret_string_wo_version: 3,
      version_stages: ["TERRAFORM_SEED"],
      lifecycle: { ignore_changes: ["version_stages"] },
    });
    expect(ephemerals(json, "aws_secretsmanager_secret_version")).toEqual({
      login_stored: {
        secret_id: "${aws_secretsmanager_secret_version.login_seed.secret_id}",
        version_id: "${aws_secretsmanager_secret_version.login_seed.version_id}",
      },
    });
    expect(resources(json, "aws_db_instance")["database"]).toMatchObject({
      password_wo: `\${jsondecode(${stored}).password}`,
      password_wo_version: 3,
    });
  });

  test("is completed, and current, with the place of the database and the same password, again for every database made anew", () => {
    expect(version(credential(), "login_complete")).toEqual({
      secret_id: "${aws_secretsmanager_secret.login_secret.arn}",
      secret_string_wo: `\${jsonencode(merge(jsondecode(${stored}), {"engine" = "postgres", "host" = aws_db_instance.database.address, "port" = 5432, "dbname" = "store"}))}`,
      secret_string_wo_version: 3,
      version_stages: ["AWSCURRENT", "TERRAFORM_COMPLETE"],
      lifecycle: { ignore_changes: ["version_stages"], replace_triggered_by: ["aws_db_instance.database.resource_id"] },
    });
  });

  test("has two versions, one secret, and no value that would be kept", () => {
    const json = credential();

    expect(Object.keys(resources(json, "aws_secretsmanager_secret"))).toEqual(["login_secret"]);
    expect(Object.keys(resources(json, "aws_secretsmanager_secret_version"))).toEqual(["login_seed", "login_complete"]);
    expect(JSON.stringify(json)).not.toMatch(/"(secret_string|secret_binary|password)":/);
  });
});

function version(json: StackJson, id: string): Values | undefined {
  return resources(json, "aws_secretsmanager_secret_version")[id];
}

function credential(): StackJson {
  const stack = testStack();
  tag(stack, { Service: "store" });
  const login = new DatabaseCredential(stack, "login", {
    name: "store-credentials",
    user: "admin",
    passwordVersion: 3,
    keeping: { kmsKeyArn: "arn:key", recoveryDays: 7, preventDestroy: false },
  });
  const database = new DbInstance(stack, "database", {
    instanceClass: "db.t4g.micro",
    passwordWo: login.password,
    passwordWoVersion: login.passwordVersion,
  });
  login.complete(database, { engine: "postgres", port: 5432, database: "store" });
  return render(stack);
}
