import { overlap, resolveArn } from "../arn";
import { stackContract } from "../contract";
import type { Finding } from "../finding";
import type { StackModel } from "../model";
import { policiesOf, type Statement } from "../policy";

/** What AWS looks at when it authorizes an action. */
export interface AuthorizedAction {
  /** ARNs of the kinds of resource that it looks at, `*` for what differs. Empty: at none, so that only `*` allows the action. */
  readonly resources: readonly { readonly arn: string; readonly required: boolean }[];
  /** Keys of conditions that it knows, those ending in a slash with any word behind it. */
  readonly conditions: readonly string[];
}

/**
 * AWS's Service Authorization Reference: the actions that a pattern such as `s3:Get*` stands for.
 *
 * @see https://docs.aws.amazon.com/service-authorization/latest/reference/reference.html
 */
export type AuthorizationReference = (pattern: string) => readonly AuthorizedAction[];

/**
 * Keys that AWS knows whatever the action, and those of an identity provider or of a service that calls another one.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_iam-condition-keys.html
 * @see https://docs.aws.amazon.com/sns/latest/dg/sns-access-policy-use-cases.html
 */
const always = [
  /^aws:(PrincipalAccount|PrincipalArn|PrincipalIsAWSService|SecureTransport|SourceAccount|SourceArn)$/,
  /^token\.actions\.githubusercontent\.com:(aud|sub)$/,
  /^aws:SourceOwner$/,
];

/**
 * An action that AWS holds to a load balancer although its reference names no resource of it: its refusals name the ARN.
 *
 * @see https://github.com/aws-cloudformation/cloudformation-coverage-roadmap/issues/386
 */
const held = "elasticloadbalancing:SetWebAcl";

/** Kinds that some actions need, and that the platform has none of. */
const absent = [/^arn:[^:]+:elasticloadbalancing:[^:]+:[^:]+:listener(-rule)?\/(gwy|net)\//, /^arn:[^:]+:rds:[^:]+:[^:]+:cluster:/];

/** The reference has VPCs among what Route 53 looks at, and no action that looks at them. */
const unasked = /^arn:aws:ec2:[^:]+:[^:]+:vpc\/\*$/;

/**
 * Every statement can match: its actions exist, they are about the resources that it names, and they know its conditions. A statement that cannot says
 * nothing, and AWS takes it without a word.
 */
export const authorization = stackContract<[reference: AuthorizationReference]>(
  "authorization",
  "every statement has actions that there are, resources that they are about, and conditions that they know",
  (stack, report, reference) =>
    policiesOf(stack).flatMap(({ element, statements }) =>
      statements.flatMap((statement) => {
        const told = (what: string, expected: string): Finding => report.violation(element, `${statement.sid}: ${what}`, expected);
        return [
          ...unknownActions(statement, reference).map((action) => told(action, "an action that AWS has")),
          ...unknownConditions(statement, reference).map((found) => told(found, "a key that AWS knows for it")),
          ...(isAboutResources(statement)
            ? [
                ...unnamed(stack, statement, statements.filter(isAboutResources), reference).map((found) =>
                  told(found, "what AWS looks at"),
                ),
                ...idle(stack, statement, reference).map((found) => told(found, "something that one of the actions is about")),
              ]
            : []),
        ];
      }),
    ),
);

function unknownActions({ actions }: Statement, reference: AuthorizationReference): string[] {
  return actions.filter((action) => action !== "*" && reference(action).length === 0);
}

function unknownConditions({ actions, conditions }: Statement, reference: AuthorizationReference): string[] {
  const asked = conditions.map(({ variable }) => variable).filter((variable) => !always.some((key) => key.test(variable)));
  return asked.flatMap((variable) =>
    actions
      .filter((action) => {
        const known = reference(action);
        return known.length > 0 && !known.some(({ conditions: keys }) => keys.some((key) => isKey(key, variable)));
      })
      .map((action) => `${action} on condition of ${variable}`),
  );
}

function isKey(key: string, variable: string): boolean {
  const [known, found] = [key.toLowerCase(), variable.toLowerCase()];
  return /[/:]$/.test(known) ? found.startsWith(known) : found === known;
}

/** Actions for which no statement beside this one names all that they need. */
function unnamed(stack: StackModel, statement: Statement, statements: readonly Statement[], reference: AuthorizationReference): string[] {
  const missing = statement.actions.filter((action) => {
    const [known, ...more] = reference(action);
    if (known === undefined || more.length > 0 || action === held) return false; // of several, which are needed cannot be told
    if (known.resources.length === 0) return !statement.resources.includes("*");
    const named = statements.flatMap((other) => (other.actions.includes(action) ? other.resources : []));
    const needed = known.resources.filter(({ arn, required }) => required && !absent.some((kind) => kind.test(arn)));
    return needed.length > 0
      ? needed.some(({ arn }) => !isNamed(stack, named, arn))
      : known.resources.every(({ arn }) => !isNamed(stack, named, arn));
  });
  return missing.map((action) => `${action} on ${statement.resources.join(", ")}`);
}

/** Resources that none of the statement's actions is about. */
function idle(stack: StackModel, statement: Statement, reference: AuthorizationReference): string[] {
  const arns = new Set(statement.actions.flatMap(reference).flatMap(({ resources }) => resources.map(({ arn }) => arn)));
  return statement.resources.filter((resource) => {
    const known = resolveArn(stack, resource);
    return known !== undefined && known !== "*" && !unasked.test(known) && ![...arns].some((arn) => overlap(known, arn));
  });
}

/** A statement of a resource's own policy is about that resource, and one that names what it spares is about all the rest. */
function isAboutResources({ effect, principals, negations }: Statement): boolean {
  return effect === "Allow" && principals.length === 0 && negations.length === 0;
}

/** Whether one of the names leads to the ARN, as far as it is known before an apply. */
function isNamed(stack: StackModel, names: readonly string[], arn: string): boolean {
  return names.some((name) => {
    const known = resolveArn(stack, name);
    return known === undefined || known === "*" || overlap(known, arn);
  });
}
