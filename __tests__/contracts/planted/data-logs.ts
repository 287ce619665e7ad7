import type { Draft } from "./draft";
import { bugsFor, type PlantedBug } from "./planted-bug";

const type = "aws_cloudwatch_log_data_protection_policy";
const mask = `${type}.postgres_password-mask`;
const documentId = "postgres_password-mask_document";
const document = `data.${type}_document.${documentId}`;
const log = "aws_cloudwatch_log_group.postgres_postgresql-log";
const ledgerLog = "aws_cloudwatch_log_group.blnk-postgres_postgresql-log";
const postgres = "aws_db_instance.postgres";
const ledger = "aws_db_instance.blnk-postgres";

const words = "[Pp][Aa][Ss][Ss][Ww][Oo][Rr][Dd]";
const audit = { sid: "Audit", data_identifiers: ["PostgresPassword"], operation: { audit: { findings_destination: {} } } };
const masking = { sid: "Mask", data_identifiers: ["PostgresPassword"], operation: { deidentify: { mask_config: {} } } };

const withRegex =
  (regex: string) =>
  (draft: Draft): Draft =>
    draft.setBlock(["data", `${type}_document`, documentId, "configuration", "custom_data_identifier", "0"], { regex });

const reading =
  (action: string) =>
  (draft: Draft): Draft =>
    draft.setStatement("services_api_task_roles_execution_grants", "WriteLog", { actions: ["logs:PutLogEvents", action] });

/** Mistakes in the logs of databases. */
export const logBugs: readonly PlantedBug[] = bugsFor("masked-passwords", [
  ["a log that nothing masks", log, (draft) => draft.drop(mask)],
  ["a ledger's log that nothing masks", ledgerLog, (draft) => draft.drop(`${type}.blnk-postgres_password-mask`)],
  [
    "a mask of the log beside it",
    log,
    (draft) => draft.set(mask, { log_group_name: "${aws_cloudwatch_log_group.postgres_upgrade-log.name}" }),
  ],
  ["a mask of another server's log", ledgerLog, (draft) => draft.set(mask, { log_group_name: `\${${ledgerLog}.name}` })],
  [
    "a mask by a name that Terraform does not wait for",
    log,
    (draft) => draft.set(mask, { log_group_name: "/aws/rds/instance/x/postgresql" }),
  ],
  ["a server that is made before the mask", postgres, (draft) => draft.set(postgres, { depends_on: [log] })],
  ["a log that RDS makes itself", ledger, (draft) => draft.drop(ledgerLog)],
  ["a copy of a server whose log nothing masks", "aws_db_instance.second", (draft) => draft.copy(postgres, "second", { identifier: "x" })],
  ["a mask of which nobody knows what it says", mask, (draft) => draft.set(mask, { policy_document: "{}" }), "unresolved"],
  ["a policy that finds passwords and shows them", document, (draft) => draft.set(document, { statement: [audit] })],
  ["a policy that finds passwords twice", document, (draft) => draft.set(document, { statement: [audit, audit] })],
  ["a policy without the finding that AWS wants", document, (draft) => draft.set(document, { statement: [masking] })],
  ["a policy with a statement more", document, (draft) => draft.set(document, { statement: [audit, masking, masking] })],
  [
    "a policy that masks something else",
    document,
    (draft) => draft.set(document, { statement: [audit, { ...masking, data_identifiers: ["EmailAddress"] }] }),
  ],
  ["a policy without a pattern", document, (draft) => draft.set(document, { configuration: undefined })],
  ["a pattern for capitals", document, withRegex("PASSWORD\\s*[EUeu]?[=$-*].+")],
  ["a pattern for small letters", document, withRegex("password\\s*[EUeu]?[=$-*].+")],
  ["a pattern that ends with the next space", document, withRegex(`${words}\\s*[EUeu]?[=$-*]\\S+`)],
  ["a pattern for plain texts alone", document, withRegex(`${words}\\s*[$-*].+`)],
  ["a pattern for whatever speaks of a password", document, withRegex(`${words}.+`)],
  ["a pattern with a quote, which AWS does not take", document, withRegex(`${words}\\s*[EUeu]?[=$'].+`)],
  ["a pattern that is none", document, withRegex(`${words}[`)],
  ["a pattern that is too long", document, withRegex(`${words}\\s*[EUeu]?[=$-*].+${".*".repeat(80)}`)],
  ["a role that sees what is masked", "data.aws_iam_policy_document.services_api_task_roles_execution_grants", reading("logs:unmask")],
  [
    "a role that reads the log that RDS keeps",
    "data.aws_iam_policy_document.services_api_task_roles_execution_grants",
    reading("rds:Download*"),
  ],
  [
    "a role that reads samples of statements",
    "data.aws_iam_policy_document.services_api_task_roles_execution_grants",
    reading("pi:GetDimensionKeyDetails"),
  ],
]);
