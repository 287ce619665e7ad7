import fs, { readFileSync } from "node:fs";
import { ElasticacheReplicationGroup } from "@cdktf/provider-aws/lib/elasticache-replication-group";
import { SecretsmanagerSecretVersion } from "@cdktf/provider-aws/lib/secretsmanager-secret-version";
import { CacheUserRotationFunction } from "../../../constructs/secrets/cache-user-rotation-function";
import { unsafeInUrls } from "../../../constructs/secrets/password";
import { PostgresRotationFunction } from "../../../constructs/secrets/postgres-rotation-function";
import { Secret } from "../../../constructs/secrets/secret";
import { SecretRotation } from "../../../constructs/secrets/secret-rotation";
import { tag } from "../../../constructs/foundation/tags";
import { dataSources, limitRoles, render, resources, type StackJson, tags, testStack } from "../../support/stack";

describe("a rotation", () => {
  test("takes place every 30 days at night, and not when it is set up", () => {
    const stack = testStack();
    const secret = new Secret(stack, "login", {
      name: "login",
      description: "Login",
      kmsKeyArn: "arn:key",
      recoveryDays: 7,
      preventDestroy: false,
    });
    const version = new SecretsmanagerSecretVersion(stack, "version", { secretId: secret.arn });
    new SecretRotation(stack, "rotation", {
      secret,
      functionArn: "arn:aws:lambda:eu-west-1:1:function:rotate",
      dependsOn: [version],
    });

    expect(resources(stack, "aws_secretsmanager_secret_rotation")).toEqual({
      rotation: {
        secret_id: "${aws_secretsmanager_secret.login.arn}",
        rotation_lambda_arn: "arn:aws:lambda:eu-west-1:1:function:rotate",
        rotation_rules: { schedule_expression: "rate(30 days)", duration: "2h" },
        rotate_immediately: false,
        depends_on: ["aws_secretsmanager_secret_version.version"],
      },
    });
  });
});

describe("the function that rotates the password of a PostgreSQL user", () => {
  test("is AWS's own, of a fixed version, in the given subnets and groups, with a log that was there before it", () => {
    const stack = testStack();
    new PostgresRotationFunction(stack, "rotate", {
      name: "store-rotation",
      subnetIds: ["subnet-1", "subnet-2"],
      securityGroupIds: ["sg-1"],
      kmsKeyArn: "arn:key",
      logRetentionDays: 7,
    });

    const json = render(stack);

    expect(resources(json, "aws_serverlessapplicationrepository_cloudformation_stack")).toEqual({
      rotate: {
        name: "ohi-test-store-rotation",
        application_id: "arn:aws:serverlessrepo:us-east-1:297356227824:applications/SecretsManagerRDSPostgreSQLRotationSingleUser",
        semantic_version: "1.1.671",
        capabilities: ["CAPABILITY_IAM", "CAPABILITY_RESOURCE_POLICY"],
        parameters: {
          functionName: "ohi-test-store-rotation",
          endpoint: "https://secretsmanager.eu-west-1.amazonaws.com",
          vpcSubnetIds: "subnet-1,subnet-2",
          vpcSecurityGroupIds: "sg-1",
          kmsKeyArn: "arn:key",
          excludeCharacters: unsafeInUrls,
        },
        depends_on: ["aws_cloudwatch_log_group.rotate_log-group"],
        timeouts: { delete: "60m" },
        tags: tags({ Service: "rotation", Name: "ohi-test-store-rotation" }),
      },
    });
    expect(resources(json, "aws_cloudwatch_log_group")).toEqual({
      "rotate_log-group": {
        name: "/aws/lambda/ohi-test-store-rotation",
        kms_key_id: "arn:key",
        retention_in_days: 7,
        tags: tags({ Service: "rotation", Name: "/aws/lambda/ohi-test-store-rotation" }),
      },
    });
  });

  test("makes passwords of characters that mean nothing in a URL, of every kind that Secrets Manager wants", () => {
    const ascii = Array.from({ length: 94 }, (_, index) => String.fromCharCode(33 + index));

    const left = ascii.filter((character) => !unsafeInUrls.includes(character));

    expect(left.filter((character) => encodeURIComponent(character) !== character)).toEqual([]);
    expect(left.filter((character) => !/[A-Za-z0-9]/.test(character))).toEqual(["-", "_"]);
  });
});

