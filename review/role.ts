import type { Element, StackModel } from "./model";
import { type Policy, policyAt } from "./policy";

/** The role of a policy that stands beside it. */
export function roleOf(stack: StackModel, { values }: Element): Element | undefined {
  return stack.referent(values["role"], "aws_iam_role", "id") ?? stack.referent(values["role"], "aws_iam_role", "name");
}

/** What a role may do by its own policies, as far as they can be read: those that stand in it, and those that are attached to it. */
export function policiesOfRole(stack: StackModel, role: Element): Policy[] {
  const attached = stack
    .ofType("aws_iam_role_policy_attachment")
    .filter((attachment) => roleOf(stack, attachment) === role)
    .flatMap((attachment) => stack.referent(attachment.values["policy_arn"], "aws_iam_policy", "arn") ?? []);
  const own = stack.ofType("aws_iam_role_policy").filter((policy) => roleOf(stack, policy) === role);
  return [...own, ...attached].flatMap((policy) => policyAt(stack, policy, "policy") ?? []);
}

/** Services that take a role. */
export function takersOf(stack: StackModel, role: Element): string[] {
  const statements = policyAt(stack, role, "assume_role_policy")?.statements ?? [];
  return statements.flatMap(({ principals }) => principals.flatMap(({ identifiers }) => identifiers));
}
