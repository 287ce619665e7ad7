import { SecretsmanagerSecret } from "@cdktf/provider-aws/lib/secretsmanager-secret";
import { SecretsmanagerSecretPolicy } from "@cdktf/provider-aws/lib/secretsmanager-secret-policy";
import { Construct } from "constructs";
import { nameOf } from "../foundation/names";
import { PlatformStack } from "../foundation/platform-stack";
import { tag } from "../foundation/tags";
import { policyDocument } from "../security/policy-document";

/** How an environment keeps all of its secrets. */
export interface SecretKeeping {
  /** ARN of the KMS key that encrypts the values. */
  readonly kmsKeyArn: string;
  /** Days in which a deleted secret can be brought back, 7 to 30. Until they are over, no other secret can have its name. */
  readonly recoveryDays: number;
  /** Terraform refuses every plan that would destroy the secret. */
  readonly preventDestroy: boolean;
}

export interface SecretProps extends SecretKeeping {
  /** Words of the name behind the stack's prefix, for example `jwt-secret`. */
  readonly name: string;
  /** What the value is, and where it comes from. */
  readonly description: string;
}

const usingTheValue = ["GetSecretValue", "PutSecretValue", "UpdateSecret", "UpdateSecretVersionStage"].map(
  (action) => `secretsmanager:${action}`,
);

/**
 * A place for a secret value, and for all of its versions. It is made empty.
 *
 * Whoever reads it needs a grant of their own: see `readGrants`. Its policy forbids other accounts and plain text, so that no
 * mistake in another policy opens it to them.
 *
 * @see https://docs.aws.amazon.com/secretsmanager/latest/userguide/auth-and-access_resource-policies.html
 */
export class Secret extends Construct {
  public readonly arn: string;
  /** Whole name, for people. */
  public readonly name: string;

  public constructor(scope: Construct, id: string, { name: words, description, kmsKeyArn, recoveryDays, preventDestroy }: SecretProps) {
    super(scope, id);
    tag(this, { Service: "secrets", DataClassification: "confidential" });
    this.name = nameOf(this, "aws_secretsmanager_secret", words);
    const secret = new SecretsmanagerSecret(this, "resource", {
      name: this.name,
      description,
      kmsKeyId: kmsKeyArn,
      recoveryWindowInDays: recoveryDays,
      lifecycle: { preventDestroy },
      tags: { Name: this.name },
    });
    this.arn = secret.arn;
    new SecretsmanagerSecretPolicy(this, "policy", { secretArn: this.arn, policy: this.policy(), blockPublicPolicy: true });
  }

  private policy(): string {
    const everything = { actions: usingTheValue, resources: [this.arn] };
    return policyDocument(
      this,
      "denials",
      [],
      [
        {
          sid: "OtherAccounts",
          ...everything,
          conditions: [
            { test: "StringNotEquals", variable: "aws:PrincipalAccount", values: [PlatformStack.of(this).accountId] },
            { test: "Bool", variable: "aws:PrincipalIsAWSService", values: ["false"] },
          ],
        },
        { sid: "PlainText", ...everything, conditions: [{ test: "Bool", variable: "aws:SecureTransport", values: ["false"] }] },
      ],
    );
  }
}
