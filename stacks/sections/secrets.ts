import { readGrants } from "../../constructs/secrets/read-grants";
import { Secret } from "../../constructs/secrets/secret";
import type { EncryptionKey } from "../../constructs/security/encryption-key";
import type { Grant } from "../../constructs/security/policy-document";
import { Refusal } from "../../constructs/foundation/refusal";
import { tag } from "../../constructs/foundation/tags";
import { Construct } from "constructs";
import type { EnvironmentStack } from "../environment-stack";
import { keepingOf } from "../secret-keeping";
import { type GeneratedSecretKey, type SecretEntry, type SecretKey, secrets } from "../workload/secrets";

export interface SecretsSection {
  /** ARN of a secret, for a task definition to name. */
  readonly arnOf: (key: SecretKey) => string;
  /** What a role has to be granted to read exactly these secrets, one or more. */
  readonly readGrants: (keys: readonly SecretKey[]) => Grant[];
}

export interface SecretsProps {
  readonly key: EncryptionKey;
  /** Secrets whose value Terraform made. */
  readonly credentials: Readonly<Record<GeneratedSecretKey, Secret>>;
}

/** A place for every secret whose value people set, and the way to read any secret of the environment. */
export function addSecrets(stack: EnvironmentStack, { key, credentials }: SecretsProps): SecretsSection {
  const scope = new Construct(stack, "secrets");
  tag(scope, { Service: "secrets" });
  const made: Readonly<Record<string, Secret>> = credentials;
  const entries: [string, SecretEntry][] = Object.entries(secrets);
  const all = new Map(
    entries.map(([id, { name = id, description }]) => [
      id,
      made[id] ?? new Secret(scope, id, { name, description: `${description}; set by people`, ...keepingOf(stack, key) }),
    ]),
  );
  const arnOf = (id: SecretKey): string => {
    const secret = all.get(id);
    if (secret === undefined) throw new Refusal(stack.node.path, [`no secret "${id}"; there are ${[...all.keys()].join(", ")}`]);
    return secret.arn;
  };
  stack.output("secret_arns", "ARN of every secret, by its key", Object.fromEntries([...all].map(([id, { arn }]) => [id, arn])));
  return { arnOf, readGrants: (keys) => readGrants(scope, { secretArns: keys.map(arnOf), kmsKeyArn: key.arn }) };
}
