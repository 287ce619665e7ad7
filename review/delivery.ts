import type { Element, StackModel } from "./model";
import { type Policy, policyAt, type Statement } from "./policy";
import { remembered } from "./remembered";
import { isAccount, prefix } from "./requirement";
import { policiesOfRole } from "./role";
import { textAt } from "./value";

/** What a delivery role is for. */
export type Duty = "plan" | "deploy";

/** A role by which workflows plan or deploy one environment. */
export interface DeliveryRole {
  readonly role: Element;
  readonly environment: string;
  readonly duty: Duty;
  readonly policies: readonly Policy[];
}

const roleName = new RegExp(`^${prefix}-([a-z]+)-(plan|deploy)$`);

/** The roles of the account's stack that are named as delivery roles. */
export function deliveryRoles(stack: StackModel): readonly Element[] {
  return isAccount(stack) ? stack.ofType("aws_iam_role").filter((role) => isDeliveryRole(stack, role)) : [];
}

export function isDeliveryRole(stack: StackModel, { values }: Element): boolean {
  return isAccount(stack) && roleName.test(textAt(values, "name") ?? "");
}

/** The delivery roles with what they may do. */
export const deliveriesOf = remembered((stack: StackModel): readonly DeliveryRole[] =>
  deliveryRoles(stack).map((role) => {
    const [, environment = "", duty = ""] = roleName.exec(textAt(role.values, "name") ?? "") ?? [];
    return { role, environment, duty: duty === "deploy" ? "deploy" : "plan", policies: policiesOfRole(stack, role) };
  }),
);

/** Everything that a role is allowed, with the policy that says it. */
export function allowancesOf({ policies }: DeliveryRole): readonly (Statement & { readonly element: Element })[] {
  return policies.flatMap(({ element, statements }) =>
    statements.filter(({ effect }) => effect === "Allow").map((statement) => ({ ...statement, element })),
  );
}

/** Documents of policies that bound delivery roles and are attached to nothing: they grant nothing by themselves. */
export function deliveryBoundaries(stack: StackModel): ReadonlySet<Element> {
  const attached = new Set(
    stack.ofType("aws_iam_role_policy_attachment").map(({ values }) => stack.referent(values["policy_arn"], "aws_iam_policy", "arn")),
  );
  const boundaries = deliveryRoles(stack).flatMap(
    ({ values }) => stack.referent(values["permissions_boundary"], "aws_iam_policy", "arn") ?? [],
  );
  return new Set(
    boundaries.filter((policy) => !attached.has(policy)).flatMap((policy) => policyAt(stack, policy, "policy")?.element ?? []),
  );
}
