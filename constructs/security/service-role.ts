import { IamRole } from "@cdktf/provider-aws/lib/iam-role";
import { IamRolePolicy } from "@cdktf/provider-aws/lib/iam-role-policy";
import { Construct } from "constructs";
import { PlatformStack } from "../foundation/platform-stack";
import { type Grant, policyDocument } from "./policy-document";

export interface ServiceRoleProps {
  /** Whole name, at most 64 characters. */
  readonly name: string;
  readonly description: string;
  /** Principal of the AWS service that takes the role, for example `vpc-flow-logs.amazonaws.com`. */
  readonly service: string;
  /** Everything that the role may do. */
  readonly grants: readonly Grant[];
}

/**
 * A role that one AWS service takes on behalf of this account, and only of this account.
 *
 * It carries the stack's permissions boundary.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/confused-deputy.html
 */
export class ServiceRole extends Construct {
  public readonly arn: string;
  public readonly name: string;
  /** What the role may do. Whoever uses the role waits for it. */
  public readonly policy: IamRolePolicy;

  public constructor(scope: Construct, id: string, { name, description, service, grants }: ServiceRoleProps) {
    super(scope, id);
    const stack = PlatformStack.of(this);
    const trust: Grant = {
      sid: "TakenByService",
      actions: ["sts:AssumeRole"],
      principals: { type: "Service", identifiers: [service] },
      conditions: [{ test: "StringEquals", variable: "aws:SourceAccount", values: [stack.accountId] }],
    };
    const role = new IamRole(this, "resource", {
      name,
      description,
      assumeRolePolicy: policyDocument(this, "trust", [trust]),
      permissionsBoundary: stack.permissionsBoundaryArn,
      tags: { Name: name },
    });
    this.policy = new IamRolePolicy(this, "policy", { name, role: role.id, policy: policyDocument(this, "grants", grants) });
    this.arn = role.arn;
    this.name = role.name;
  }
}
