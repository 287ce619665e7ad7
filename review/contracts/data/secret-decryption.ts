import { stackContract } from "../../contract";
import type { Finding } from "../../finding";
import type { Statement } from "../../policy";
import { referencesIn } from "../../reference";
import { policiesOfRole } from "../../role";

/** What says of a request to KMS for which secret it is. @see https://docs.aws.amazon.com/secretsmanager/latest/userguide/security-encryption.html */
const context = "kms:EncryptionContext:SecretARN";

/**
 * A role may decrypt exactly the secrets that it may read.
 *
 * With a secret less, a task does not start and says only that access to a key is denied.
 */
export const secretDecryption = stackContract(
  "secret-decryption",
  "every role may decrypt exactly the secrets that it may read",
  (stack, report) =>
    stack.ofType("aws_iam_role").flatMap((role): Finding[] => {
      const statements = policiesOfRole(stack, role).flatMap((policy) => policy.statements);
      const secretsIn = (texts: (statement: Statement) => readonly string[]): string[] => [
        ...new Set(
          statements
            .flatMap(texts)
            .flatMap(referencesIn)
            .flatMap(({ address }) => (stack.find(address)?.type === "aws_secretsmanager_secret" ? [address] : [])),
        ),
      ];
      const read = secretsIn(({ actions, resources }) => (actions.includes("secretsmanager:GetSecretValue") ? resources : []));
      const decrypted = secretsIn(({ actions, conditions }) =>
        actions.includes("kms:Decrypt") ? conditions.flatMap(({ variable, values }) => (variable === context ? values : [])) : [],
      );
      return [
        ...read
          .filter((one) => !decrypted.includes(one))
          .map((one) => report.violation(role, `may read ${one} encrypted only`, "may decrypt it")),
        ...decrypted.filter((one) => !read.includes(one)).map((one) => report.violation(role, `may decrypt ${one}`, "may read it")),
      ];
    }),
);
