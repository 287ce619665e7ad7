import { resolveArn } from "../arn";
import { stackContract } from "../contract";
import type { Finding, Reporter } from "../finding";
import { duplicates } from "../group-by";
import type { Element, StackModel } from "../model";
import { type NameRule, namedAfterOthers, nameRuleOf } from "../naming";
import { providerSchema } from "../provider-schema";
import { isAccount, namePrefixOf } from "../requirement";
import { at, show } from "../value";

/** Every name says whose it is, fits its AWS service, and stands once. */
export const names = stackContract(
  "names",
  "every name is ohi-{env}-{service}-{type}, no longer than AWS takes, and unique of its kind",
  (stack, report) => {
    const named = stack.resources.flatMap((resource) => {
      const rule = nameRuleOf(resource.type);
      return rule === undefined || isStateBucket(stack, resource) ? [] : [{ resource, rule, name: at(resource.values, ...rule.attribute) }];
    });
    const doubled = duplicates(
      named.filter(({ name }) => name !== undefined),
      ({ resource, name }) => `${resource.type} ${show(name)}`,
    );
    return [
      ...stack.resources.flatMap((resource) => withoutRule(resource, report)),
      ...named.flatMap(({ resource, rule }) => problemsOf(stack, resource, rule, report)),
      ...doubled.flatMap(([, [first, ...others]]) =>
        others.map(({ resource, name }) =>
          report.violation(resource, `name ${show(name)}, which ${first?.resource.address ?? "another"} has`, "a name of its own"),
        ),
      ),
    ];
  },
);

/** The bucket of all states is named by a setting, which every stack's backend has as well: no account may have to take a name that is taken. */
function isStateBucket(stack: StackModel, { type, values }: Element): boolean {
  return isAccount(stack) && type === "aws_s3_bucket" && values["bucket"] === stack.backends[0]?.values["bucket"];
}

function problemsOf(stack: StackModel, resource: Element, { attribute, max, pattern }: NameRule, report: Reporter): Finding[] {
  const found = at(resource.values, ...attribute);
  const allowed = pattern(namePrefixOf(stack));
  const expected = `${attribute.join(".")} like ${allowed.source}, at most ${max} characters`;
  if (found === undefined) return [report.violation(resource, "no name", expected)];
  const name = typeof found === "string" ? resolveArn(stack, found) : undefined;
  if (name === undefined) return [report.unresolved(resource, found, expected)];
  return name.length <= max && allowed.test(name) ? [] : [report.violation(resource, `name ${name}`, expected)];
}

/** A type that has names has a rule for them: what nobody thought of is not let through. */
function withoutRule(resource: Element, report: Reporter): Finding[] {
  const { type } = resource;
  const hasName = (providerSchema.isNamed(type) || providerSchema.isTaggable(type)) && !namedAfterOthers.has(type);
  return hasName && nameRuleOf(type) === undefined ? [report.unresolved(resource, type, "a type with a rule for its names")] : [];
}
