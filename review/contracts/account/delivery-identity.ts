import { covers, resolveArn } from "../../arn";
import { allowancesOf, type DeliveryRole, deliveriesOf } from "../../delivery";
import type { Finding, Reporter } from "../../finding";
import type { StackModel } from "../../model";
import { type Policy, policyAt, type Statement } from "../../policy";
import { prefix } from "../../requirement";
import { at, listOf, textAt } from "../../value";
import { accountContract } from "./account-contract";

const iam = "arn:aws:iam::ACCOUNT";

/** Everything that a deployment may change of IAM, with the condition that it must have. What is not here may not be granted at all. */
const conditionOf: Readonly<Record<string, string | undefined>> = {
  ...Object.fromEntries(
    ["CreateRole", "PutRolePolicy", "DeleteRolePolicy", "PutRolePermissionsBoundary"].map((action) => [action, "iam:PermissionsBoundary"]),
  ),
  PassRole: "iam:PassedToService",
  CreateServiceLinkedRole: "iam:AWSServiceName",
  ...Object.fromEntries(
    [
      ...["DeleteRole", "TagRole", "UntagRole", "UpdateAssumeRolePolicy", "UpdateRole", "UpdateRoleDescription"],
      ...["AddRoleToInstanceProfile", "CreateInstanceProfile", "DeleteInstanceProfile", "RemoveRoleFromInstanceProfile"],
      ...["TagInstanceProfile", "UntagInstanceProfile"],
    ].map((action) => [action, undefined]),
  ),
};

/** What the boundary has to forbid whatever else is granted: a way to more than the role itself has. */
const escapes = [
  ...["CreatePolicy", "CreatePolicyVersion", "DeletePolicy", "DeletePolicyVersion", "SetDefaultPolicyVersion"],
  ...["DeleteRolePermissionsBoundary", "DeleteUserPermissionsBoundary", "PutUserPermissionsBoundary"],
  ...["AttachGroupPolicy", "AttachRolePolicy", "AttachUserPolicy", "PutGroupPolicy", "PutUserPolicy"],
  ...["AddUserToGroup", "CreateGroup", "CreateUser", "CreateOpenIDConnectProvider", "CreateSAMLProvider"],
  ...["CreateAccessKey", "CreateLoginProfile", "CreateServiceSpecificCredential", "UpdateAccessKey", "UpdateLoginProfile"],
];

/** What makes a role somebody's: only an environment's own roles may be. */
const takeovers = ["PassRole", "UpdateAssumeRolePolicy"];

/**
 * A delivery role makes no role without its environment's permissions boundary, changes no boundary and no delivery role, and its own
 * boundary forbids all that once more.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_boundaries.html#access_policies_boundaries-delegate
 */
export const deliveryIdentity = accountContract(
  "delivery-identity",
  "no delivery role can give itself or anything else more than a permissions boundary allows",
  (account, report) =>
    deliveriesOf(account).flatMap((delivery) => [
      ...grantFindings(account, delivery, report),
      ...boundaryFindings(account, delivery, report),
    ]),
);

function grantFindings(account: StackModel, delivery: DeliveryRole, report: Reporter): Finding[] {
  const { environment } = delivery;
  const boundary = `${iam}:policy/${prefix}-${environment}-permission-boundary`;
  const outOfReach = [boundary, ...["plan", "deploy"].map((duty) => `${iam}:role/${prefix}-${environment}-${duty}`)];
  return allowancesOf(delivery).flatMap((statement) => {
    const changes = statement.actions
      .filter((action) => action.startsWith("iam:") && !/^iam:(Get|List)/.test(action))
      .map((action) => action.slice(4));
    if (changes.length === 0) return [];
    const unknown = changes.filter((action) => !(action in conditionOf));
    const unmet = changes.filter(
      (action) => conditionOf[action] !== undefined && !meets(account, statement, conditionOf[action] ?? "", boundary),
    );
    const reached = outOfReach.filter((arn) => statement.resources.some((resource) => covers(resolveArn(account, resource) ?? "*", arn)));
    return [
      ...unknown.map((action) => report.violation(statement.element, `iam:${action}`, "nothing that makes identities or changes policies")),
      ...unmet.map((action) =>
        report.violation(statement.element, `iam:${action} without its condition`, `StringEquals ${conditionOf[action] ?? ""}`),
      ),
      ...reached.map((arn) =>
        report.violation(statement.element, `${changes.join(", ")} on ${arn}`, "neither a boundary nor a delivery role"),
      ),
    ];
  });
}

