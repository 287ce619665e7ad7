import { groupBy } from "./group-by";
import type { Element, StackModel } from "./model";
import { type Policy, policyAt } from "./policy";
import { remembered } from "./remembered";

/** The role of a policy that stands beside it. */
export function roleOf(stack: StackModel, { values }: Element): Element | undefined {
  return stack.referent(values["role"], "aws_iam_role", "id") ?? stack.referent(values["role"], "aws_iam_role", "name");
}

/** What a role may do by its own policies, as far as they can be read: those that stand in it, and those that are attached to it. */
export function policiesOfRole(stack: StackModel, role: Element): readonly Policy[] {
  return policiesByRole(stack).get(role) ?? [];
}

const policiesByRole = remembered((stack: StackModel): ReadonlyMap<Element | undefined, readonly Policy[]> => {
  const own = stack.ofType("aws_iam_role_policy").map((policy) => ({ role: roleOf(stack, policy), policy }));
  const attached = stack.ofType("aws_iam_role_policy_attachment").flatMap((attachment) => {
    const policy = stack.referent(attachment.values["policy_arn"], "aws_iam_policy", "arn");
    return policy === undefined ? [] : [{ role: roleOf(stack, attachment), policy }];
  });
  const byRole = [...groupBy([...own, ...attached], ({ role }) => role)];
  return new Map(byRole.map(([role, held]) => [role, held.flatMap(({ policy }) => policyAt(stack, policy, "policy") ?? [])]));
});

/** Services that take a role. */
export function takersOf(stack: StackModel, role: Element): string[] {
  const statements = policyAt(stack, role, "assume_role_policy")?.statements ?? [];
  return statements.flatMap(({ principals }) => principals.flatMap(({ identifiers }) => identifiers));
}
