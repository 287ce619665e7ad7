import { isBlock, textAt, type Value } from "../../review/value";
import { environments } from "./expected/environments";
import { stackNamed, statementOf } from "./stacks";

const account = stackNamed("ohi-account");

describe("the records of the account", () => {
  test("of who read and wrote its buckets take those of its own ones, and of the states' one whatever its name", () => {
    const name = textAt(account.find("aws_s3_bucket.state")?.values, "bucket") ?? "";

    expect(statementOf(account, "access-logs_statements", "BucketsAddLogs")["condition"]).toEqual([
      { test: "StringEquals", variable: "aws:SourceAccount", values: ["${data.aws_caller_identity.current.account_id}"] },
      { test: "ArnLike", variable: "aws:SourceArn", values: ["arn:aws:s3:::ohi-shared-*", `arn:aws:s3:::${name}`] },
    ]);
  });

  test("of what is found tell all of it that is grave, and nothing narrows that", () => {
    const patterns = account
      .ofType("aws_cloudwatch_event_rule")
      .map(({ id, values }) => [id, JSON.parse(textAt(values, "event_pattern") ?? "{}") as unknown]);
    const always = ["Policy:IAMUser/RootCredentialUsage", "Stealth:IAMUser/CloudTrailLoggingDisabled"];

    expect(Object.fromEntries(patterns)).toEqual({
      "access-opened": { source: ["aws.access-analyzer"], "detail-type": ["Access Analyzer Finding"], detail: { status: ["ACTIVE"] } },
      "threat-found": {
        source: ["aws.guardduty"],
        "detail-type": ["GuardDuty Finding"],
        detail: { $or: [{ severity: [{ numeric: [">=", 4] }] }, { type: always }] },
      },
      "audit-changed": {
        source: ["aws.cloudtrail", "aws.config", "aws.guardduty", "aws.access-analyzer"],
        "detail-type": ["AWS API Call via CloudTrail"],
        detail: { eventName: expect.any(Array) as unknown }, // which calls, the contract `audit` says
      },
    });
  });

  test("of missing tags take for right what the stacks have, the account's own included", () => {
    const asked = account.ofType("aws_config_config_rule").flatMap(({ values }) => {
      const parameters = JSON.parse(textAt(values, "input_parameters") ?? "{}") as Value; // what the rule is given
      return isBlock(parameters) ? Object.entries(parameters) : [];
    });
    const valuesOf = (tag: string): Value[] =>
      asked.flatMap(([name, key]) =>
        key === tag ? asked.flatMap(([other, values]) => (other === name.replace("Key", "Value") ? [values] : [])) : [],
      );

    expect(valuesOf("Environment")).toEqual([["shared", ...environments.map(({ name }) => name).toSorted()].join(",")]);
    expect(valuesOf("DataClassification")).toEqual(["public,internal,confidential,pii,phi"]);
    expect(valuesOf("BackupPolicy")).toEqual(["daily,weekly,none"]);
    expect(valuesOf("Compliance")).toEqual(["hipaa,gdpr,none"]);
  });
});
