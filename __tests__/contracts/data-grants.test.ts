import { readFileSync } from "node:fs";
import path from "node:path";
import { at, type Block, textAt, type Value } from "../../review/value";
import { environments } from "./expected/environments";
import { stackNamed, valuesOf } from "./stacks";

const account = "${data.aws_caller_identity.current.account_id}";
const caches = ["app-cache", "blnk-cache"];
const source = readFileSync(path.join(__dirname, "../../constructs/secrets/rotate-cache-user.js"), "utf8");
const equals = (variable: string, ...values: readonly string[]): Block => ({ test: "StringEquals", variable, values });

describe.each(environments)("what may be done with the stores of $name", ({ stack: prefix }) => {
  const stack = stackNamed(prefix);
  const documents = valuesOf(stack, "data.aws_iam_policy_document");

  test.each(caches)("changes the password of %s by a function that is the file of this repository", (id) => {
    const body: unknown = JSON.parse(textAt(valuesOf(stack, "aws_cloudformation_stack")[`${id}-rotation-function`], "template_body") ?? "");
    const found = at(body as Value, "Resources", "Function", "Properties"); // JSON holds nothing else
    const description = "Gives a user of ElastiCache a new password";

    expect(found).toEqual({
      FunctionName: `${prefix}-${id}-rotation`,
      Description: description,
      Runtime: "nodejs22.x",
      Architectures: ["arm64"],
      Handler: "index.handler",
      Code: { ZipFile: source.replaceAll("${", () => "$${") },
      Role: `\${aws_iam_role.${id}-rotation-function_role.arn}`,
      Timeout: 900,
      Environment: {
        Variables: { SECRET_ARN: `\${aws_secretsmanager_secret.${id}_user_credential_secret.arn}`, USER_ID: `${prefix}-${id}-default` },
      },
    });
  });

  test.each(caches)("lets the function of %s change one secret and one user, and nothing else", (id) => {
    const secret = `\${aws_secretsmanager_secret.${id}_user_credential_secret.arn}`;
    const allow = (sid: string, actions: readonly string[], resource: string, condition?: readonly Block[]): Block => ({
      sid,
      effect: "Allow",
      actions,
      resources: [resource],
      ...(condition === undefined ? {} : { condition }),
    });

    expect(documents[`${id}-rotation-function_role_grants`]).toEqual({
      statement: [
        allow(
          "RotateSecret",
          ["DescribeSecret", "GetSecretValue", "PutSecretValue", "UpdateSecretVersionStage"].map((action) => `secretsmanager:${action}`),
          secret,
        ),
        allow("EncryptSecret", ["kms:Decrypt", "kms:GenerateDataKey"], "${aws_kms_key.key.arn}", [
          equals("kms:ViaService", "secretsmanager.eu-west-1.amazonaws.com"),
          equals("kms:EncryptionContext:SecretARN", secret),
        ]),
        allow(
          "ChangePassword",
          ["elasticache:DescribeUsers", "elasticache:ModifyUser"],
          `arn:aws:elasticache:eu-west-1:${account}:user:${prefix}-${id}-default`,
        ),
        allow(
          "WriteLog",
          ["logs:CreateLogStream", "logs:PutLogEvents"],
          `\${aws_cloudwatch_log_group.${id}-rotation-function_log-group.arn}:*`,
        ),
      ],
    });
  });

  test("lets RDS publish to the topic of events and ElastiCache to its own, for this account only", () => {
    const publish = (sid: string, topic: string, principals: Block, condition: Block): Block => ({
      statement: [
        {
          sid,
          effect: "Allow",
          actions: ["sns:Publish"],
          resources: [`\${aws_sns_topic.${topic}.arn}`],
          principals: [principals],
          condition: [condition],
        },
      ],
    });

    expect([documents["events_publishers"], documents["cache-events_publishers"]]).toEqual([
      publish(
        "ServicesPublish",
        "events",
        { type: "Service", identifiers: ["events.rds.amazonaws.com"] },
        equals("aws:SourceAccount", account),
      ),
      publish("ElastiCachePublishes", "cache-events", { type: "AWS", identifiers: ["*"] }, equals("aws:SourceOwner", account)),
    ]);
  });

  test("lets AWS Backup delete copies that it made, and nothing else", () => {
    const statements = at(documents["backup_role_grants"], "statement");
    const texts = JSON.stringify(statements).match(/"[a-z0-9]+:Delete[A-Za-z]*"/g) ?? [];

    expect(texts.toSorted()).toEqual(['"ec2:DeleteSnapshot"', '"rds:DeleteDBSnapshot"']);
  });
});
