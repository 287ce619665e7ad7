import { resolveArn } from "../arn";
import { stackContract } from "../contract";
import { policyAt } from "../policy";
import { show } from "../value";

/** What the account must always be able to do with a key: without it nobody could change its policy again, or bring it back. */
const administration = [
  "kms:DescribeKey",
  "kms:GetKeyPolicy",
  "kms:PutKeyPolicy",
  "kms:ScheduleKeyDeletion",
  "kms:CancelKeyDeletion",
  "kms:EnableKeyRotation",
];

/**
 * Every key rotates, has an alias, stays under the account's control and can be brought back for as long as AWS allows.
 *
 * @see https://docs.aws.amazon.com/kms/latest/developerguide/key-policy-default.html
 */
export const encryptionKeys = stackContract(
  "encryption-keys",
  "every key rotates, has an alias, and is administered by the account",
  (stack, report) =>
    stack.ofType("aws_kms_key").flatMap((key) => {
      const { enable_key_rotation: rotates, deletion_window_in_days: days } = key.values;
      const aliases = stack
        .ofType("aws_kms_alias")
        .filter(({ values }) =>
          ["id", "key_id", "arn"].some((attribute) => stack.referent(values["target_key_id"], "aws_kms_key", attribute) === key),
        );
      const statements = policyAt(stack, key, "policy")?.statements ?? [];
      const administrators = statements.filter(({ principals }) =>
        principals.some(
          ({ type, identifiers }) =>
            type === "AWS" && identifiers.map((arn) => resolveArn(stack, arn)).includes("arn:aws:iam::ACCOUNT:root"),
        ),
      );
      const unconditional = administrators.filter(
        ({ effect, conditions, resources }) => effect === "Allow" && conditions.length === 0 && resources.includes("*"),
      );
      const able = new Set(unconditional.flatMap(({ actions }) => actions));
      const missing = administration.filter((action) => !able.has(action));
      return [
        ...(rotates === true ? [] : [report.violation(key, `enable_key_rotation ${show(rotates)}`, "true")]),
        ...(days === undefined || days === 30 ? [] : [report.violation(key, `deletion_window_in_days ${show(days)}`, "30")]),
        ...(aliases.length === 1 ? [] : [report.violation(key, `${aliases.length} aliases`, "one")]),
        ...(missing.length === 0
          ? []
          : [report.violation(key, `an account that cannot ${missing.join(", ")}`, "an account that administers the key")]),
      ];
    }),
);
