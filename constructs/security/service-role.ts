import { IamRole } from "@cdktf/provider-aws/lib/iam-role";
import { IamRolePolicy } from "@cdktf/provider-aws/lib/iam-role-policy";
import { Construct } from "constructs";
import { PlatformStack } from "../foundation/platform-stack";
import { Refusal } from "../foundation/refusal";
import { type Grant, policyDocument } from "./policy-document";

export interface ServiceRoleProps {
  /** Whole name, at most 64 characters. */
  readonly name: string;
  /** What it lets the service do, for people. */
  readonly description: string;
  /** Principal of the AWS service that takes the role, for example `vpc-flow-logs.amazonaws.com`. */
  readonly service: string;
  /** Pattern of the resources on whose behalf the service may take it. Default: any of this account. */
  readonly sourceArn?: string;
  /** Everything that the role may do; nothing, for a program that calls no AWS service. */
  readonly grants: readonly Grant[];
}

/**
 * EC2 does not say on whose behalf it takes a role, and AWS does not document that AWS Backup does. They need no telling: only whoever may pass the role can
 * give it to them, and a backup that fails for a condition nobody promised is worse.
 */
const withoutSource = ["ec2.amazonaws.com", "backup.amazonaws.com"];

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
  /** What the role may do, none or one. Whoever uses the role waits for it. */
  public readonly policies: readonly IamRolePolicy[];

  public constructor(scope: Construct, id: string, { name, description, service, sourceArn, grants }: ServiceRoleProps) {
    super(scope, id);
    const stack = PlatformStack.of(this);
    const trust: Grant = {
      sid: "TakenByService",
      actions: ["sts:AssumeRole"],
      principals: { type: "Service", identifiers: [service] },
      conditions: [
        ...(withoutSource.includes(service) ? [] : [{ test: "StringEquals", variable: "aws:SourceAccount", values: [stack.accountId] }]),
        ...(sourceArn === undefined ? [] : [{ test: "ArnLike", variable: "aws:SourceArn", values: [sourceArn] }]),
      ],
    };
    const role = new IamRole(this, "resource", {
      name,
      description,
      assumeRolePolicy: policyDocument(this, "trust", [trust]),
      permissionsBoundary: stack.permissionsBoundaryArn,
      tags: { Name: name },
    });
    const document = grants.length === 0 ? [] : [policyDocument(this, "grants", grants)]; // IAM takes no policy without a statement
    this.policies = document.map((policy) => new IamRolePolicy(this, "policy", { name, role: role.id, policy }));
    this.arn = role.arn;
    this.name = role.name;
  }

  /**
   * The one policy of a role with grants.
   *
   * @throws Refusal when it has none.
   */
  public get policy(): IamRolePolicy {
    const [policy] = this.policies;
    if (policy === undefined) throw new Refusal(this.node.path, ["it has no grants, and so no policy to wait for"]);
    return policy;
  }
}
