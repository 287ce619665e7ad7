import { covers, resolveArn } from "../arn";
import { stackContract } from "../contract";
import type { Finding, Reporter } from "../finding";
import type { Element, StackModel } from "../model";
import { policyAt, type Statement } from "../policy";
import { policiesOfRole } from "../role";

/** One action on one resource that a role asks for. */
interface Request {
  /** The policy that asks. */
  readonly element: Element;
  readonly action: string;
  /** Pattern of ARNs; nothing when it cannot be resolved, and then `text` says what it was. */
  readonly arn: string | undefined;
  readonly text: string;
}

/** A statement of a boundary with the patterns that its resources are; those that cannot be resolved allow nothing. */
interface Limit extends Statement {
  readonly arns: readonly string[];
}

/**
 * A boundary allows what its roles ask for, and has no statement that none of them needs.
 *
 * What a role asks for beyond its boundary it silently does not get; here that is said before it is deployed.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_boundaries.html
 */
export const permissionBoundaries = stackContract(
  "permission-boundaries",
  "every boundary covers what its roles ask for, and no statement of it is idle",
  (stack, report) => {
    const boundaries = stack.ofType("aws_iam_policy").map((boundary) => ({ boundary, requests: requestsWithin(stack, boundary) }));
    return boundaries
      .filter(({ requests }) => requests.length > 0)
      .flatMap(({ boundary, requests }) => {
        const limit = policyAt(stack, boundary, "policy");
        if (limit === undefined) return [report.unresolved(boundary, boundary.values["policy"], "a policy document of this stack")];
        const limits = limit.statements.map((statement) => ({
          ...statement,
          arns: statement.resources.flatMap((resource) => resolveArn(stack, resource) ?? []),
        }));
        const idle = limits.filter((statement) => statement.effect === "Allow" && !requests.some((request) => grants(statement, request)));
        return [
          ...requests.flatMap((request) => beyond(boundary, limits, request, report)),
          ...idle.map(({ sid }) => report.violation(limit.element, `${sid}, which no role needs`, "what roles ask for")),
        ];
      });
  },
);

function requestsWithin(stack: StackModel, boundary: Element): Request[] {
  return stack
    .ofType("aws_iam_role")
    .filter(({ values }) => stack.referent(values["permissions_boundary"], "aws_iam_policy", "arn") === boundary)
    .flatMap((role) => policiesOfRole(stack, role))
    .flatMap(({ element, statements }) =>
      statements
        .filter(({ effect }) => effect === "Allow")
        .flatMap(({ actions, resources }) =>
          actions.flatMap((action) => resources.map((text) => ({ element, action, text, arn: resolveArn(stack, text) }))),
        ),
    );
}

function beyond(boundary: Element, limits: readonly Limit[], request: Request, report: Reporter): Finding[] {
  const { element, action, arn, text } = request;
  if (arn === undefined) return [report.unresolved(element, text, "an ARN that is known before an apply")];
  const granted = limits.some((statement) => grants(statement, request));
  return granted ? [] : [report.violation(element, `${action} on ${arn}`, `within ${boundary.address}`)];
}

function grants({ effect, actions, arns }: Limit, { action, arn }: Request): boolean {
  if (arn === undefined || effect !== "Allow" || !actions.some((pattern) => covers(pattern, action))) return false;
  return arns.some((pattern) => covers(pattern, arn));
}
