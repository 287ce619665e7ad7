import { SecretsmanagerSecretRotation } from "@cdktf/provider-aws/lib/secretsmanager-secret-rotation";
import type { ITerraformDependable } from "cdktf";
import { Construct } from "constructs";
import type { Secret } from "./secret";

export interface SecretRotationProps {
  readonly secret: Secret;
  /** ARN of the function that changes the password, in the secret and where it is used. */
  readonly functionArn: string;
  /** What has to exist before a rotation can succeed: a value to begin with, the permission to call the function. */
  readonly dependsOn: readonly ITerraformDependable[];
}

/** Days between two rotations, and the hours after midnight UTC in which one begins. */
const rules = { scheduleExpression: "rate(30 days)", duration: "2h" };

/**
 * Changes a password every 30 days, at night.
 *
 * Nothing is rotated when Terraform sets this up: Secrets Manager then only tries the function's test step.
 *
 * @see https://docs.aws.amazon.com/secretsmanager/latest/userguide/rotate-secrets_schedule.html
 */
export class SecretRotation extends Construct {
  public constructor(scope: Construct, id: string, { secret, functionArn, dependsOn }: SecretRotationProps) {
    super(scope, id);
    new SecretsmanagerSecretRotation(this, "resource", {
      secretId: secret.arn,
      rotationLambdaArn: functionArn,
      rotationRules: rules,
      rotateImmediately: false,
      dependsOn: [...dependsOn],
    });
  }
}
