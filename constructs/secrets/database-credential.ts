import type { DbInstance } from "@cdktf/provider-aws/lib/db-instance";
import { SecretsmanagerSecretVersion } from "@cdktf/provider-aws/lib/secretsmanager-secret-version";
import { dependable, Fn, type ITerraformDependable } from "cdktf";
import { Construct } from "constructs";
import { Ephemeral } from "../foundation/ephemeral";
import { Password } from "./password";
import { Secret, type SecretKeeping } from "./secret";
import { writtenOnce } from "./written-once";

export interface DatabaseCredentialProps {
  /** Words of the secret's name behind the stack's prefix, for example `postgres-primary-credentials`. */
  readonly name: string;
  /** The user that the password belongs to. */
  readonly user: string;
  /** Number of the password, from 1 on. A higher number makes a new password and gives it to the secret and to the database. */
  readonly passwordVersion: number;
  readonly keeping: SecretKeeping;
}

/** What a program and a rotation have to know of a database besides its address, user and password. */
export interface DatabaseConnection {
  readonly engine: string;
  readonly port: number;
  readonly database: string;
}

/**
 * The secret of a database's first user, and the password that the database is made with. Neither plan nor state ever has it.
 *
 * A random value differs at each plan and apply, so the database may not be given one directly: an apply that ended between secret
 * and database would leave them with two passwords. Therefore the secret comes first. Its first version, the seed, holds user and
 * password; the database gets what is read back from exactly that version, in this apply or in the next; and when the database
 * exists, `complete` adds a version that says where it is. An apply can be interrupted anywhere.
 *
 * Rotations add versions of their own and change neither of these two.
 *
 * @see https://developer.hashicorp.com/terraform/language/manage-sensitive-data/write-only
 * @see https://docs.aws.amazon.com/secretsmanager/latest/userguide/reference_secret_json_structure.html#reference_secret_json_structure_rds-postgres
 */
export class DatabaseCredential extends Construct {
  public readonly secret: Secret;
  public readonly user: string;
  public readonly passwordVersion: number;
  /** For the database's write-only argument. */
  public readonly password: string;
  private readonly stored: string;

  public constructor(scope: Construct, id: string, { name, user, passwordVersion, keeping }: DatabaseCredentialProps) {
    super(scope, id);
    this.user = user;
    this.passwordVersion = passwordVersion;
    this.secret = new Secret(this, "secret", {
      name,
      description: `User ${user} of a database: made by Terraform, changed by rotation`,
      ...keeping,
    });
    const password = new Password(this, "password");
    const seed = new SecretsmanagerSecretVersion(this, "seed", {
      secretId: this.secret.arn,
      secretStringWo: password.credential({ username: user }),
      secretStringWoVersion: passwordVersion,
      ...writtenOnce("seed", { current: false }), // it lacks the place, and the database does not have the password yet
    });
    const stored = new Ephemeral(this, "stored", "aws_secretsmanager_secret_version", {
      secret_id: seed.secretId,
      version_id: seed.versionId,
    });
    this.stored = Fn.jsondecode(stored.attribute("secret_string")) as string; // a token for the object; cdktf says any
    this.password = Fn.lookup(this.stored, "password") as string; // as above
  }

  /**
   * Adds where the database is to the secret, which makes the password the current one. Rotation and readers wait for what is returned.
   *
   * A database that replaces another begins with the seed's password again, whatever rotations have made of it: so does the secret.
   */
  public complete(instance: DbInstance, { engine, port, database }: DatabaseConnection): ITerraformDependable {
    const { lifecycle, ...labels } = writtenOnce("complete");
    return new SecretsmanagerSecretVersion(this, "complete", {
      secretId: this.secret.arn,
      secretStringWo: Fn.jsonencode(Fn.merge([this.stored, { engine, host: instance.address, port, dbname: database }])),
      secretStringWoVersion: this.passwordVersion,
      ...labels,
      lifecycle: { ...lifecycle, replaceTriggeredBy: [`${dependable(instance)}.resource_id`] },
    });
  }
}
