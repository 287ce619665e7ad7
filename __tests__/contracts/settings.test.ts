import { Testing } from "cdktf";
import { dev } from "../../environments/dev";
import { deliveryTrust } from "../../review/contracts/account/delivery-trust";
import { logGroups } from "../../review/contracts/log-groups";
import { readStack } from "../../review/synthesized";
import { AccountStack } from "../../stacks/account-stack";
import { EnvironmentStack } from "../../stacks/environment-stack";
import { readSettings } from "../../stacks/read-settings";
import { render, resources } from "../support/stack";
import { stackNamed } from "./stacks";

const account = "123456789012";
const settings = {
  OHI_STATE_BUCKET: "another-bucket",
  OHI_STATE_KMS_KEY_ARN: `arn:aws:kms:eu-west-1:${account}:key/01234567-89ab-cdef-0123-456789abcdef`,
  OHI_ACCOUNT_ID: account,
  OHI_IMAGE_TAGS: JSON.stringify({ api: "1.2.3", zookeeper: `sha256:${"0a".repeat(32)}` }),
};
const alarmEmails = ["one@example.org", "two@example.org"];

/** Dev, with much of it set otherwise than in any record. */
const changed = render(
  new EnvironmentStack(
    Testing.app(),
    {
      ...dev,
      alarmEmails,
      network: { ...dev.network, mongoAtlasCidrs: ["198.51.100.0/24", "203.0.113.0/24"] },
      edge: { ...dev.edge, contentSources: { ...dev.edge.contentSources, connections: ["https://more.example.com"] } },
      dns: { ...dev.dns, delegations: [{ label: "lab", nameServers: ["ns1.example.org", "ns2.example.org"] }], queryLogging: true },
    },
    readSettings(settings),
  ),
);

describe("a setting of an environment", () => {
  test("names who hears of alarms, those of us-east-1 included", () => {
    const subscriptions = resources(changed, "aws_sns_topic_subscription");

    const told = Object.values(subscriptions).map(({ topic_arn, endpoint }) => [topic_arn, endpoint]);
    expect(told.toSorted()).toEqual(
      ["alarms-topic", "edge-alarms-topic"].flatMap((topic) => alarmEmails.map((address) => [`\${aws_sns_topic.${topic}.arn}`, address])),
    );
  });

  test("opens every range of the document database", () => {
    const rules = Object.entries(resources(changed, "aws_vpc_security_group_egress_rule")).filter(([id]) =>
      id.includes("-to-mongo-atlas-"),
    );

    expect(rules.map(([id, { cidr_ipv4: range, to_port: port }]) => [id.replace("security_", ""), range, port])).toEqual([
      ["provider-api-to-mongo-atlas-1-27017", "198.51.100.0/24", 27017],
      ["provider-api-to-mongo-atlas-2-27017", "203.0.113.0/24", 27017],
    ]);
  });

  test("lets the site connect to more than its own services", () => {
    expect(JSON.stringify(resources(changed, "aws_cloudfront_response_headers_policy"))).toMatch(
      /connect-src 'self' https:\/\/api\.[^;]* https:\/\/more\.example\.com;/,
    );
  });

  test("delegates a name below its domain", () => {
    expect(resources(changed, "aws_route53_record")["dns_lab-delegation"]).toMatchObject({
      name: "lab.dev.ohealth-ng.com",
      type: "NS",
      records: ["ns1.example.org", "ns2.example.org"],
    });
  });

  test("logs queries with a key that admits the log, web ACL or not", () => {
    const model = readStack("ohi-dev", JSON.stringify(changed));

    expect(model.ofType("aws_cloudwatch_log_group").map(({ id }) => id)).toContain("query-log_log-group");
    expect(model.ofType("aws_wafv2_web_acl")).toEqual([]);
    expect(logGroups.check(model)).toEqual([]);
  });
});

describe("a setting of the synthesis", () => {
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

  test("names the account, where its own state lies, and the key that encrypts it", () => {
    const { OHI_STATE_BUCKET: bucket, OHI_STATE_KMS_KEY_ARN: key } = settings;

    expect(render(new AccountStack(Testing.app(), [dev], readSettings(settings)))).toMatchObject({
      terraform: { backend: { s3: { bucket, key: "ohi-account/terraform.tfstate", kms_key_id: key } } },
      provider: { aws: [{ allowed_account_ids: [account] }, { allowed_account_ids: [account] }] },
    });
  });

  test.each(["OHI_STATE_BUCKET", "OHI_STATE_KMS_KEY_ARN", "OHI_ACCOUNT_ID"] as const)("is read, and written as it is: %s", (variable) => {
    expect(JSON.stringify(changed).split(`"${settings[variable]}"`).length).toBeGreaterThan(1);
  });

  test("names the version of an image, of what migrates for it as well, and of no other", () => {
    const images = Object.entries(resources(changed, "aws_ecs_task_definition")).map(([id, { container_definitions: containers }]) => [
      id,
      /"image":"\$\{[^}]*\}([^"]*)"/.exec(String(containers))?.[1],
    ]);

    expect(Object.fromEntries(images)).toMatchObject({
      services_api_task: ":1.2.3",
      "tasks_api-migrations": ":1.2.3",
      "services_zookeeper-1_task": `@sha256:${"0a".repeat(32)}`,
      services_sse_task: ":dev",
    });
  });
});
