import type { Element, StackModel } from "./model";
import { type Policy, policyAt } from "./policy";

/** The role of a policy that stands beside it. */
export function roleOf(stack: StackModel, { values }: Element): Element | undefined {
  return stack.referent(values["role"], "aws_iam_role", "id") ?? stack.referent(values["role"], "aws_iam_role", "name");
}

/** What a role may do by its own policies, as far as they can be read. */
export function policiesOfRole(stack: StackModel, role: Element): Policy[] {
  return stack
    .ofType("aws_iam_role_policy")
    .flatMap((policy) => (roleOf(stack, policy) === role ? (policyAt(stack, policy, "policy") ?? []) : []));
}

/** Services that take a role. */
export function takersOf(stack: StackModel, role: Element): string[] {
  const statements = policyAt(stack, role, "assume_role_policy")?.statements ?? [];
  return statements.flatMap(({ principals }) => principals.flatMap(({ identifiers }) => identifiers));
}
