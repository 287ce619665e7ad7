import { resolveArn } from "../arn";
import { stackContract } from "../contract";
import type { Finding } from "../finding";
import type { StackModel } from "../model";
import { policyAt, type Statement } from "../policy";
import { expressionsIn } from "../reference";
import { roleOf } from "../role";

/** Characters that IAM takes of a policy and of a role's trust, and policies that it takes of a role. It counts no white space. */
const limits = { policy: 6144, trust: 2048, attachments: 10 } as const;

/** What stands for something that is known only after an apply: the longest ARN that there is here, a key's. */
const unknown = "arn:aws:kms:eu-west-1:123456789012:key/01234567-89ab-cdef-0123-456789abcdef";

/**
 * No policy is longer, and no role has more of them, than IAM takes. Terraform would find out in the middle of an apply.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html
 */
export const policySizes = stackContract(
  "policy-sizes",
  "no policy is longer than IAM takes, and no role has more of them",
  (stack, report) => {
    const tooLong = (type: string, attribute: string, limit: number): Finding[] =>
      stack.ofType(type).flatMap((element) => {
        const size = sizeOf(stack, policyAt(stack, element, attribute)?.statements ?? []);
        return size <= limit ? [] : [report.violation(element, `${attribute} of ${size} characters`, `${limit} or fewer`)];
      });
    const attachments = stack.ofType("aws_iam_role_policy_attachment");
    return [
      ...tooLong("aws_iam_policy", "policy", limits.policy),
      ...tooLong("aws_iam_role", "assume_role_policy", limits.trust),
      ...stack.ofType("aws_iam_role").flatMap((role) => {
        const count = attachments.filter((attachment) => roleOf(stack, attachment) === role).length;
        return count <= limits.attachments ? [] : [report.violation(role, `${count} policies`, `${limits.attachments} or fewer`)];
      }),
    ];
  },
);

/** Characters of a policy as the provider writes it. */
function sizeOf(stack: StackModel, statements: readonly Statement[]): number {
  const known = (texts: readonly string[]): string | string[] => {
    const values = texts.map(
      (text) => resolveArn(stack, text) ?? expressionsIn(text).reduce((all, each) => all.replace(`\${${each}}`, unknown), text),
    );
    return values.length === 1 ? (values[0] ?? "") : values;
  };
  const written = statements.map(({ sid, effect, actions, resources, principals, conditions }) => ({
    Sid: sid,
    Effect: effect,
    Action: known(actions),
    ...(resources.length === 0 ? {} : { Resource: known(resources) }),
    ...(principals.length === 0
      ? {}
      : { Principal: Object.fromEntries(principals.map(({ type, identifiers }) => [type, known(identifiers)])) }),
    ...(conditions.length === 0
      ? {}
      : { Condition: conditions.map(({ test, variable, values }) => ({ [test]: { [variable]: known(values) } })) }),
  }));
  return JSON.stringify({ Version: "2012-10-17", Statement: written }).replaceAll("ACCOUNT", "123456789012").length;
}
