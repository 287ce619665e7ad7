import { Testing } from "cdktf";
import { dev } from "../../environments/dev";
import type { Environment } from "../../environments/schema";
import { deliveryTrust } from "../../review/contracts/account/delivery-trust";
import { readStack } from "../../review/synthesized";
import { AccountStack } from "../../stacks/account-stack";
import { EnvironmentStack } from "../../stacks/environment-stack";
import { readSettings } from "../../stacks/read-settings";
import type { Settings } from "../../stacks/settings";
import { render, resources } from "../support/stack";
import { stackNamed } from "./stacks";

/** Dev, with these settings changed. */
function devWith(changed: Partial<Environment>, settings: Settings = readSettings({})): ReturnType<typeof render> {
  return render(new EnvironmentStack(Testing.app(), { ...dev, ...changed }, settings));
}

describe("a setting of an environment", () => {
  test("names who hears of alarms, those of us-east-1 included", () => {
    const alarmEmails = ["one@example.org", "two@example.org"];

    const subscriptions = resources(devWith({ alarmEmails }), "aws_sns_topic_subscription");

    const told = Object.values(subscriptions).map(({ topic_arn, endpoint }) => [topic_arn, endpoint]);
    expect(told.toSorted()).toEqual(
      ["alarms-topic", "edge-alarms-topic"].flatMap((topic) => alarmEmails.map((address) => [`\${aws_sns_topic.${topic}.arn}`, address])),
    );
  });
});

describe("a setting of the synthesis", () => {
  const account = "123456789012";

  test.each(["owner/name", "owner@123/name@45"])(
    "is read, and written into what GitHub says of a workflow: OHI_GITHUB_REPOSITORY=%s",
    (repository) => {
      const settings = readSettings({ OHI_GITHUB_REPOSITORY: repository });

      const json = JSON.stringify(render(new AccountStack(Testing.app(), [dev], settings)));

      expect(json.split(`repo:${repository}:`)).toHaveLength(1 + 2);
      expect(json).not.toContain("repo:-/-:");
      expect(deliveryTrust.check([readStack("ohi-account", json), stackNamed("ohi-dev")])).toEqual([]);
    },
  );

  test("names where the account's own state lies, and the key that encrypts it", () => {
    const key = `arn:aws:kms:eu-west-1:${account}:key/01234567-89ab-cdef-0123-456789abcdef`;
    const settings = readSettings({ OHI_STATE_BUCKET: "another-bucket", OHI_STATE_KMS_KEY_ARN: key });

    expect(render(new AccountStack(Testing.app(), [dev], settings))).toMatchObject({
      terraform: { backend: { s3: { bucket: "another-bucket", key: "ohi-account/terraform.tfstate", kms_key_id: key } } },
    });
  });

  test.each([
    ["OHI_STATE_BUCKET", "another-bucket"],
    ["OHI_STATE_KMS_KEY_ARN", `arn:aws:kms:eu-west-1:${account}:key/01234567-89ab-cdef-0123-456789abcdef`],
    ["OHI_ACCOUNT_ID", account],
  ])("is read, and written as it is: %s", (variable, value) => {
    expect(JSON.stringify(devWith({}, readSettings({ [variable]: value }))).split(`"${value}"`).length).toBeGreaterThan(1);
  });
});
