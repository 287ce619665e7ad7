import { PasswordMask, passwordRegex } from "../../../constructs/data/password-mask";
import { tag } from "../../../constructs/foundation/tags";
import { LogGroup } from "../../../constructs/operations/log-group";
import { render, resources, testStack } from "../../support/stack";

describe("a mask of passwords", () => {
  const stack = testStack();
  tag(stack, { Service: "store" });
  new PasswordMask(stack, "mask", new LogGroup(stack, "log", { name: "/store/log", kmsKeyArn: "arn:key", retentionDays: 7 }));
  const json = render(stack);

  test("is about the one log group", () => {
    expect(resources(json, "aws_cloudwatch_log_data_protection_policy")).toEqual({
      mask: {
        log_group_name: "${aws_cloudwatch_log_group.log.name}",
        policy_document: "${data.aws_cloudwatch_log_data_protection_policy_document.mask_document.json}",
      },
    });
  });

  test("finds and masks the same, which is all that AWS takes", () => {
    expect(json.data?.["aws_cloudwatch_log_data_protection_policy_document"]?.["mask_document"]).toMatchObject({
      name: "passwords",
      description: "Masks the passwords in statements that PostgreSQL logs",
      version: "2021-06-01",
      configuration: { custom_data_identifier: [{ name: "PostgresPassword", regex: passwordRegex }] },
      statement: [
        { sid: "Audit", data_identifiers: ["PostgresPassword"], operation: { audit: { findings_destination: {} } } },
        { sid: "Mask", data_identifiers: ["PostgresPassword"], operation: { deidentify: { mask_config: {} } } },
      ],
    });
  });

  test.each([
    ["ALTER USER x WITH PASSWORD 'it''s (a) \"b\"'", "ALTER USER x WITH *"],
    ["alter role x encrypted password e'abc' valid until 'y'", "alter role x encrypted *"],
    ["Create User x Password $$abc$$", "Create User x *"],
    ["ALTER USER x PASSWORD U&'abc'; ALTER USER y PASSWORD 'def'", "ALTER USER x *"],
    ["CREATE ROLE x PASSWORD\n\t'abc'\n\tVALID UNTIL 'y'", "CREATE ROLE x *\n\tVALID UNTIL 'y'"],
    ["CONNECTION 'host=x password=abc'", "CONNECTION 'host=x *"],
  ])("hides the password in %j", (line, shown) => {
    expect(masked(line)).toBe(shown);
  });

  test.each([
    'FATAL:  password authentication failed for user "x"',
    'User "x" has no password assigned.',
    "ALTER USER x WITH PASSWORD NULL",
    "SET password_encryption = 'scram-sha-256'",
  ])("leaves %j as it is", (line) => {
    expect(masked(line)).toBe(line);
  });
});

function masked(line: string): string {
  return line.replaceAll(new RegExp(passwordRegex, "g"), "*");
}
