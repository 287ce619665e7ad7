import { CloudwatchLogDataProtectionPolicy } from "@cdktf/provider-aws/lib/cloudwatch-log-data-protection-policy";
import {
  DataAwsCloudwatchLogDataProtectionPolicyDocument,
  type DataAwsCloudwatchLogDataProtectionPolicyDocumentStatementOperation,
} from "@cdktf/provider-aws/lib/data-aws-cloudwatch-log-data-protection-policy-document";
import { Construct } from "constructs";
import type { LogGroup } from "../operations/log-group";

/**
 * A password in a statement, as PostgreSQL logs it: the word, and what stands behind a quote or an equals sign, to the end of the line.
 *
 * AWS takes no quotes, no parentheses and no flags in it. So both cases of each letter stand there, and the quote is one of the characters
 * from `$` to `*`, which also begin a text in dollars or by its code points. `password authentication failed` has none of them.
 *
 * @see https://www.postgresql.org/docs/15/sql-syntax-lexical.html#SQL-SYNTAX-CONSTANTS
 */
export const passwordRegex = "[Pp][Aa][Ss][Ss][Ww][Oo][Rr][Dd]\\s*[EUeu]?[=$-*].+";

/** Letters and digits. */
const identifier = "PostgresPassword";

/**
 * Masks the passwords in the log of a PostgreSQL server: who reads it sees asterisks, unless `logs:Unmask` is granted to them.
 *
 * A change of a password is a change of the schema, which the server logs with its whole text. AWS masks what a log group takes in from
 * now on, so this is made before the server.
 *
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/CWL-custom-data-identifiers.html
 */
export class PasswordMask extends Construct {
  public readonly resource: CloudwatchLogDataProtectionPolicy;

  /** @param logGroup takes the log of one server; a log group has one such policy. */
  public constructor(scope: Construct, id: string, logGroup: LogGroup) {
    super(scope, id);
    const { json } = new DataAwsCloudwatchLogDataProtectionPolicyDocument(this, "document", {
      name: "passwords",
      description: "Masks the passwords in statements that PostgreSQL logs",
      version: "2021-06-01",
      configuration: { customDataIdentifier: [{ name: identifier, regex: passwordRegex }] },
      statement: [statement("Audit", { audit: { findingsDestination: {} } }), statement("Mask", { deidentify: { maskConfig: {} } })],
    });
    this.resource = new CloudwatchLogDataProtectionPolicy(this, "resource", {
      logGroupName: logGroup.resource.name,
      policyDocument: json,
    });
  }
}

/** AWS wants both statements, about the same data. */
function statement(
  sid: string,
  operation: DataAwsCloudwatchLogDataProtectionPolicyDocumentStatementOperation,
): { sid: string; dataIdentifiers: string[]; operation: typeof operation } {
  return { sid, dataIdentifiers: [identifier], operation };
}
