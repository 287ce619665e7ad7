import { readFileSync } from "node:fs";
import { join } from "node:path";
import { CloudformationStack } from "@cdktf/provider-aws/lib/cloudformation-stack";
import { LambdaPermission } from "@cdktf/provider-aws/lib/lambda-permission";
import type { ITerraformDependable } from "cdktf";
import { Construct } from "constructs";
import { literal } from "../foundation/literal";
import { nameOf } from "../foundation/names";
import { PlatformStack } from "../foundation/platform-stack";
import { repository } from "../foundation/repository";
import { refuse } from "../foundation/refusal";
import { tag } from "../foundation/tags";
import { LogGroup } from "../operations/log-group";
import { watch } from "../operations/watch";
import type { Grant } from "../security/policy-document";
import { ServiceRole } from "../security/service-role";
import { secretConditions } from "./read-grants";
import { rotationAlarms } from "./rotation-alarms";

export interface CacheUserRotationFunctionProps {
  /** Words of the function's name behind the stack's prefix, for example `redis-cache-rotation`. */
  readonly name: string;
  /** ARN of the one secret that the function rotates. */
  readonly secretArn: string;
  readonly userId: string;
  readonly userArn: string;
  /** ARN of the KMS key that encrypts the secret and the function's log. */
  readonly kmsKeyArn: string;
  /** Days for which its log is kept; one of CloudWatch's own numbers. */
  readonly logRetentionDays: number;
  /**
   * The cache, which takes minutes to make. CloudFormation makes the function once and does not try again, and Lambda cannot take on a role of which IAM has
   * not told it yet: some seconds after the role was made.
   *
   * @see https://github.com/pulumi/pulumi-aws-native/issues/148
   */
  readonly cache: ITerraformDependable;
}

const source = join(repository, "constructs/secrets/rotate-cache-user.js");

/** Characters that CloudFormation has always taken as the code of a function. */
const longestSource = 4096;

/** Seconds that a rotation may take; ElastiCache needs minutes to tell every node. */
const timeout = 900;

/**
 * The function that gives a user of ElastiCache a new password and leaves the old one valid until the next rotation.
 *
 * AWS publishes the steps of such a function as an example only, not in the Serverless Application Repository. This one calls nothing
 * but AWS's interfaces, so it is in no VPC. CloudFormation makes it because it takes the code as text: there is no archive whose
 * bytes depend on the machine.
 *
 * @see https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/User-Secrets-Manager.html
 * @see https://github.com/aws-samples/aws-secrets-manager-rotation-lambdas/issues/135
 */
export class CacheUserRotationFunction extends Construct {
  public readonly arn: string;
  /** Lets Secrets Manager call the function. Whoever sets up the rotation waits for it. */
  public readonly permission: LambdaPermission;

  public constructor(
    scope: Construct,
    id: string,
    private readonly props: CacheUserRotationFunctionProps,
  ) {
    super(scope, id);
    tag(this, { Service: "rotation" });
    const functionName = nameOf(this, "aws_lambda_function", props.name);
    const { secretArn, kmsKeyArn, logRetentionDays, cache } = props;
    const logGroup = new LogGroup(this, "log-group", { name: `/aws/lambda/${functionName}`, kmsKeyArn, retentionDays: logRetentionDays });
    const role = new ServiceRole(this, "role", {
      name: nameOf(this, "aws_iam_role", props.name, "role"),
      description: "Lets a rotation change the password of one cache user",
      service: "lambda.amazonaws.com",
      grants: this.grants(logGroup),
    });
    const name = nameOf(this, "aws_cloudformation_stack", props.name);
    const stack = new CloudformationStack(this, "resource", {
      name,
      templateBody: this.template(functionName, role.arn),
      dependsOn: [role.policy, logGroup.resource, cache],
      tags: { Name: name },
    });
    watch(this, props.name, rotationAlarms(functionName));
    this.arn = stack.outputs.lookup("FunctionArn");
    this.permission = new LambdaPermission(this, "permission", {
      statementId: "SecretsManagerRotates",
      action: "lambda:InvokeFunction",
      functionName: this.arn,
      principal: "secretsmanager.amazonaws.com",
      sourceAccount: PlatformStack.of(this).accountId,
      sourceArn: secretArn,
    });
  }

  private template(functionName: string, roleArn: string): string {
    const { secretArn, userId } = this.props;
    const code = readFileSync(source, "utf8");
    refuse(this.node.path, code.length > longestSource ? [`${source} has ${code.length} characters; allowed are ${longestSource}`] : []);
    return JSON.stringify({
      AWSTemplateFormatVersion: "2010-09-09",
      Description: "Gives a user of ElastiCache a new password",
      Resources: {
        Function: {
          Type: "AWS::Lambda::Function",
          Properties: {
            FunctionName: functionName,
            Description: "Gives a user of ElastiCache a new password",
            Runtime: "nodejs22.x",
            Architectures: ["arm64"],
            Handler: "index.handler",
            Code: { ZipFile: literal(code) },
            Role: roleArn,
            Timeout: timeout,
            Environment: { Variables: { SECRET_ARN: secretArn, USER_ID: userId } },
          },
        },
      },
      Outputs: { FunctionArn: { Value: { "Fn::GetAtt": ["Function", "Arn"] } } },
    });
  }

  private grants(logGroup: LogGroup): Grant[] {
    const { secretArn, userArn, kmsKeyArn } = this.props;
    const secretActions = ["DescribeSecret", "GetSecretValue", "PutSecretValue", "UpdateSecretVersionStage"];
    return [
      { sid: "RotateSecret", actions: secretActions.map((action) => `secretsmanager:${action}`), resources: [secretArn] },
      {
        sid: "EncryptSecret",
        actions: ["kms:Decrypt", "kms:GenerateDataKey"],
        resources: [kmsKeyArn],
        conditions: secretConditions(this, [secretArn]),
      },
      { sid: "ChangePassword", actions: ["elasticache:DescribeUsers", "elasticache:ModifyUser"], resources: [userArn] },
      { sid: "WriteLog", actions: ["logs:CreateLogStream", "logs:PutLogEvents"], resources: [`${logGroup.arn}:*`] },
    ];
  }
}
