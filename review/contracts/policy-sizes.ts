import { resolveArn } from "../arn";
import { stackContract } from "../contract";
import type { Finding } from "../finding";
import { groupBy } from "../group-by";
import type { Element, StackModel } from "../model";
import { policyAt, type Statement } from "../policy";
import { expressionsIn } from "../reference";
import { roleOf } from "../role";

/** Policies that IAM takes of a role, and characters that it takes of all those together that are the role's own. */
const limitsOfRole = { attachments: 10, own: 10_240 } as const;

/** Characters that AWS takes of a policy, by where the policy stands. IAM counts no white space, and the provider writes none. */
const limits: readonly (readonly [type: string, attribute: string, limit: number])[] = [
  ["aws_iam_policy", "policy", 6144],
  ["aws_iam_role", "assume_role_policy", 2048],
  ["aws_kms_key", "policy", 32_768], // https://docs.aws.amazon.com/kms/latest/developerguide/resource-limits.html
  ["aws_s3_bucket_policy", "policy", 20_480], // https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucket-policies.html
  ["aws_secretsmanager_secret_policy", "policy", 20_480], // https://docs.aws.amazon.com/secretsmanager/latest/userguide/reference_limits.html
  ["aws_efs_file_system_policy", "policy", 20_000], // https://docs.aws.amazon.com/efs/latest/ug/API_PutFileSystemPolicy.html
  ["aws_cloudwatch_log_resource_policy", "policy_document", 5120], // https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_PutResourcePolicy.html
];

/** What stands for something that is known only after an apply: the longest ARN that there is here, a key's. */
const unknown = "arn:aws:kms:eu-west-1:123456789012:key/01234567-89ab-cdef-0123-456789abcdef";

/**
 * No policy is longer, and no role has more of them, than AWS takes. Terraform would find out in the middle of an apply.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html
 */
export const policySizes = stackContract(
  "policy-sizes",
  "no policy is longer than AWS takes, and no role has more of them",
  (stack, report) => {
    const sizeAt = (element: Element, attribute: string): number => sizeOf(stack, policyAt(stack, element, attribute)?.statements ?? []);
    const byRole = (type: string): Map<Element | undefined, Element[]> => groupBy(stack.ofType(type), (each) => roleOf(stack, each));
    const [policies, attachments] = [byRole("aws_iam_role_policy"), byRole("aws_iam_role_policy_attachment")];
    const over = (element: Element, what: string, count: number, limit: number): Finding[] =>
      count <= limit ? [] : [report.violation(element, `${what}: ${count}`, `${limit} or fewer`)];
    return [
      ...limits.flatMap(([type, attribute, limit]) =>
        stack.ofType(type).flatMap((element) => over(element, `characters of ${attribute}`, sizeAt(element, attribute), limit)),
      ),
      ...stack.ofType("aws_iam_role").flatMap((role) => {
        const own = (policies.get(role) ?? []).reduce((sum, policy) => sum + sizeAt(policy, "policy"), 0);
        return [
          ...over(role, "characters of its own policies", own, limitsOfRole.own),
          ...over(role, "attached policies", attachments.get(role)?.length ?? 0, limitsOfRole.attachments),
        ];
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
