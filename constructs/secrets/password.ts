import { Fn } from "cdktf";
import { Construct } from "constructs";
import { Ephemeral } from "../foundation/ephemeral";

/** Characters of a password that Terraform makes. */
const length = 40;

/**
 * A new random password in letters and digits, which mean the same in a URL, a connection string and a shell.
 *
 * Terraform asks Secrets Manager for one at each plan and apply. It only comes to anything where a version says that it is to be
 * written, so each secret has a block of its own and nothing but that secret is written from it.
 *
 * @see https://registry.terraform.io/providers/hashicorp/aws/5.100.0/docs/ephemeral-resources/secretsmanager_random_password
 */
export class Password extends Construct {
  /** For write-only arguments. */
  public readonly value: string;

  public constructor(scope: Construct, id: string) {
    super(scope, id);
    const password = new Ephemeral(this, "resource", "aws_secretsmanager_random_password", {
      password_length: length,
      exclude_punctuation: true,
    });
    this.value = password.attribute("random_password");
  }

  /** JSON of a credential with this password, for a write-only argument. */
  public credential(fields: Readonly<Record<string, string>>): string {
    return Fn.jsonencode({ ...fields, password: this.value });
  }
}

/**
 * Characters that a rotation may not put into a password: all punctuation but the two that are safe in a URL.
 *
 * Secrets Manager wants a character of each kind in a password, so some punctuation must be left.
 *
 * @see https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_GetRandomPassword.html
 */
export const unsafeInUrls = "!\"#$%&'()*+,./:;<=>?@[\\]^`{|}~";
