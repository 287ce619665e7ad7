import { SecretsmanagerSecretVersion } from "@cdktf/provider-aws/lib/secretsmanager-secret-version";
import type { ITerraformDependable } from "cdktf";
import { Construct } from "constructs";
import { Password } from "./password";
import { Secret, type SecretKeeping } from "./secret";
import { writtenOnce } from "./written-once";

export interface CacheCredentialProps {
  /** Words of the secret's name behind the stack's prefix, for example `redis-cache-auth`. */
  readonly name: string;
  /** The user that the password belongs to. */
  readonly user: string;
  readonly userArn: string;
  readonly keeping: SecretKeeping;
}

/**
 * The secret of a cache's user, with a first password that neither plan nor state ever has.
 *
 * @see https://docs.aws.amazon.com/secretsmanager/latest/userguide/reference_secret_json_structure.html#reference_secret_json_structure_ELC
 */
export class CacheCredential extends Construct {
  public readonly secret: Secret;
  /** The first password. Whoever uses the secret's value waits for it. */
  public readonly seed: ITerraformDependable;

  public constructor(scope: Construct, id: string, { name, user, userArn, keeping }: CacheCredentialProps) {
    super(scope, id);
    this.secret = new Secret(this, "secret", {
      name,
      description: `User ${user} of a cache: made by Terraform, changed by rotation`,
      ...keeping,
    });
    const password = new Password(this, "password");
    this.seed = new SecretsmanagerSecretVersion(this, "seed", {
      secretId: this.secret.arn,
      secretStringWo: password.credential({ username: user, user_arn: userArn }),
      secretStringWoVersion: 1, // never another: a new password comes by rotation, which tells the cache as well
      ...writtenOnce("seed"),
    });
  }
}
