import { SecretsmanagerSecretVersion } from "@cdktf/provider-aws/lib/secretsmanager-secret-version";
import type { ITerraformDependable } from "cdktf";
import { Construct } from "constructs";
import { Password } from "./password";
import { Secret, type SecretKeeping } from "./secret";
import { writtenOnce } from "./written-once";

export interface GeneratedCredentialProps {
  /** Words of the secret's name behind the stack's prefix, for example `clickhouse-credentials`. */
  readonly name: string;
  /** The user that the password belongs to. */
  readonly user: string;
  readonly keeping: SecretKeeping;
}

/**
 * The secret of a user that reads its own password when it starts, with a password that neither plan nor state ever has.
 *
 * @see https://developer.hashicorp.com/terraform/language/manage-sensitive-data/write-only
 */
export class GeneratedCredential extends Construct {
  public readonly secret: Secret;
  /** The password. Whoever uses the secret's value waits for it. */
  public readonly seed: ITerraformDependable;

  public constructor(scope: Construct, id: string, { name, user, keeping }: GeneratedCredentialProps) {
    super(scope, id);
    this.secret = new Secret(this, "secret", { name, description: `User ${user}: made by Terraform`, ...keeping });
    const password = new Password(this, "password");
    this.seed = new SecretsmanagerSecretVersion(this, "seed", {
      secretId: this.secret.arn,
      secretStringWo: password.credential({ username: user }),
      secretStringWoVersion: 1,
      ...writtenOnce("seed"),
    });
  }
}
