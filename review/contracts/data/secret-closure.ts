import { stackContract } from "../../contract";
import type { Finding, Reporter } from "../../finding";
import type { StackModel } from "../../model";
import { passwordsIn, secretsOf, type SecretView } from "./secrets";

/** The secrets of the requirement, by their names without the environment's prefix. */
export interface SecretCatalogue {
  /** Made by Terraform. */
  readonly generated: readonly string[];
  /** Set by people, and never by Terraform. */
  readonly external: readonly string[];
  /** Those that no program reads yet. */
  readonly pending: readonly string[];
}

/** Every secret has one producer, a policy and a reader, and there is no other secret than the requirement's. */
export const secretClosure = stackContract<[expected: SecretCatalogue]>(
  "secret-closure",
  "every secret of the requirement has one producer, a policy and a reader",
  (stack, report, expected) => {
    const secrets = secretsOf(stack);
    const known = [...expected.generated, ...expected.external];
    return [
      ...known.flatMap((name) => {
        const found = secrets.filter((secret) => secret.name === name).length;
        return found === 1 ? [] : [report.violation("aws_secretsmanager_secret", `${found} secrets ${name}`, "one")];
      }),
      ...secrets
        .filter(({ name }) => !known.includes(name))
        .map(({ element, name }) => report.violation(element, name, "a secret of the requirement")),
      ...secrets.flatMap((secret) => [
        ...producers(stack, secret, report, expected.generated.includes(secret.name)),
        ...readers(secret, report, expected.pending.includes(secret.name)),
        ...policies(stack, secret, report),
      ]),
      ...orphans(stack, report),
      ...expected.pending
        .filter((name) => !known.includes(name))
        .map((name) => report.violation("aws_secretsmanager_secret", `pending ${name}`, "a secret of the requirement")),
    ];
  },
);

function producers(
  stack: StackModel,
  { element, versions, stored, rotations }: SecretView,
  report: Reporter,
  generated: boolean,
): Finding[] {
  if (!generated) {
    return [...versions, ...stored, ...rotations].map((part) =>
      report.violation(part, `a value for ${element.address}`, "a value that people set"),
    );
  }
  const made = versions.filter((version) => passwordsIn(stack, version).length > 0);
  return [
    ...(made.length === 1 ? [] : [report.violation(element, `${made.length} versions with a new password`, "one")]),
    ...versions
      .filter((version) => !made.includes(version) && stored.length === 0)
      .map((version) => report.violation(version, "a version that has the password from nowhere", "the one that is stored")),
  ];
}

function readers({ element, programs }: SecretView, report: Reporter, pending: boolean): Finding[] {
  if (programs.length === 0)
    return pending ? [] : [report.violation(element, "read by no program", "a program that is given it, or no such secret")];
  return pending
    ? [
        report.violation(
          element,
          `read by ${programs.map(({ address }) => address).join(", ")}`,
          "not pending any more: take it off the list",
        ),
      ]
    : [];
}

function policies(stack: StackModel, { element }: SecretView, report: Reporter): Finding[] {
  const found = stack
    .ofType("aws_secretsmanager_secret_policy")
    .filter(({ values }) => stack.referent(values["secret_arn"], "aws_secretsmanager_secret", "arn") === element);
  return found.length === 1 ? [] : [report.violation(element, `${found.length} policies`, "one")];
}

/** What belongs to a secret has to name one of this stack, or nothing above sees it. */
function orphans(stack: StackModel, report: Reporter): Finding[] {
  return stack
    .ofType("aws_secretsmanager_secret_version", "aws_secretsmanager_secret_rotation")
    .filter(({ values }) => stack.referent(values["secret_id"], "aws_secretsmanager_secret", "arn") === undefined)
    .map((element) => report.unresolved(element, element.values["secret_id"], "the ARN of a secret of this stack"));
}
