import type { IConstruct } from "constructs";
import { PlatformStack } from "../foundation/platform-stack";
import type { Grant } from "../security/policy-document";

/** What a reader has to be allowed to. */
export interface ReadGrantsProps {
  /** ARNs of exactly the secrets that it reads, at least one. */
  readonly secretArns: readonly string[];
  /** ARN of the KMS key that encrypts them. */
  readonly kmsKeyArn: string;
}

/**
 * The grants by which a role reads the values of some secrets, and uses their key for nothing else.
 *
 * @param scope any construct in the stack.
 * @see https://docs.aws.amazon.com/secretsmanager/latest/userguide/security-encryption.html#security-encryption-encryption-context
 */
export function readGrants(scope: IConstruct, { secretArns, kmsKeyArn }: ReadGrantsProps): Grant[] {
  return [
    { sid: "ReadSecrets", actions: ["secretsmanager:GetSecretValue"], resources: secretArns },
    { sid: "DecryptSecrets", actions: ["kms:Decrypt"], resources: [kmsKeyArn], conditions: secretConditions(scope, secretArns) },
  ];
}

/** Conditions under which a key serves Secrets Manager, for these secrets only. */
export function secretConditions(scope: IConstruct, secretArns: readonly string[]): Grant["conditions"] & object {
  return [
    { test: "StringEquals", variable: "kms:ViaService", values: [`secretsmanager.${PlatformStack.of(scope).region}.amazonaws.com`] },
    { test: "StringEquals", variable: "kms:EncryptionContext:SecretARN", values: secretArns },
  ];
}
