import { covers } from "../../arn";
import type { Element, StackModel } from "../../model";
import { policiesOf, type Policy, type Statement } from "../../policy";
import { referencesIn } from "../../reference";
import { resolved } from "../../resolve";
import { roleOf } from "../../role";
import { show, textsOf } from "../../value";
import { type Change, changeOf } from "../change";
import { type Comparison, resourcePairs } from "../comparison";
import { allowsMore, type Excess, lifted } from "../statements";

/** What policies allow that they did not before, denials that are gone, and what binds a role less than before. */
export function grants(comparison: Comparison): Change[] {
  return [...widenedPolicies(comparison), ...newAttachments(comparison), ...lostBoundaries(comparison)];
}

function widenedPolicies(comparison: Comparison): Change[] {
  const { base, head, existence } = comparison;
  const before = new Map(policiesOf(base).map((policy) => [policy.element.address, resolvedPolicy(base, policy)]));
  return policiesOf(head).flatMap((policy) => {
    const { element } = policy;
    const known = before.get(element.address);
    const statements = resolvedPolicy(head, policy);
    const excesses = [...allowsMore(known ?? [], statements), ...lifted(known ?? [], statements)];
    return excesses.flatMap((excess) => {
      if (existence === "new" && !excess.isForEverybody) return []; // a stack that is new as a whole is judged by the contracts
      return [excessChange(comparison, element, excess, known !== undefined)];
    });
  });
}

function excessChange(comparison: Comparison, element: Element, excess: Excess, isKnown: boolean): Change {
  const holders = holdersOf(comparison.head, element);
  const of = holders.length === 0 ? "" : ` (${holders.join(", ")})`;
  // A document that is new gives more to a role that was there.
  const isWidened = isKnown || holders.some((address) => comparison.base.find(address) !== undefined);
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

/** Roles and other resources that have a policy. */
function holdersOf(stack: StackModel, document: Element): string[] {
  if (document.mode === "resource")
    return [roleOf(stack, document)?.address ?? document.address].filter((address) => address !== document.address);
  const users = stack.resources.filter(({ values }) =>
    textsOf(values)
      .flatMap(referencesIn)
      .some(({ address }) => address === document.address),
  );
  return users.map((user) => roleOf(stack, user)?.address ?? user.address);
}

/** Policies of AWS or of the account that a role which was there did not have. */
function newAttachments(comparison: Comparison): Change[] {
  return resourcePairs(comparison, "aws_iam_role_policy_attachment", "aws_iam_policy_attachment").flatMap(({ head, base, address }) => {
    const [before, after] = [base, head].map((element) => element?.values["policy_arn"]);
    if (after === undefined || show(before) === show(after)) return [];
    return [
      changeOf(comparison, {
        danger: comparison.existence === "new" ? "grant-added" : "grant-widened",
        address,
        what: `${show(head?.values["role"])} gets the policy ${show(after)}`,
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
