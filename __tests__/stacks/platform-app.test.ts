import { readdirSync } from "node:fs";
import { Eip } from "@cdktf/provider-aws/lib/eip";
import { Testing } from "cdktf";
import { environments } from "../../environments";
import { dev } from "../../environments/dev";
import { staging } from "../../environments/staging";
import { AccountStack } from "../../stacks/account-stack";
import { addPlatform, synthesize } from "../../stacks/platform-app";
import { readSettings } from "../../stacks/read-settings";
import { quickenTokens } from "../../constructs/foundation/quick-tokens";
import { render, resources } from "../support/stack";

quickenTokens();

const settings = readSettings({});

describe("the app", () => {
  test("has the account's stack, and one for each environment", () => {
    const stacks = addPlatform(Testing.app(), environments, settings);

    expect(stacks.map(({ node }) => node.id)).toEqual(["ohi-account", "ohi-dev", "ohi-prod", "ohi-staging"]);
  });

  test("asks everybody who hears of any environment once to hear what is found in the account", () => {
    const hearing = [
      { ...dev, alarmEmails: ["one@example.org", "two@example.org"] },
      ...environments.filter(({ name }) => name !== "dev").map((other) => ({ ...other, alarmEmails: ["two@example.org"] })),
    ];
    const account = new AccountStack(Testing.app(), hearing, settings);

    expect(Object.values(resources(render(account), "aws_sns_topic_subscription"))).toMatchObject([
      { endpoint: "one@example.org", topic_arn: "${aws_sns_topic.findings.arn}" },
      { endpoint: "two@example.org", topic_arn: "${aws_sns_topic.findings.arn}" },
    ]);
  });

  test("refuses a bad record before it builds a stack", () => {
    const app = Testing.app();

    expect(() => addPlatform(app, [dev, dev], settings)).toThrow("environments: 3 problems");
    expect(app.node.children).toHaveLength(0);
  });

  test("refuses what is wrong in any stack before it writes a file", () => {
    const app = Testing.app();
    const stacks = addPlatform(app, [dev, staging], settings);
    for (const stack of stacks) new Eip(stack, "untagged", {});

    expect(() => {
      synthesize(app, stacks);
    }).toThrow(
      /synthesis: 3 problems\n {2}ohi-account\/untagged: tag Service is not set.*\n {2}ohi-dev\/untagged: .*\n {2}ohi-staging\/untagged: /,
    );
    expect(readdirSync(app.outdir, { recursive: true }).filter((file) => String(file).endsWith(".json"))).toEqual([]);
  });
});
