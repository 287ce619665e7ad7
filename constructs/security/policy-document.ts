import {
  DataAwsIamPolicyDocument,
  type DataAwsIamPolicyDocumentStatement,
  type DataAwsIamPolicyDocumentStatementPrincipals,
} from "@cdktf/provider-aws/lib/data-aws-iam-policy-document";
import type { Construct } from "constructs";
import { refuse } from "../foundation/refusal";

/** One allowance of a policy. What is not granted is denied. */
export interface Grant {
  /** Letters and digits, once in a policy; says in it what the grant is for. */
  readonly sid: string;
  /** Whole names of actions, one or more, such as `logs:PutLogEvents`. */
  readonly actions: readonly string[];
  /** ARNs, one or more. Default: none, for a policy that is attached to what it protects. */
  readonly resources?: readonly string[];
  /** For a policy of a resource: whom it is about. */
  readonly principals?: DataAwsIamPolicyDocumentStatementPrincipals;
  /** All of them have to hold. Default: none. */
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
  /** Key of the condition, such as `aws:SourceAccount`. */
  readonly variable: string;
  /** One or more. */
  readonly values: readonly string[];
}

/**
 * Writes a policy as a policy-document data source, which the provider checks when it plans, and returns its JSON.
 *
 * @throws Refusal listing what AWS would not take. The provider leaves a list out that is empty, and the policy would say something else.
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_grammar.html
 */
export function policyDocument(
  scope: Construct,
  id: string,
  grants: readonly Grant[],
  denials: readonly Denial[] = [],
  prohibitions: readonly Prohibition[] = [],
): string {
  const forbidden = [...denials.map((denial) => ({ ...denial, principals: { type: "*", identifiers: ["*"] } })), ...prohibitions];
  refuse(`${scope.node.path}/${id}`, problemsOf([...grants, ...forbidden]));
  return new DataAwsIamPolicyDocument(scope, id, {
    statement: [...grants.map((grant) => statement("Allow", grant)), ...forbidden.map((denial) => statement("Deny", denial))],
  }).json;
}

/** What a grant, a denial or a prohibition says. */
type Statement = Grant & Prohibition;

/** Whole names of actions of one service. */
export function named(service: string, ...actions: readonly string[]): string[] {
  return actions.map((action) => `${service}:${action}`);
}

function statement(
  effect: "Allow" | "Deny",
  { sid, actions, resources, notResources, principals, conditions = [] }: Statement,
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

function problemsOf(statements: readonly Statement[]): string[] {
  const sids = statements.map(({ sid }) => sid);
  const repeated = [...new Set(sids.filter((sid, index) => sids.indexOf(sid) < index))];
  return [
    ...(statements.length === 0 ? ["no statement; give at least one"] : []),
    ...statements.flatMap(problemsOfOne),
    ...repeated.map((sid) => `sid "${sid}" stands ${sids.filter((other) => other === sid).length} times; allowed is once`),
  ];
}

function problemsOfOne({ sid, actions, resources, notResources, principals, conditions = [] }: Statement): string[] {
  const lists: [string, readonly string[] | undefined][] = [
    ...Object.entries({ actions, resources, notResources, principals: principals?.identifiers }),
    ...conditions.map(({ variable, values }): [string, readonly string[]] => [`the condition on ${variable}`, values]),
  ];
  return [
    ...(/^[A-Za-z0-9]+$/.test(sid) ? [] : [`sid "${sid}"; allowed are letters and digits`]),
    ...lists.flatMap(([name, items]) => (items?.length === 0 ? [`${sid}: ${name} is empty; give at least one`] : [])),
  ];
}
