import { WAFNonexistentItemException, WAFV2Client } from "@aws-sdk/client-wafv2";
import { compareThings } from "../../../emulator/read-back/facts";
import { readWebAcls, type FoundWebAcls } from "../../../emulator/read-back/web-acls";
import { answered, type Answers, nowhere } from "../../support/aws-answers";

const rule = {
  Name: "countries",
  Priority: 0,
  Action: { Block: {} },
  Statement: { NotStatement: { Statement: { GeoMatchStatement: { CountryCodes: ["NG", "GH"] } } } },
};
const group = {
  Name: "common",
  Priority: 1,
  OverrideAction: { None: {} },
  Statement: { ManagedRuleGroupStatement: { VendorName: "AWS", Name: "Common" } },
};
const logging = {
  LogDestinationConfigs: ["arn:aws:logs:us-east-1:123456789012:log-group:aws-waf-logs-site"],
  RedactedFields: [{ SingleHeader: { Name: "cookie" } }, { SingleHeader: { Name: "authorization" } }],
};
const answers = {
  ListWebACLsCommand: { WebACLs: [{ Name: "site", Id: "1", ARN: "arn:waf" }] },
  GetWebACLCommand: { WebACL: { DefaultAction: { Allow: {} }, Rules: [rule, group] } },
  GetLoggingConfigurationCommand: { LoggingConfiguration: logging },
};

/** What is read when AWS answers so about CloudFront's web ACLs, and knows no regional one. */
function read(changed: Answers = {}): Promise<FoundWebAcls> {
  const regional = answered(new WAFV2Client(nowhere), {});
  return readWebAcls({ REGIONAL: regional, CLOUDFRONT: answered(new WAFV2Client(nowhere), { ...answers, ...changed }) });
}

function withRules(...rules: readonly object[]): Answers {
  return { GetWebACLCommand: { WebACL: { DefaultAction: { Allow: {} }, Rules: rules } } };
}

describe("reading web ACLs back", () => {
  test("asks for their rules and for what they log, in each scope", async () => {
    expect(await read()).toEqual({
      webAcls: { site: { scope: "CLOUDFRONT", otherwise: "allow", log: ["aws-waf-logs-site"], hidden: ["authorization", "cookie"] } },
      webAclRules: {
        "rule countries of site": { priority: 0, action: "block", about: "not (from GH, NG)" },
        "rule common of site": { priority: 1, action: "none", about: "AWS Common" },
      },
    });
  });

  test.each<[string, Answers, string[]]>([
    [
      "that blocks what no rule judges",
      { GetWebACLCommand: { WebACL: { DefaultAction: { Block: {} }, Rules: [rule, group] } } },
      ['site has otherwise "block"; meant is "allow"'],
    ],
    [
      "whose log is not there",
      {
        GetLoggingConfigurationCommand: () => {
          throw new WAFNonexistentItemException({ message: "none", $metadata: {} });
        },
      },
      ['site has log []; meant is ["aws-waf-logs-site"]', 'site has hidden []; meant is ["authorization","cookie"]'],
    ],
    [
      "whose log keeps cookies",
      { GetLoggingConfigurationCommand: { LoggingConfiguration: { ...logging, RedactedFields: [{}] } } },
      ['site has hidden [null]; meant is ["authorization","cookie"]'],
    ],
    ["that lacks a rule", withRules(rule), ["rule common of site is missing"]],
    [
      "with a rule that only counts",
      withRules({ ...rule, Action: { Count: {} } }, group),
      ['rule countries of site has action "count"; meant is "block"'],
    ],
    [
      "with a group that only counts",
      withRules(rule, { ...group, OverrideAction: { Count: {} } }),
      ['rule common of site has action "count"; meant is "none"'],
    ],
    [
      "with rules in another order",
      withRules({ ...rule, Priority: 1 }, { ...group, Priority: 0 }),
      ["rule common of site has priority 0; meant is 1", "rule countries of site has priority 1; meant is 0"],
    ],
    [
      "whose rule is about something else",
      withRules({ ...rule, Statement: { GeoMatchStatement: { CountryCodes: ["NG"] } } }, group),
      ['rule countries of site has about "from NG"; meant is "not (from GH, NG)"'],
    ],
    ["with a rule that has no name", withRules(rule, group, {}), ["rule ? of site is not meant to be there"]],
    [
      "of which AWS says nothing",
      { ListWebACLsCommand: { WebACLs: [{}] }, GetWebACLCommand: {}, GetLoggingConfigurationCommand: {} },
      ["? is not meant to be there", "site is missing", "rule common of site is missing", "rule countries of site is missing"],
    ],
  ])("finds one %s", async (_, changed, differences) => {
    const [found, meant] = [await read(changed), await read()];

    expect([...compareThings(found.webAcls, meant.webAcls), ...compareThings(found.webAclRules, meant.webAclRules)]).toEqual(differences);
  });

  test("does not take another refusal for an answer", async () => {
    const refusal = (): never => {
      throw new Error("no permission");
    };

    await expect(read({ GetLoggingConfigurationCommand: refusal })).rejects.toThrow("no permission");
  });
});
