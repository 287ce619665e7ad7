import { covers } from "../../arn";
import { stackContract } from "../../contract";
import { deliveryBoundaries } from "../../delivery";
import type { Finding, Reporter } from "../../finding";
import { dependenciesOf, type Element, type StackModel } from "../../model";
import { policiesOf } from "../../policy";
import { at, asBlock, type Block, listOf, show, textAt } from "../../value";

const document = "data.aws_cloudwatch_log_data_protection_policy_document";

/** A password as there may be one in a log: AWS's rotation makes it of letters, digits and two signs, a person of anything. */
const password = `T7_xk-Q4 ("it''s") $1`;

/** What PostgreSQL writes of statements with a password: those that set one, by the ways in which a text can be written, and those that log in elsewhere. */
const telling = [
  `LOG:  statement: ALTER USER ohealth WITH PASSWORD '${password}'`,
  `LOG:  statement: alter role "ohealth" password '${password}' valid until '2030-01-01'`,
  `LOG:  statement: Create Role reader Login Encrypted Password E'${password}'`,
  `LOG:  statement: CREATE USER reader PASSWORD u&'${password}'`,
  `LOG:  statement: CREATE USER reader PASSWORD'${password}'`,
  `LOG:  duration: 1203.511 ms  statement: ALTER USER reader PASSWORD $$${password}$$`,
  `STATEMENT:  ALTER USER reader PASSWORD\n\t'${password}'`,
  `LOG:  statement: CREATE USER MAPPING FOR reader SERVER store OPTIONS (user 'reader', password '${password}')`,
  `LOG:  statement: CREATE SUBSCRIPTION copy CONNECTION 'host=store password=${password}' PUBLICATION all`,
];

/** What it writes about passwords without telling one: who reads the log has to see it. */
const harmless = [
  `FATAL:  password authentication failed for user "ohealth"`,
  `DETAIL:  Role "ohealth" does not exist. User "ohealth" has no password assigned.`,
  `LOG:  statement: ALTER USER ohealth WITH PASSWORD NULL`,
  `LOG:  statement: SET password_encryption = 'scram-sha-256'`,
  `LOG:  statement: ALTER TABLE users ADD COLUMN password_hash text DEFAULT ''`,
];

/** What AWS takes as the regex of an identifier. @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/CWL-custom-data-identifiers.html */
const takenByAws = /^[\w#=@/;, ^$?[\]{}|\\*+.-]{1,200}$/;

/** What shows a masked log, and what shows statements that nothing masks: the log that RDS itself keeps, and samples of what runs. */
const unmasking = [
  "logs:Unmask",
  "pi:DescribeDimensionKeys",
  "pi:GetDimensionKeyDetails",
  "rds:DownloadCompleteDBLogFile",
  "rds:DownloadDBLogFilePortion",
];

/**
 * The log of every PostgreSQL server is masked from its first line, by patterns that find the passwords in it and not much more, and no policy
 * shows what is behind.
 *
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/mask-sensitive-log-data.html
 */
export const maskedPasswords = stackContract(
  "masked-passwords",
  "the log of a PostgreSQL server tells nobody a password",
  (stack, report) => [
    ...stack
      .ofType("aws_db_instance")
      .filter(({ values }) => listOf(values["enabled_cloudwatch_logs_exports"]).includes("postgresql"))
      .flatMap((database) => logOf(stack, database, report)),
    ...readersOf(stack, report),
  ],
);

/** A boundary of the account's delivery roles grants nothing. IAM reads actions in any case. */
function readersOf(stack: StackModel, report: Reporter): Finding[] {
  const boundaries = deliveryBoundaries(stack);
  return policiesOf(stack)
    .filter(({ element }) => !boundaries.has(element))
    .flatMap(({ element, statements }) =>
      statements
        .filter(({ effect }) => effect !== "Deny")
        .flatMap(({ actions }) => actions.filter((action) => unmasking.some((one) => covers(action.toLowerCase(), one.toLowerCase()))))
        .map((action) => report.violation(element, `allows ${action}`, "nobody who reads what is masked")),
    );
}

function logOf(stack: StackModel, database: Element, report: Reporter): Finding[] {
  const name = `/aws/rds/instance/${show(database.values["identifier"])}/postgresql`;
  const group = stack.ofType("aws_cloudwatch_log_group").find(({ values }) => values["name"] === name);
  if (group === undefined) return [report.violation(database, "no log group of its own", name)];
  const masks = stack
    .ofType("aws_cloudwatch_log_data_protection_policy")
    .filter(({ values }) => stack.referent(values["log_group_name"], "aws_cloudwatch_log_group", "name") === group);
  const [mask] = masks;
  if (mask === undefined || masks.length > 1) return [report.violation(group, `${masks.length} data protection policies`, "one")];
  return [
    ...(dependenciesOf(database).includes(mask.address)
      ? []
      : [report.violation(database, `does not wait for ${mask.address}`, "a server that is made when its log is masked")]),
    ...documentOf(stack, mask, report),
  ];
}

function documentOf(stack: StackModel, mask: Element, report: Reporter): Finding[] {
  const found = stack.referent(mask.values["policy_document"], document, "json");
  if (found === undefined) return [report.unresolved(mask, mask.values["policy_document"], "a data protection document of this stack")];
  const identifiers = listOf(at(found.values, "configuration", "custom_data_identifier")).map(asBlock);
  return [...statementsOf(found, identifiers, report), ...patternsOf(found, identifiers, report)];
}

/** AWS wants two statements, one to find and one to mask, about the same data. */
function statementsOf(found: Element, identifiers: readonly Block[], report: Reporter): Finding[] {
  const statements = listOf(found.values["statement"]);
  const names = show(identifiers.map((identifier) => textAt(identifier, "name") ?? ""));
  const operations = ["audit.findings_destination", "deidentify.mask_config"];
  const lacking = operations.filter((operation) => !statements.some((one) => at(one, "operation", ...operation.split(".")) !== undefined));
  return [
    ...(statements.length === operations.length ? [] : [report.violation(found, `${statements.length} statements`, "two")]),
    ...lacking.map((operation) => report.violation(found, `no ${operation}`, `a statement with ${operations.join(", and one with ")}`)),
    ...statements
      .map((statement) => show(at(statement, "data_identifiers")))
      .filter((about) => about !== names)
      .map((about) => report.violation(found, `a statement about ${about}`, names)),
  ];
}

function patternsOf(found: Element, identifiers: readonly Block[], report: Reporter): Finding[] {
  const regexes = identifiers.map((identifier) => textAt(identifier, "regex") ?? "");
  const refused = regexes.filter((regex) => !takenByAws.test(regex) || compiled(regex) === undefined);
  if (refused.length > 0) return refused.map((regex) => report.violation(found, `regex ${regex}`, "one that AWS takes"));
  const masked = (line: string): string => regexes.reduce((text, regex) => text.replaceAll(new RegExp(regex, "g"), "***"), line);
  const told = telling.filter((line) => password.split(" ").some((word) => masked(line).includes(word)));
  return [
    ...told.map((line) => report.violation(found, `shows ${line}`, "asterisks for the password")),
    ...harmless.filter((line) => masked(line) !== line).map((line) => report.violation(found, `masks ${line}`, "the line as it is")),
  ];
}

function compiled(regex: string): RegExp | undefined {
  try {
    return new RegExp(regex);
  } catch {
    return undefined; // the contract says so
  }
}
