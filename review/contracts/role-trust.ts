import { resolveArn } from "../arn";
import { stackContract } from "../contract";
import { isDeliveryRole } from "../delivery";
import { policyAt } from "../policy";

/** Services that take a role without saying for which account, or without AWS promising that they do: only who may pass a role can give it to them. */
const silent = new Set(["backup.amazonaws.com", "ec2.amazonaws.com"]);

/**
 * A role is taken by AWS services only, and by these on behalf of this account only. Who takes a delivery role is a contract of its own.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/confused-deputy.html
 */
export const roleTrust = stackContract(
  "role-trust",
  "every role is taken by AWS services only, on behalf of this account",
  (stack, report) =>
    stack.ofType("aws_iam_role").flatMap((role) => {
      const policy = policyAt(stack, role, "assume_role_policy");
      if (policy === undefined) return [report.unresolved(role, role.values["assume_role_policy"], "a policy document of this stack")];
      const { element, statements } = policy;
      if (isDeliveryRole(stack, role)) return [];
      return statements.flatMap(({ principals, conditions, actions }) => {
        const types = principals.map(({ type }) => type);
        const names = principals.flatMap(({ identifiers }) => identifiers);
        const forAccount = conditions.some(
          ({ test, variable, values }) =>
            test === "StringEquals" &&
            variable === "aws:SourceAccount" &&
            values.map((value) => resolveArn(stack, value)).join() === "ACCOUNT",
        );
        return [
          ...(types.length > 0 && types.every((type) => type === "Service")
            ? []
            : [report.violation(element, `principals ${types.join(", ") || "nobody"}`, "AWS services only")]),
          ...(actions.join() === "sts:AssumeRole" ? [] : [report.violation(element, `actions ${actions.join(", ")}`, "sts:AssumeRole")]),
          ...(forAccount || names.every((name) => silent.has(name))
            ? []
            : [
                report.violation(
                  element,
                  "a trust without aws:SourceAccount",
                  "this account, so that nobody else's service takes the role",
                ),
              ]),
        ];
      });
    }),
);
