import { ServerlessapplicationrepositoryCloudformationStack } from "@cdktf/provider-aws/lib/serverlessapplicationrepository-cloudformation-stack";
import { Construct } from "constructs";
import { nameOf } from "../foundation/names";
import { PlatformStack } from "../foundation/platform-stack";
import { tag } from "../foundation/tags";
import { LogGroup } from "../operations/log-group";
import { watch } from "../operations/watch";
import { unsafeInUrls } from "./password";
import { rotationAlarms } from "./rotation-alarms";

export interface PostgresRotationFunctionProps {
  /** Words of the function's name behind the stack's prefix, for example `postgres-primary-rotation`. */
  readonly name: string;
  /** Subnets from which it reaches the database and Secrets Manager. */
  readonly subnetIds: readonly string[];
  readonly securityGroupIds: readonly string[];
  /** ARN of the KMS key that encrypts the secret and the function's log. */
  readonly kmsKeyArn: string;
  /** Days for which its log is kept; one of CloudWatch's own numbers. */
  readonly logRetentionDays: number;
}

/** AWS takes up to three quarters of an hour to remove the network interfaces of a function in a VPC. Terraform alone would wait for half an hour. */
const deletionTimeout = "60m";

/** What AWS publishes. A newer version is looked up in the repository, and tried in dev first. */
const application = {
  id: "arn:aws:serverlessrepo:us-east-1:297356227824:applications/SecretsManagerRDSPostgreSQLRotationSingleUser",
  version: "1.1.671",
};

/**
 * AWS's own function that gives a PostgreSQL user a new password, installed from the Serverless Application Repository.
 *
 * AWS's template makes the function and its role. The role can use only secrets that name this function as theirs, but the template
 * takes no permissions boundary: it is the one role of an environment that has none.
 *
 * @see https://docs.aws.amazon.com/secretsmanager/latest/userguide/reference_available-rotation-templates.html#sar-template-postgre-singleuser
 * @see https://github.com/aws-samples/aws-secrets-manager-rotation-lambdas/issues/27
 */
export class PostgresRotationFunction extends Construct {
  public readonly arn: string;

  public constructor(scope: Construct, id: string, props: PostgresRotationFunctionProps) {
    super(scope, id);
    tag(this, { Service: "rotation" });
    const functionName = nameOf(this, "aws_lambda_function", props.name);
    const { kmsKeyArn, logRetentionDays } = props;
    const logGroup = new LogGroup(this, "log-group", { name: `/aws/lambda/${functionName}`, kmsKeyArn, retentionDays: logRetentionDays });
    const name = nameOf(this, "aws_serverlessapplicationrepository_cloudformation_stack", props.name);
    const stack = new ServerlessapplicationrepositoryCloudformationStack(this, "resource", {
      name,
      applicationId: application.id,
      semanticVersion: application.version,
      capabilities: ["CAPABILITY_IAM", "CAPABILITY_RESOURCE_POLICY"],
      parameters: {
        functionName,
        endpoint: `https://secretsmanager.${PlatformStack.of(this).region}.amazonaws.com`,
        vpcSubnetIds: props.subnetIds.join(","),
        vpcSecurityGroupIds: props.securityGroupIds.join(","),
        kmsKeyArn,
        excludeCharacters: unsafeInUrls,
      },
      dependsOn: [logGroup.resource],
      timeouts: { delete: deletionTimeout },
      tags: { Name: name },
    });
    watch(this, props.name, rotationAlarms(functionName));
    this.arn = stack.outputs.lookup("RotationLambdaARN");
  }
}
