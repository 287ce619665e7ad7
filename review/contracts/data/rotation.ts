import { stackContract } from "../../contract";
import type { Finding, Reporter } from "../../finding";
import { dependenciesOf, type Element, type StackModel } from "../../model";
import { subnetsOf } from "../../network";
import { referencesIn } from "../../reference";
import { groupKeyOf } from "../../security-groups";
import { at, show, textAt, textsOf } from "../../value";
import { mentions, secretsOf, type SecretView } from "./secrets";

/** Most days for which a credential may stay the same. */
const longest = 30;

/** Characters that mean something in a URL or in a shell. */
const unsafe = Array.from("!\"#$%&'()*+,/:;<=>?@[\\]^`{|}~");

const published = "aws_serverlessapplicationrepository_cloudformation_stack";

/** What takes minutes to make. */
const slow = ["aws_db_instance", "aws_elasticache_replication_group"];

/**
 * Every generated secret is rotated at least every 30 days, by a function that Secrets Manager may call, and that gets to the database. Secrets
 * that nobody can rotate are told by their names; one of these that is rotated leaves the list.
 *
 * @see https://docs.aws.amazon.com/secretsmanager/latest/userguide/rotating-secrets.html
 */
export const rotation = stackContract<[unrotated: readonly string[]]>(
  "rotation",
  "every generated secret is rotated at least every 30 days, by a function that can",
  (stack, report, unrotated) =>
    secretsOf(stack)
      .filter(({ versions }) => versions.length > 0)
      .flatMap((secret) => {
        const { element, name, rotations } = secret;
        const [only, ...more] = rotations;
        if (unrotated.includes(name)) {
          return only === undefined ? [] : [report.violation(element, "rotated", "not without a rotation any more: take it off the list")];
        }
        if (only === undefined || more.length > 0) return [report.violation(element, `${rotations.length} rotations`, "one")];
        return [...schedule(only, report), ...order(stack, secret, only, report), ...functionOf(stack, secret, only, report)];
      }),
);

function schedule(rotation: Element, report: Reporter): Finding[] {
  const rules = rotation.values["rotation_rules"];
  const expression = textAt(rules, "schedule_expression") ?? "";
  const found = at(rules, "automatically_after_days") ?? /^rate\((\d+) days?\)$/.exec(expression)?.[1] ?? expression;
  const days = Number(found === "" ? Number.NaN : found);
  if (Number.isNaN(days)) return [report.unresolved(rotation, rules, "rate(N days)")];
  return days >= 1 && days <= longest ? [] : [report.violation(rotation, `every ${days} days`, `every ${longest} days or more often`)];
}

/** A rotation of a secret that has no value yet, or of a user that is not there, fails and is not tried again before the next one. */
function order(stack: StackModel, { versions }: SecretView, rotation: Element, report: Reporter): Finding[] {
  const awaited = closureOf(stack, rotation);
  const last = versions.filter((version) => !versions.some((other) => other !== version && closureOf(stack, other).has(version.address)));
  return last
    .filter(({ address }) => !awaited.has(address))
    .map(({ address }) => report.violation(rotation, `does not wait for ${address}`, "a rotation that begins when the secret is complete"));
}

function functionOf(stack: StackModel, secret: SecretView, rotation: Element, report: Reporter): Finding[] {
  const arn = textAt(rotation.values, "rotation_lambda_arn");
  const [reference] = referencesIn(arn ?? "");
  const made = stack.find(reference?.address ?? "");
  if (made === undefined) return [report.unresolved(rotation, arn, "the ARN of a function of this stack")];

  const databases = stack.ofType("aws_db_instance").filter((database) => secret.stored.some(({ address }) => mentions(database, address)));
  return [
    ...(made.type === published ? publishedFunction(stack, secret, made, report) : permission(stack, secret, { rotation, arn }, report)),
    ...(databases.length > 0 && made.type !== published
      ? [report.violation(rotation, made.address, `a function in the network of ${databases.map(({ address }) => address).join(", ")}`)]
      : []),
    ...(made.type === published ? [] : roleKnown(stack, made, report)),
    ...(databases.length > 0 || mentions(made, secret.element.address)
      ? []
      : [report.violation(made, "a function that does not know the secret", `\${${secret.element.address}.arn}`)]),
  ];
}

