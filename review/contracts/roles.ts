import { stackContract } from "../contract";
import { policyAt } from "../policy";
import { policiesOfRole, roleOf, takersOf } from "../role";

/** Services of which every program has a role of its own, whether it does anything in AWS or not. */
const taskRunner = "ecs-tasks.amazonaws.com";

/** Every role has a permissions boundary, and what it may do stands in policies of its own that can be read. */
export const roles = stackContract("roles", "every role has a boundary, and policies of its own", (stack, report) => [
  ...stack.ofType("aws_iam_role").flatMap((role) => {
    const boundary = role.values["permissions_boundary"];
    const needed = policiesOfRole(stack, role).length > 0 || takersOf(stack, role).includes(taskRunner);
    return [
      ...(stack.referent(boundary, "aws_iam_policy", "arn") === undefined
        ? [report.unresolved(role, boundary, "the ARN of a policy of this stack")]
        : []),
      ...(needed ? [] : [report.violation(role, "no policy", "at least one: a role that can do nothing is not needed")]),
      ...["inline_policy", "managed_policy_arns"].flatMap((name) =>
        role.values[name] === undefined ? [] : [report.violation(role, name, "policies of their own")],
      ),
    ];
  }),
  ...stack
    .ofType("aws_iam_role_policy")
    .flatMap((policy) => [
      ...(roleOf(stack, policy) === undefined ? [report.unresolved(policy, policy.values["role"], "a role of this stack")] : []),
      ...(policyAt(stack, policy, "policy") === undefined
        ? [report.unresolved(policy, policy.values["policy"], "a policy document of this stack")]
        : []),
    ]),
  ...stack.ofType("aws_iam_role_policy_attachment").flatMap((attachment) => {
    const { role, policy_arn: policy } = attachment.values;
    return [
      ...(roleOf(stack, attachment) === undefined ? [report.unresolved(attachment, role, "a role of this stack")] : []),
      ...(stack.referent(policy, "aws_iam_policy", "arn") === undefined
        ? [report.unresolved(attachment, policy, "a policy of this stack")]
        : []),
    ];
  }),
  ...stack
    .ofType("aws_iam_policy_attachment")
    .map((attachment) => report.unresolved(attachment, attachment.values["policy_arn"], "a policy of the role's own")),
]);
