import { covers } from "../../arn";
import type { Element, StackModel } from "../../model";
import { referencesOf } from "../../carriers";
import { policiesOf, type Policy, policyAt, type Statement } from "../../policy";
import { resolved } from "../../resolve";
import { roleOf } from "../../role";
import { show, type Value } from "../../value";
import { type Change, changeOf } from "../change";
import { type Comparison, resourcePairs } from "../comparison";
import { allowsMore, type Excess, lifted } from "../statements";

/** What policies allow that they did not before, denials that are gone, and what binds a role less than before. */
export function grants(comparison: Comparison): Change[] {
  return [...widenedPolicies(comparison), ...otherDocuments(comparison), ...newAttachments(comparison), ...lostBoundaries(comparison)];
}

function widenedPolicies(comparison: Comparison): Change[] {
  const { base, head, existence } = comparison;
  const before = new Map(statedIn(base).map((policy) => [policy.element.address, resolvedPolicy(base, policy)]));
  return statedIn(head).flatMap((policy) => {
    const { element } = policy;
    const known = before.get(element.address);
    return excessesOf(known ?? [], resolvedPolicy(head, policy)).flatMap((excess) => {
      if (existence === "new" && !excess.isForEverybody) return []; // a stack that is new as a whole is judged by the contracts
      return [excessChange(comparison, element, excess, known !== undefined)];
    });
  });
}

/** Policies of a stack, and permissions of functions, which say the same in another form. */
function statedIn(stack: StackModel): Policy[] {
  return [...policiesOf(stack), ...stack.ofType("aws_lambda_permission").map(permissionPolicy)];
}

/** @see https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/lambda_permission */
function permissionPolicy(element: Element): Policy {
  const texts = (name: string): readonly string[] => (isSet(element.values[name]) ? [show(element.values[name])] : []);
  const condition = (test: string, variable: string, name: string): Statement["conditions"] =>
    texts(name).map((value) => ({ test, variable, values: [value] }));
  const [principal = ""] = texts("principal");
  const statement: Statement = {
    sid: "",
    effect: "Allow",
    actions: texts("action"),
    resources: texts("function_name"),
    principals: [{ type: principal.endsWith(".amazonaws.com") ? "Service" : "AWS", identifiers: [principal] }],
    conditions: [
      ...condition("ArnLike", "aws:SourceArn", "source_arn"),
      ...condition("StringEquals", "aws:SourceAccount", "source_account"),
      ...condition("StringEquals", "aws:PrincipalOrgID", "principal_org_id"),
    ],
    negations: [],
  };
  return { element, statements: [statement], merged: [] };
}

function isSet(value: Value | undefined): boolean {
  return value !== undefined && value !== null && value !== "";
}

function excessesOf(before: readonly Statement[], after: readonly Statement[]): Excess[] {
  return [...allowsMore(before, after), ...lifted(before, after)];
}

/** What a resource allows besides by leading to another document; a document that is new is told at its own address. */
function otherDocuments(comparison: Comparison): Change[] {
  return resourcePairs(comparison).flatMap(({ base, head }) => {
    if (base === undefined || head === undefined) return [];
    return Object.keys(head.values).flatMap((attribute) => {
      const [before, after] = [policyAt(comparison.base, base, attribute), policyAt(comparison.head, head, attribute)];
      if (before === undefined || after?.element.mode !== "data" || before.element.address === after.element.address) return [];
      if (comparison.base.find(after.element.address) === undefined) return [];
      return excessesOf(resolvedPolicy(comparison.base, before), resolvedPolicy(comparison.head, after)).map((excess) =>
        excessChange(comparison, head, excess, true),
      );
    });
  });
}

function excessChange(comparison: Comparison, element: Element, excess: Excess, isKnown: boolean): Change {
  const holders = holdersOf(comparison.head, element);
  const of = holders.length === 0 ? "" : ` (${holders.join(", ")})`;
  // A document that is new gives more to a role that was there, or opens a resource that was there.
  const isWidened =
    isKnown || [...holders, ...openedBy(comparison.head, element)].some((address) => comparison.base.find(address) !== undefined);
  return changeOf(comparison, {
    danger: excess.isForEverybody ? "exposed" : isWidened ? "grant-widened" : "grant-added",
    address: element.address,
    what: `${element.address}${of} ${excess.what}`,
    why: excess.isForEverybody ? "anybody in the world may do it, in any account of AWS" : "whoever has the policy can do more than before",
    before: excess.before,
    after: excess.after,
    weight: excess.after.includes("*") ? 1 : 0,
  });
}

