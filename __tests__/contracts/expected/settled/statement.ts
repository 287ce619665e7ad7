import type { SettledPolicies } from "../../../../review/contracts/settled-statements";
import type { Block } from "../../../../review/value";

/** Statements by their sid. */
export type SettledStatements = SettledPolicies["statements"];

interface StatementProps {
  readonly actions: readonly string[];
  /** Default none: the policy of a role's trust, which is about the role itself. */
  readonly resources?: readonly string[];
  /** Default none: the policy of a role, which is about whoever has it. */
  readonly principals?: readonly { readonly type: string; readonly identifiers: readonly string[] }[];
  readonly conditions?: readonly { readonly test: string; readonly variable: string; readonly values: readonly string[] }[];
}

export const allow = (props: StatementProps): Block => statement("Allow", props);

export const deny = (props: StatementProps): Block => statement("Deny", props);

function statement(effect: string, { actions, resources = [], principals = [], conditions = [] }: StatementProps): Block {
  return {
    effect,
    actions,
    resources,
    principals: principals.map(({ type, identifiers }) => ({ type, identifiers })),
    conditions: conditions.map(({ test, variable, values }) => ({ test, variable, values })),
  };
}
