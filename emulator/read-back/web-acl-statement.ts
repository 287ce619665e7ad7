import type { FieldToMatch, ManagedRuleGroupStatement, RateBasedStatement, Statement } from "@aws-sdk/client-wafv2";

/** What a rule of a web ACL is about, in words: `not (from GH, NG) and not (by ohi-dev-alb-proxies)`. */
export function describeStatement(statement: Statement = {}): string {
  const { AndStatement, OrStatement, NotStatement, RateBasedStatement, ManagedRuleGroupStatement } = statement;
  const { GeoMatchStatement, IPSetReferenceStatement, SqliMatchStatement, XssMatchStatement } = statement;
  if (AndStatement !== undefined) return all(AndStatement.Statements).join(" and ");
  if (OrStatement !== undefined) return all(OrStatement.Statements).join(" or ");
  if (NotStatement !== undefined) return `not (${describeStatement(NotStatement.Statement)})`;
  if (RateBasedStatement !== undefined) return rate(RateBasedStatement);
  if (ManagedRuleGroupStatement !== undefined) return group(ManagedRuleGroupStatement);
  if (GeoMatchStatement !== undefined) return `from ${(GeoMatchStatement.CountryCodes ?? []).toSorted().join(", ")}`;
  if (IPSetReferenceStatement !== undefined) return `by ${setName(IPSetReferenceStatement.ARN)}`;
  if (SqliMatchStatement !== undefined) return `SQL injection in ${field(SqliMatchStatement.FieldToMatch)}`;
  if (XssMatchStatement !== undefined) return `cross-site scripting in ${field(XssMatchStatement.FieldToMatch)}`;
  return `what nobody has words for: ${Object.keys(statement).join(", ")}`;
}

function all(statements: readonly Statement[] = []): string[] {
  return statements.map((each) => describeStatement(each));
}

function rate({ Limit, EvaluationWindowSec, AggregateKeyType, ScopeDownStatement }: RateBasedStatement): string {
  const scope = ScopeDownStatement === undefined ? "" : `, ${describeStatement(ScopeDownStatement)}`;
  return `above ${String(Limit)} in ${String(EvaluationWindowSec)} s from one ${String(AggregateKeyType)}${scope}`;
}

/** A group of AWS's own, and which of its rules do something else than the group says. */
function group({ VendorName, Name, RuleActionOverrides = [] }: ManagedRuleGroupStatement): string {
  const overridden = RuleActionOverrides.map((each) => `, ${String(each.Name)}: ${Object.keys(each.ActionToUse ?? {}).join()}`);
  return `${String(VendorName)} ${String(Name)}${overridden.join("")}`;
}

/** The field of a request, an object whose only key says which. */
function field(of: FieldToMatch = {}): string {
  return Object.keys(of).join();
}

/** The ARN of a set has its name before its id. */
function setName(arn = ""): string {
  return arn.split("/").at(-2) ?? "?";
}