describe("the function that rotates the password of a cache's user", () => {
  const [secret, user, key] = ["arn:aws:secretsmanager:eu-west-1:1:secret:auth", "arn:aws:elasticache:eu-west-1:1:user:default", "arn:key"];

  test("is made of the file beside it, with its secret and its user, in no VPC", () => {
    const template = templateOf(cacheFunction());

    expect(Object.keys(template.Resources)).toEqual(["Function"]);
    expect(template.Resources["Function"]).toEqual({
      Type: "AWS::Lambda::Function",
      Properties: {
        FunctionName: "ohi-test-cache-rotation",
        Description: "Gives a user of ElastiCache a new password",
        Runtime: "nodejs22.x",
        Architectures: ["arm64"],
        Handler: "index.handler",
        Code: { ZipFile: readFileSync("constructs/secrets/rotate-cache-user.js", "utf8") },
        Role: "${aws_iam_role.rotate_role.arn}",
        Timeout: 900,
        Environment: { Variables: { SECRET_ARN: secret, USER_ID: "default" } },
      },
    });
    expect(resources(cacheFunction(), "aws_cloudformation_stack")["rotate"]).toMatchObject({
      name: "ohi-test-cache-rotation",
      depends_on: [
        "aws_iam_role_policy.rotate_role_policy",
        "aws_cloudwatch_log_group.rotate_log-group",
        "aws_elasticache_replication_group.cache",
      ],
    });
  });

  test("is called by Secrets Manager for this secret only", () => {
    expect(resources(cacheFunction(), "aws_lambda_permission")).toEqual({
      rotate_permission: {
        statement_id: "SecretsManagerRotates",
        action: "lambda:InvokeFunction",
        function_name: '${aws_cloudformation_stack.rotate.outputs["FunctionArn"]}',
        principal: "secretsmanager.amazonaws.com",
        source_account: "${data.aws_caller_identity.current.account_id}",
        source_arn: secret,
      },
    });
  });

  test("may change this secret and this user, and use the key for this secret", () => {
    expect(dataSources(cacheFunction(), "aws_iam_policy_document")["rotate_role_grants"]).toEqual({
      statement: [
        {
          sid: "RotateSecret",
          effect: "Allow",
          actions: ["DescribeSecret", "GetSecretValue", "PutSecretValue", "UpdateSecretVersionStage"].map(
            (action) => `secretsmanager:${action}`,
          ),
          resources: [secret],
        },
        {
          sid: "EncryptSecret",
          effect: "Allow",
          actions: ["kms:Decrypt", "kms:GenerateDataKey"],
          resources: [key],
          condition: [
            { test: "StringEquals", variable: "kms:ViaService", values: ["secretsmanager.eu-west-1.amazonaws.com"] },
            { test: "StringEquals", variable: "kms:EncryptionContext:SecretARN", values: [secret] },
          ],
        },
        { sid: "ChangePassword", effect: "Allow", actions: ["elasticache:DescribeUsers", "elasticache:ModifyUser"], resources: [user] },
        {
          sid: "WriteLog",
          effect: "Allow",
          actions: ["logs:CreateLogStream", "logs:PutLogEvents"],
          resources: ["${aws_cloudwatch_log_group.rotate_log-group.arn}:*"],
        },
      ],
    });
  });

  test("is a program of 4096 characters at most, which is what CloudFormation takes", () => {
    const read = jest.spyOn(fs, "readFileSync");
    const made = [4096, 4097].map((length) => (): StackJson => {
      read.mockReturnValueOnce("x".repeat(length));
      return cacheFunction();
    });

    expect(made[0]).not.toThrow();
    expect(made[1]).toThrow(/^ohi-test\/rotate: 1 problem\n.* has 4097 characters; allowed are 4096$/);
    read.mockRestore();
  });

  function cacheFunction(): StackJson {
    const stack = testStack();
    limitRoles(stack);
    tag(stack, { Service: "store" });
    new CacheUserRotationFunction(stack, "rotate", {
      name: "cache-rotation",
      secretArn: secret,
      userId: "default",
      userArn: user,
      kmsKeyArn: key,
      logRetentionDays: 7,
      cache: new ElasticacheReplicationGroup(stack, "cache", { replicationGroupId: "cache", description: "Cache" }),
    });
    return render(stack);
  }
});

interface Template {
  readonly Resources: Readonly<Record<string, unknown>>;
}

/** The template as CloudFormation gets it: Terraform reads `$${` as a plain `${`. */
function templateOf(json: StackJson): Template {
  const body = String(resources(json, "aws_cloudformation_stack")["rotate"]?.["template_body"]);
  return JSON.parse(body.replaceAll("$${", () => "${")) as Template;
}
