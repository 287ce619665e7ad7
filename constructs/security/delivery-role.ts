import { IamPolicy } from "@cdktf/provider-aws/lib/iam-policy";
import { IamRole } from "@cdktf/provider-aws/lib/iam-role";
import { IamRolePolicyAttachment } from "@cdktf/provider-aws/lib/iam-role-policy-attachment";
import { Construct } from "constructs";
import { refuse } from "../foundation/refusal";
import { tag } from "../foundation/tags";
import { awsAudience, githubIssuer } from "./identity-provider";
import { type Grant, policyDocument } from "./policy-document";

export interface DeliveryRoleProps {
  /** Whole name, at most 64 characters. */
  readonly name: string;
  readonly description: string;
  /** ARN of the identity provider that knows GitHub. */
  readonly providerArn: string;
  /** What a workflow has to be to take the role: values of the claim `sub`, in which `*` may stand for the rest of a branch's name. */
  readonly subjects: readonly string[];
  /** ARN of the policy that the role cannot exceed. */
  readonly boundaryArn: string;
  /** What the role may do, by a word for each of its policies. A policy holds 6144 characters, and a role takes ten. */
  readonly policies: Readonly<Record<string, readonly Grant[]>>;
  /** Seconds for which it can be taken at once, 3600 to 43200. Default 3600. */
  readonly maxSessionSeconds?: number;
}

/** Policies that a role takes unless AWS is asked for more. @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html */
const mostPolicies = 10;

/**
 * A role that workflows of one GitHub repository take, and nobody else. No key lies anywhere: GitHub vouches for the workflow, for minutes.
 *
 * @see https://docs.github.com/actions/security-for-github-actions/security-hardening-your-deployments/about-security-hardening-with-openid-connect
 */
export class DeliveryRole extends Construct {
  public readonly arn: string;

  public constructor(scope: Construct, id: string, props: DeliveryRoleProps) {
    super(scope, id);
    const { name, description, policies, boundaryArn, maxSessionSeconds = 3600 } = props;
    const count = Object.keys(policies).length;
    refuse(this.node.path, count > mostPolicies ? [`${count} policies; allowed are ${mostPolicies}`] : []);
    tag(this, { Service: "delivery" });
    const role = new IamRole(this, "resource", {
      name,
      description,
      maxSessionDuration: maxSessionSeconds,
      assumeRolePolicy: policyDocument(this, "trust", [trust(props)]),
      permissionsBoundary: boundaryArn,
      tags: { Name: name },
    });
    for (const [word, grants] of Object.entries(policies)) {
      const policyName = `${name}-${word}`;
      const policy = new IamPolicy(this, word, {
        name: policyName,
        description: `What ${name} may do: ${word}`,
        policy: policyDocument(this, `${word}-grants`, grants),
        tags: { Name: policyName },
      });
      new IamRolePolicyAttachment(this, `${word}-attachment`, { role: role.name, policyArn: policy.arn });
    }
    this.arn = role.arn;
  }
}

function trust({ providerArn, subjects }: DeliveryRoleProps): Grant {
  const patterns = subjects.some((subject) => subject.includes("*"));
  return {
    sid: "TakenByWorkflows",
    actions: ["sts:AssumeRoleWithWebIdentity"],
    principals: { type: "Federated", identifiers: [providerArn] },
    conditions: [
      { test: "StringEquals", variable: `${githubIssuer}:aud`, values: [awsAudience] },
      { test: patterns ? "StringLike" : "StringEquals", variable: `${githubIssuer}:sub`, values: subjects },
    ],
  };
}
