import type { Node } from "constructs";
import { Refusal } from "./refusal";

/**
 * Terraform ids made of the words of the construct path: `aws_subnet.network_public_a`.
 *
 * A construct that is little more than one resource calls it `resource`; that word is left out, as in the AWS CDK.
 *
 * cdktf's own ids end in a hash of the path. Reviewers read ids and operators type them, so here they are plain; two elements
 * that would share one are refused instead of silently merged, which is what cdktf does.
 */
export class LogicalIds {
  private readonly pathById = new Map<string, string>();

  /**
   * @param node the element's node.
   * @param depth number of scopes from the root to the stack, itself included: they are left out of the id.
   * @throws Refusal naming both construct paths when another element has the id already.
   */
  public allocate(node: Node, depth: number): string {
    const words = node.scopes.slice(depth).flatMap((scope) => (scope.node.id === "resource" ? [] : [scope.node.id]));
    const id = words.join("_").replace(/[^A-Za-z0-9_-]+/g, "_");
    const holder = this.pathById.get(id);
    if (holder !== undefined && holder !== node.path) {
      throw new Refusal(node.path, [`its Terraform id "${id}" is already taken by ${holder}; rename one of the two constructs`]);
    }
    this.pathById.set(id, node.path);
    return id;
  }
}
