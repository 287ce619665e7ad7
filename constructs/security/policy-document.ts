import {
  DataAwsIamPolicyDocument,
  type DataAwsIamPolicyDocumentStatement,
  type DataAwsIamPolicyDocumentStatementPrincipals,
} from "@cdktf/provider-aws/lib/data-aws-iam-policy-document";
import type { Construct } from "constructs";

/** One allowance of a policy. What is not granted is denied. */
export interface Grant {
  /** Letters and digits; says in the policy what the grant is for. */
  readonly sid: string;
  /** Whole names of actions, such as `logs:PutLogEvents`. */
  readonly actions: readonly string[];
  /** ARNs. Default: none, for a policy that is attached to what it protects. */
  readonly resources?: readonly string[];
  /** For a policy of a resource: whom it is about. */
  readonly principals?: DataAwsIamPolicyDocumentStatementPrincipals;
  readonly conditions?: readonly Condition[];
}

/**
 * What a policy of a resource forbids to everybody who meets the conditions, whatever another policy allows them, now or later.
 *
 * It always has a condition: one without would lock out its owner.
 */
export interface Denial extends Pick<Grant, "sid" | "actions" | "resources"> {
  readonly conditions: readonly [Condition, ...Condition[]];
}

/** What a policy of a role forbids it, whatever another policy grants. Without a condition it holds always. */
export interface Prohibition extends Omit<Grant, "principals"> {
  /** ARNs of all that it leaves alone, instead of those that it is about. Default: none. */
  readonly notResources?: readonly string[];
}

/** A condition: each of the variables has to match one of its values. */
export interface Condition {
  /** Operator, such as `StringEquals`. */
  readonly test: string;
  readonly variable: string;
  readonly values: readonly string[];
}

/**
 * Writes a policy as a policy-document data source, which the provider checks when it plans, and returns its JSON.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_grammar.html
 */
export function policyDocument(
  scope: Construct,
  id: string,
  grants: readonly Grant[],
  denials: readonly Denial[] = [],
  prohibitions: readonly Prohibition[] = [],
): string {
  return new DataAwsIamPolicyDocument(scope, id, {
    statement: [
      ...grants.map((grant) => statement("Allow", grant)),
      ...denials.map((denial) => statement("Deny", { ...denial, principals: { type: "*", identifiers: ["*"] } })),
      ...prohibitions.map((prohibition) => statement("Deny", prohibition)),
    ],
  }).json;
}

/** Whole names of actions of one service. */
export function named(service: string, ...actions: readonly string[]): string[] {
  return actions.map((action) => `${service}:${action}`);
}

function statement(
  effect: "Allow" | "Deny",
  { sid, actions, resources, notResources, principals, conditions = [] }: Grant & Prohibition,
): DataAwsIamPolicyDocumentStatement {
  return {
    sid,
    effect,
    actions: [...actions],
    ...(resources === undefined ? {} : { resources: [...resources] }),
    ...(notResources === undefined ? {} : { notResources: [...notResources] }),
    ...(principals === undefined ? {} : { principals: [principals] }),
    ...(conditions.length === 0
      ? {}
      : { condition: conditions.map(({ test, variable, values }) => ({ test, variable, values: [...values] })) }),
  };
}
