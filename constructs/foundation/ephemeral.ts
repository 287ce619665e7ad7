import { ref, TerraformElement, Token } from "cdktf";
import type { Construct } from "constructs";

/** An argument of an ephemeral resource: a plain value, or a reference in a text. */
export type EphemeralArgument = string | number | boolean;

/**
 * An ephemeral resource: Terraform opens it at each plan and apply, and keeps it in neither the plan nor the state.
 *
 * cdktf 0.21 has no bindings for any. The values may only feed other ephemeral resources and write-only arguments.
 *
 * @see https://developer.hashicorp.com/terraform/language/resources/ephemeral
 */
export class Ephemeral extends TerraformElement {
  /**
   * @param type for example `aws_secretsmanager_random_password`.
   * @param arguments_ as the provider spells them, in snake_case.
   */
  public constructor(
    scope: Construct,
    id: string,
    private readonly type: string,
    private readonly arguments_: Readonly<Record<string, EphemeralArgument>>,
  ) {
    super(scope, id, `ephemeral.${type}`);
  }

  /** A reference to one of its attributes, by the name that the provider gives it. */
  public attribute(name: string): string {
    return Token.asString(ref(`ephemeral.${this.type}.${this.friendlyUniqueId}.${name}`, this.cdktfStack));
  }

  /** The block, as cdktf writes those of its own elements. */
  public override toTerraform(): object {
    return { ephemeral: { [this.type]: { [this.friendlyUniqueId]: { ...this.arguments_, "//": this.constructNodeMetadata } } } };
  }
}
