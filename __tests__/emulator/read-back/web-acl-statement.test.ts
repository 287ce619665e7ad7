import type { Statement } from "@aws-sdk/client-wafv2";
import { describeStatement } from "../../../emulator/read-back/web-acl-statement";

describe("what a rule of a web ACL is about", () => {
  const proxies: Statement = {
    IPSetReferenceStatement: { ARN: "arn:aws:wafv2:eu-west-1:123456789012:regional/ipset/ohi-test-alb-proxies/1" },
  };
  const geo: Statement = { GeoMatchStatement: { CountryCodes: ["NG", "GH"] } };
  const limit = { Limit: 2000, EvaluationWindowSec: 300, AggregateKeyType: "IP" as const };
  const transformations = { TextTransformations: [{ Priority: 0, Type: "URL_DECODE" as const }] };

  test.each<[string, Statement]>([
    ["from GH, NG", geo],
    ["by ohi-test-alb-proxies", proxies],
    ["not (from GH, NG) and by ohi-test-alb-proxies", { AndStatement: { Statements: [{ NotStatement: { Statement: geo } }, proxies] } }],
    ["above 2000 in 300 s from one IP", { RateBasedStatement: limit }],
    ["above 2000 in 300 s from one IP, from GH, NG", { RateBasedStatement: { ...limit, ScopeDownStatement: geo } }],
    ["AWS Common", { ManagedRuleGroupStatement: { VendorName: "AWS", Name: "Common" } }],
    [
      "AWS Common, SizeRestrictions_BODY: Count",
      {
        ManagedRuleGroupStatement: {
          VendorName: "AWS",
          Name: "Common",
          RuleActionOverrides: [{ Name: "SizeRestrictions_BODY", ActionToUse: { Count: {} } }],
        },
      },
    ],
    [
      "SQL injection in UriPath or cross-site scripting in Body",
      {
        OrStatement: {
          Statements: [
            { SqliMatchStatement: { FieldToMatch: { UriPath: {} }, ...transformations } },
            { XssMatchStatement: { FieldToMatch: { Body: {} }, ...transformations } },
          ],
        },
      },
    ],
    ["what nobody has words for: LabelMatchStatement", { LabelMatchStatement: { Scope: "LABEL", Key: "bot" } }],
  ])("is said as: %s", (words, statement) => {
    expect(describeStatement(statement)).toBe(words);
  });

  test.each<[string, Statement | undefined]>([
    ["what nobody has words for: ", undefined],
    ["", { AndStatement: { Statements: undefined } }],
    ["from ", { GeoMatchStatement: {} }],
    ["by ?", { IPSetReferenceStatement: { ARN: undefined } }],
    ["SQL injection in ", { SqliMatchStatement: { FieldToMatch: undefined, TextTransformations: undefined } }],
    [
      "AWS Common, Body: ",
      {
        ManagedRuleGroupStatement: { VendorName: "AWS", Name: "Common", RuleActionOverrides: [{ Name: "Body", ActionToUse: undefined }] },
      },
    ],
  ])("is said as far as AWS tells it: %s", (words, statement) => {
    expect(describeStatement(statement)).toBe(words);
  });
});