/**
 * Lambda takes on no role of which IAM has not told it yet, for some seconds after it was made. The provider's own function is tried again, one that
 * CloudFormation makes is not: it has to come after something that takes minutes.
 */
function roleKnown(stack: StackModel, made: Element, report: Reporter): Finding[] {
  const awaited = [...closureOf(stack, made)].flatMap((address) => stack.find(address)?.type ?? []);
  return slow.some((type) => awaited.includes(type))
    ? []
    : [report.violation(made, "a function that is made seconds after its role", `one that waits for ${slow.join(" or ")}`)];
}

/** A function of one's own has to be told who may call it, and for which secret. */
function permission(
  stack: StackModel,
  { element }: SecretView,
  { rotation, arn }: { readonly rotation: Element; readonly arn: string | undefined },
  report: Reporter,
): Finding[] {
  const fitting = stack
    .ofType("aws_lambda_permission")
    .filter(
      ({ values }) =>
        values["function_name"] === arn &&
        values["action"] === "lambda:InvokeFunction" &&
        values["principal"] === "secretsmanager.amazonaws.com" &&
        stack.referent(values["source_arn"], "aws_secretsmanager_secret", "arn") === element,
    );
  const [allowed] = fitting;
  if (allowed === undefined)
    return [report.violation(rotation, "no permission to call the function", "one for Secrets Manager, on behalf of the secret")];
  return dependenciesOf(rotation).includes(allowed.address)
    ? []
    : [report.violation(rotation, `does not wait for ${allowed.address}`, "a rotation that begins when the function may be called")];
}

/** What AWS publishes makes its own permission; it has to be told where to run, and which characters to leave out. */
function publishedFunction(stack: StackModel, { element }: SecretView, made: Element, report: Reporter): Finding[] {
  const parameter = (name: string): string | undefined => textAt(made.values, "parameters", name);
  const groups = referencesIn(parameter("vpcSecurityGroupIds") ?? "").map(({ address }) => {
    const group = stack.find(address);
    return group === undefined ? address : (groupKeyOf(stack, group) ?? address);
  });
  const named = referencesIn(parameter("vpcSubnetIds") ?? "").map(({ address }) => address);
  const outside = named.filter(
    (address) => !subnetsOf(stack).some((subnet) => subnet.element.address === address && subnet.tier === "private"),
  );
  const allowed = unsafe.filter((character) => !(parameter("excludeCharacters") ?? "").includes(character));
  const capabilities = textsOf(made.values["capabilities"] ?? []);
  return [
    ...(groups.join() === "rotation" ? [] : [report.violation(made, `groups ${groups.join(", ") || "none"}`, "rotation")]),
    ...(named.length >= 2 && outside.length === 0
      ? []
      : [report.violation(made, `subnets ${named.join(", ") || "none"}`, "private subnets of two zones or more")]),
    ...(allowed.length === 0
      ? []
      : [report.violation(made, `passwords with ${allowed.join(" ")}`, "nothing that means something in a URL")]),
    ...(capabilities.includes("CAPABILITY_RESOURCE_POLICY")
      ? []
      : [
          report.violation(
            made,
            `capabilities ${show(made.values["capabilities"])}`,
            "CAPABILITY_RESOURCE_POLICY, which lets Secrets Manager call the function",
          ),
        ]),
    ...(parameter("kmsKeyArn") === textAt(element.values, "kms_key_id")
      ? []
      : [report.violation(made, `kmsKeyArn ${show(parameter("kmsKeyArn"))}`, `the key of ${element.address}`)]),
  ];
}

/** Everything that Terraform makes before an element. */
function closureOf(stack: StackModel, element: Element): Set<string> {
  const seen = new Set<string>();
  const visit = (current: Element): void => {
    for (const address of [
      ...dependenciesOf(current),
      ...textsOf(current.values)
        .flatMap(referencesIn)
        .map((reference) => reference.address),
    ]) {
      const next = stack.find(address);
      if (next === undefined || seen.has(address)) continue;
      seen.add(address);
      visit(next);
    }
  };
  visit(element);
  return seen;
}
