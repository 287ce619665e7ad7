import { IamPolicy } from "@cdktf/provider-aws/lib/iam-policy";
import { Construct } from "constructs";
import { nameOf } from "../foundation/names";
import { PlatformStack } from "../foundation/platform-stack";
import { tag } from "../foundation/tags";
import { type Grant, type Prohibition, policyDocument } from "./policy-document";

/** Words of the name of an environment's boundary behind the stack's prefix. Who may make roles is held to it by this name. */
export const permissionsBoundaryName = "permission-boundary";

export interface PermissionsBoundaryProps {
  /** Words of its name behind the stack's prefix. Default: `permissionsBoundaryName`. */
  readonly name?: string;
  /** The most that any role of the stack can do, whatever its own policy says. */
  readonly grants: readonly Grant[];
  /** What none of them can do, although it is granted above. Default: nothing. */
  readonly prohibitions?: readonly Prohibition[];
}

/**
 * The limit of every role in a stack: a role can do what both its own policy and this one grant.
 *
 * Making one sets it for the stack's roles.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_boundaries.html
 */
export class PermissionsBoundary extends Construct {
  public constructor(scope: Construct, id: string, props: PermissionsBoundaryProps) {
    super(scope, id);
    tag(this, { Service: "governance" });
    const name = nameOf(this, "aws_iam_policy", props.name ?? permissionsBoundaryName);
    const policy = new IamPolicy(this, "resource", {
      name,
      description: `The most that a role of ${PlatformStack.of(this).namePrefix} can do`,
      policy: policyDocument(this, "grants", props.grants, [], props.prohibitions),
      tags: { Name: name },
    });
    PlatformStack.of(this).permissionsBoundaryArn = policy.arn;
  }
}