function resolvedPolicy(stack: StackModel, { statements }: Policy): Statement[] {
  const texts = (values: readonly string[]): string[] => values.map((value) => show(resolved(stack, value)));
  return statements.map((statement) => ({
    ...statement,
    actions: texts(statement.actions),
    resources: texts(statement.resources),
    principals: statement.principals.map(({ type, identifiers }) => ({ type, identifiers: texts(identifiers) })),
    negations: statement.negations.map(({ key, values }) => ({ key, values: texts(values) })),
    conditions: statement.conditions.map((condition) => ({ ...condition, values: texts(condition.values) })),
  }));
}

/** Attributes by which a policy of a resource names the resource. */
const opened: Readonly<Record<string, string>> = {
  aws_backup_vault_policy: "backup_vault_name",
  aws_ecr_repository_policy: "repository",
  aws_efs_file_system_policy: "file_system_id",
  aws_kms_key_policy: "key_id",
  aws_lambda_permission: "function_name",
  aws_s3_bucket_policy: "bucket",
  aws_secretsmanager_secret_policy: "secret_arn",
  aws_sns_topic_policy: "arn",
  aws_sqs_queue_policy: "queue_url",
};

/** Resources whose own policy a document is. */
function openedBy(stack: StackModel, document: Element): string[] {
  const policies = document.mode === "resource" ? [document] : usersOf(stack, document);
  return policies.flatMap(({ type, values }) => stack.target(values[opened[type] ?? ""])?.element.address ?? []);
}

/** Roles and other resources that have a policy. */
function holdersOf(stack: StackModel, document: Element): string[] {
  if (document.mode === "resource")
    return [roleOf(stack, document)?.address ?? document.address].filter((address) => address !== document.address);
  return usersOf(stack, document).map((user) => roleOf(stack, user)?.address ?? user.address);
}

function usersOf(stack: StackModel, document: Element): Element[] {
  return stack.resources.filter((user) => referencesOf(user).includes(document.address));
}

/** Policies of AWS or of the account that a role did not have. */
function newAttachments(comparison: Comparison): Change[] {
  return resourcePairs(comparison, "aws_iam_role_policy_attachment", "aws_iam_policy_attachment").flatMap(({ head, base, address }) => {
    const [before, after] = [base, head].map((element) => element?.values["policy_arn"]);
    if (head === undefined || after === undefined || show(before) === show(after)) return [];
    const role = roleOf(comparison.head, head);
    const isNew = role !== undefined && comparison.base.find(role.address) === undefined;
    return [
      changeOf(comparison, {
        danger: isNew ? "grant-added" : "grant-widened",
        address,
        what: `${show(head.values["role"])} gets the policy ${show(after)}`,
        why: "whoever takes the role can do more than before",
        before: before === undefined ? "nothing" : show(before),
        after: show(after),
        weight: covers("*AdministratorAccess", show(after)) ? 1 : 0,
      }),
    ];
  });
}

function lostBoundaries(comparison: Comparison): Change[] {
  const { base: old, head: fresh } = comparison;
  return resourcePairs(comparison, "aws_iam_role").flatMap(({ base, head, address }) => {
    const before = base?.values["permissions_boundary"];
    const after = head?.values["permissions_boundary"];
    if (base === undefined || head === undefined || before === undefined) return [];
    const [was, is] = [show(resolved(old, before)), after === undefined ? "nothing" : show(resolved(fresh, after))];
    if (was === is) return [];
    return [
      changeOf(comparison, {
        danger: "grant-widened",
        address,
        what: `${address} ${after === undefined ? "loses its permissions boundary" : "has another permissions boundary"}`,
        why: "its own policies alone say what it can do",
        before: was,
        after: is,
      }),
    ];
  });
}
