import { allowancesOf, deliveriesOf } from "../../review/delivery";
import { listOf, textAt } from "../../review/value";
import { environments } from "./expected/environments";
import { providerCalls } from "./expected/provider-calls";
import { stackNamed, statementOf, statementsOf, valuesOf } from "./stacks";

const account = stackNamed("ohi-account");
const accountId = "${data.aws_caller_identity.current.account_id}";

function actionsOf(environment: string, duty: string): ReadonlySet<string> {
  const roles = deliveriesOf(account).filter((role) => role.environment === environment && role.duty === duty);
  return new Set(roles.flatMap(allowancesOf).flatMap(({ actions }) => actions));
}

/** Names of the secrets of an environment of which Terraform writes a version. */
function writtenSecrets(name: string): string[] {
  const stack = stackNamed(name);
  const ids = Object.values(valuesOf(stack, "aws_secretsmanager_secret_version")).map(({ secret_id: id }) => id);
  const secrets = ids.flatMap((id) => stack.referent(id, "aws_secretsmanager_secret", "arn") ?? []);
  return [...new Set(secrets.flatMap(({ values }) => textAt(values, "name") ?? []))].toSorted();
}

describe.each(environments)("the delivery roles of $name", ({ name, stack }) => {
  test("to deploy: may make every call that the provider was seen to make", () => {
    const allowed = actionsOf(name, "deploy");

    expect(providerCalls.length).toBeGreaterThan(300);
    expect(providerCalls.filter((action) => !allowed.has(action))).toEqual([]);
  });

  test("to plan: may make those among them that read", () => {
    const allowed = actionsOf(name, "plan");
    const reading = providerCalls.filter((action) => /:(Describe|Get|List)/.test(action) && action !== "s3:ListBucketVersions");

    expect(reading.length).toBeGreaterThan(130);
    expect(reading.filter((action) => !allowed.has(action))).toEqual([]);
  });

  test.each(["plan", "deploy"])("to %s: read the values of the secrets that Terraform makes, and of no others", (duty) => {
    const document = `${name}-${duty}_describing-grants`;
    const readers = statementsOf(account, document).filter(({ actions }) => JSON.stringify(actions).includes("GetSecretValue"));

    expect(readers).toEqual([statementOf(account, document, "ReadGeneratedSecrets")]);
    expect(readers.flatMap(({ resources }) => listOf(resources)).toSorted()).toEqual(
      writtenSecrets(stack).map((secret) => `arn:aws:secretsmanager:eu-west-1:${accountId}:secret:${secret}-??????`),
    );
  });

  test.each([
    ["plan", "SealPlan", "kms:GenerateDataKey"],
    ["deploy", "OpenSealedPlan", "kms:Decrypt"],
  ])("to %s: use the key of the states for the plans of this stack alone", (duty, sid, action) => {
    expect(statementOf(account, `${name}-${duty}_state-grants`, sid)).toEqual({
      sid,
      effect: "Allow",
      actions: [action],
      resources: ["${aws_kms_key.state-key.arn}"],
      condition: [{ test: "StringEquals", variable: "kms:EncryptionContext:stack", values: [stack] }],
    });
  });

  test("are taken for one hour to plan, and for two to deploy", () => {
    const roles = valuesOf(account, "aws_iam_role");

    expect([`${name}-plan`, `${name}-deploy`].map((id) => roles[id]?.["max_session_duration"])).toEqual([3600, 7200]);
  });
});