/** Whether a statement holds only under a condition whose values say it exactly; the boundary has to be the environment's own. */
function meets(account: StackModel, { conditions }: Statement, variable: string, boundary: string): boolean {
  const values = conditions
    .filter(({ test, variable: found }) => test === "StringEquals" && found === variable)
    .flatMap(({ values: all }) => all);
  if (values.length === 0 || values.some((value) => /[*?]/.test(value))) return false;
  return variable !== "iam:PermissionsBoundary" || values.every((value) => resolveArn(account, value) === boundary);
}

function boundaryFindings(account: StackModel, { role }: DeliveryRole, report: Reporter): Finding[] {
  const boundary = account.referent(role.values["permissions_boundary"], "aws_iam_policy", "arn");
  const policy = boundary === undefined ? undefined : policyAt(account, boundary, "policy");
  if (policy === undefined) return [report.unresolved(role, role.values["permissions_boundary"], "a boundary of this stack")];
  const denials = policy.statements.filter(({ effect }) => effect === "Deny");
  const denies = (action: string, arn: string, conditional: (statement: Statement) => boolean): boolean =>
    denials.some(
      (statement) =>
        conditional(statement) &&
        statement.actions.some((pattern) => covers(pattern, `iam:${action}`)) &&
        statement.resources.some((resource) => covers(resolveArn(account, resource) ?? "", arn)),
    );
  const always = ({ conditions }: Statement): boolean => conditions.length === 0;
  const withoutBoundary = ({ conditions }: Statement): boolean =>
    conditions.length === 1 &&
    conditions.every(({ test, variable, values }) => {
      const [only] = values.map((value) => resolveArn(account, value));
      return (
        test === "StringNotLike" &&
        variable === "iam:PermissionsBoundary" &&
        values.length === 1 &&
        only === `${iam}:policy/${prefix}-*-permission-boundary`
      );
    });
  const self = `${iam}:role/${textAt(role.values, "name") ?? ""}`;
  const open = [
    ...escapes.filter((action) => !denies(action, `${iam}:policy/any`, always)).map((action) => `iam:${action}`),
    ...["CreateRole", "PutRolePolicy"]
      .filter((action) => !denies(action, `${iam}:role/any`, withoutBoundary))
      .map((action) => `iam:${action} without a boundary`),
    ...takeovers
      .filter((action) => !leavesRolesOfOthers(account, policy, action))
      .map((action) => `iam:${action} on a role that is no environment's`),
    ...["UpdateAssumeRolePolicy", "PutRolePolicy"]
      .filter((action) => !denies(action, self, always))
      .map((action) => `iam:${action} on ${self}`),
  ];
  return [
    ...openedBy(account, policy).map((opened) =>
      report.violation(policy.element, `it lets ${opened} through`, "what a deployment may change of roles of environments, by name"),
    ),
    ...open.map((action) => report.violation(policy.element, `${action} is not forbidden`, "a denial of it")),
  ];
}

/** What a boundary lets through of IAM beyond what a deployment may be granted: a pattern of actions has those in it that AWS will have tomorrow. */
function openedBy(account: StackModel, { statements }: Policy): string[] {
  return statements
    .filter(({ effect }) => effect === "Allow")
    .flatMap(({ actions, resources }) => {
      const changes = actions.filter((action) => action === "*" || (action.startsWith("iam:") && !/^iam:(Get|List)/.test(action)));
      const anybodys = resources.filter((resource) => covers(resolveArn(account, resource) ?? "*", `${iam}:role/any`));
      return [
        ...changes.filter((action) => !(action.slice(4) in conditionOf)),
        ...(changes.length === 0 ? [] : anybodys.map((resource) => `${changes.join(", ")} on ${resource}`)),
      ];
    });
}

/** Whether a boundary always forbids an action on everything but roles of environments. */
function leavesRolesOfOthers(account: StackModel, { element }: Policy, action: string): boolean {
  const ours = deliveriesOf(account).map(({ environment }) => `${iam}:role/${prefix}-${environment}-*-role`);
  return listOf(element.values["statement"]).some((statement) => {
    const texts = (key: string): string[] => listOf(at(statement, key)).map(String);
    const others = texts("not_resources").map((arn) => resolveArn(account, arn));
    return (
      textAt(statement, "effect") === "Deny" &&
      texts("actions").some((pattern) => covers(pattern, `iam:${action}`)) &&
      at(statement, "condition") === undefined &&
      others.length > 0 &&
      others.every((arn) => arn !== undefined && ours.includes(arn))
    );
  });
}
