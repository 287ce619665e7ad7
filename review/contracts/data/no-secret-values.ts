import { containerDefinitionsOf } from "../../containers";
import { stackContract } from "../../contract";
import type { Finding, Reporter } from "../../finding";
import type { Element, StackModel } from "../../model";
import { referencesIn } from "../../reference";
import { remembered } from "../../remembered";
import { at, type Block, listOf, show, textAt, textsOf } from "../../value";
import { attributesNamed, passwordsIn, secretsOf } from "./secrets";

/** Attributes that Terraform keeps in plan and state. */
const kept =
  /^(password|passwords|auth_token|secret_string|secret_binary|master_password|master_user_password|access_key|secret_key|token)$/;

/** Attributes that it passes on and forgets. */
const writeOnly = /_wo$/;

/** What a template of CloudFormation calls a password, and the only thing that may stand there. */
const inTemplates = /"(?:Passwords?|AuthToken|MasterUserPassword|SecretString)\\?"\s*:\s*\[?\s*"((?:[^"\\]|\\.)*)"/g;
const resolved = /^\{\{resolve:secretsmanager:\$\{aws_secretsmanager_secret\.[\w-]+\.arn\}:SecretString:password\}\}$/;

/** Words by which a variable of a program says that it holds a credential. */
const credential = /(PASSWORD|SECRET|TOKEN|API_KEY|PRIVATE_KEY|MONGO_URI)$/;

/** Fewest characters of a password; with 62 letters and digits that is 190 bits. */
const shortest = 32;

/** Other elements that would put a value into the state. */
const leaking = ["data.aws_secretsmanager_secret_version", "data.aws_secretsmanager_random_password", "random_password", "random_string"];

/**
 * No value of a secret stands in the JSON, and none gets into plan or state: credentials are ephemeral, go only into write-only arguments,
 * and a database has the very password that its secret has. They hold nothing that means something in a URL.
 *
 * @see https://developer.hashicorp.com/terraform/language/manage-sensitive-data/write-only
 */
export const noSecretValues = stackContract(
  "no-secret-values",
  "no secret's value is in the configuration, in a plan or in a state",
  (stack, report) => [
    ...stack.elements.flatMap((element) => [...keptIn(element, report), ...templates(element, report), ...variables(element, report)]),
    ...leaking
      .flatMap((type) => stack.ofType(type))
      .map((element) => report.violation(element, element.type, "an ephemeral value, which no state holds")),
    ...stack.resources.flatMap((element) => writeOnlyIn(element, report)),
    ...alphabet(stack, report),
    ...databases(stack, report),
  ],
);

function keptIn(element: Element, report: Reporter): Finding[] {
  if (element.mode === "ephemeral") return [];
  return attributesNamed(element, kept).map(({ path }) =>
    report.violation(element, path, "a write-only argument: the state keeps this one"),
  );
}

function templates(element: Element, report: Reporter): Finding[] {
  return [...(textAt(element.values, "template_body") ?? "").matchAll(inTemplates)]
    .filter(([, value]) => !resolved.test(value ?? ""))
    .map(() => report.violation(element, "a password in a template", "what CloudFormation itself reads from a secret of this stack"));
}

function variables(element: Element, report: Reporter): Finding[] {
  if (element.type !== "aws_ecs_task_definition") return [];
  return containerDefinitionsOf(element).flatMap((container) =>
    listOf(at(container, "environment")).flatMap((variable) => {
      const name = textAt(variable, "name") ?? "";
      return credential.test(name)
        ? [report.violation(element, `${name} among the variables`, "a secret, which the agent reads when a task starts")]
        : [];
    }),
  );
}

/** A write-only argument takes what is ephemeral, and nothing else does. */
function writeOnlyIn(element: Element, report: Reporter): Finding[] {
  const arguments_ = attributesNamed(element, writeOnly);
  return [
    ...arguments_
      .filter(({ value }) => !isEphemeral(value))
      .map(({ path, value }) =>
        report.violation(element, `${path} ${value === "" ? "empty" : "with a value that is not ephemeral"}`, "an ephemeral value"),
      ),
    ...misplaced(element.values).map((name) => report.violation(element, `${name} with an ephemeral value`, "a write-only argument")),
    ...arguments_.flatMap(({ path }) => {
      const version = element.values[`${path}_version`];
      return Number.isInteger(version) && Number(version) >= 1
        ? []
        : [report.violation(element, `${path}_version ${show(version)}`, "1 or more")];
    }),
  ];
}

/** Names of attributes that take what is ephemeral and keep it. */
const misplaced = remembered((values: Block) =>
  Object.entries(values)
    .filter(([name, value]) => !name.endsWith("_wo") && name !== "depends_on" && textsOf(value).some(isEphemeral))
    .map(([name]) => name),
);

function isEphemeral(text: string): boolean {
  return referencesIn(text).some(({ address }) => address.startsWith("ephemeral."));
}

/** Each password is one secret's alone, long, and made of letters and digits. */
function alphabet(stack: StackModel, report: Reporter): Finding[] {
  return stack.ofType("ephemeral.aws_secretsmanager_random_password").flatMap((password) => {
    const { exclude_punctuation: plain, password_length: length, include_space: spaces } = password.values;
    const users = new Set(stack.mentions.filter(({ reference }) => reference.address === password.address).map(({ from }) => from.address));
    return [
      ...(users.size === 1
        ? []
        : [report.violation(password, `used by ${[...users].join(", ") || "nothing"}`, "one version of one secret")]),
      ...(plain === true && (spaces === undefined || spaces === false)
        ? []
        : [report.violation(password, `exclude_punctuation ${show(plain)}, include_space ${show(spaces)}`, "letters and digits alone")]),
      ...(typeof length === "number" && length >= shortest
        ? []
        : [report.violation(password, `password_length ${show(length)}`, `${shortest} or more`)]),
    ];
  });
}

/** A database is given what is read back from its secret, in the same number of passwords. A random value would be another at every apply. */
function databases(stack: StackModel, report: Reporter): Finding[] {
  const secrets = secretsOf(stack);
  return stack
    .ofType("aws_db_instance")
    .filter(({ values }) => values["replicate_source_db"] === undefined)
    .flatMap((database) => {
      const password = textAt(database.values, "password_wo");
      const sources = referencesIn(password ?? "").map(({ address }) => address);
      const secret = secrets.find(({ stored }) => stored.some(({ address }) => sources.includes(address)));
      const seed = secret?.versions.find((version) => passwordsIn(stack, version).length > 0);
      if (secret === undefined || seed === undefined)
        return [report.unresolved(database, password, "the password that is stored in a secret of this stack")];
      const [given, stored] = [database.values["password_wo_version"], seed.values["secret_string_wo_version"]];
      const user = textAt(database.values, "username") ?? "";
      return [
        ...(given === stored
          ? []
          : [report.violation(database, `password_wo_version ${show(given)}`, `${show(stored)}, as in ${seed.address}`)]),
        ...(textsOf(seed.values).some((text) => text.includes(`"username" = "${user}"`))
          ? []
          : [report.violation(seed, "another user", `the user ${user} of ${database.address}`)]),
        ...versionsRead(stack, secret.stored, seed, report),
      ];
    });
}

/** What is read back is the version that was written, and no later one that a rotation made: that would give a database its own password back. */
function versionsRead(stack: StackModel, stored: readonly Element[], seed: Element, report: Reporter): Finding[] {
  return stored
    .filter(({ values }) => stack.referent(values["version_id"], seed.type, "version_id") !== seed)
    .map((block) => report.violation(block, `version_id ${show(block.values["version_id"])}`, `\${${seed.address}.version_id}`));
}
