import { allowancesOf, deliveriesOf } from "../../review/delivery";
import { listOf, textAt } from "../../review/value";
import { environments } from "./expected/environments";
import { neededCalls } from "./expected/other-calls";
import { providerCalls } from "./expected/provider-calls";
import { stackNamed, statementOf, statementsOf, valuesOf } from "./stacks";

const account = stackNamed("ohi-account");
const accountId = "${data.aws_caller_identity.current.account_id}";

/** Names of the secrets of an environment of which Terraform writes a version. */
function writtenSecrets(name: string): string[] {
  const stack = stackNamed(name);
  const ids = Object.values(valuesOf(stack, "aws_secretsmanager_secret_version")).map(({ secret_id: id }) => id);
  const secrets = ids.flatMap((id) => stack.referent(id, "aws_secretsmanager_secret", "arn") ?? []);
  return [...new Set(secrets.flatMap(({ values }) => textAt(values, "name") ?? []))].toSorted();
}

/** The services, as IAM calls them, of the types that an environment has in us-east-1. */
const edgeServices: Readonly<Record<string, string>> = {
  aws_acm_certificate: "acm",
  aws_acm_certificate_validation: "acm",
  aws_cloudwatch_log_delivery: "logs",
  aws_cloudwatch_log_delivery_destination: "logs",
  aws_cloudwatch_log_delivery_source: "logs",
  aws_cloudwatch_log_group: "logs",
  aws_cloudwatch_log_resource_policy: "logs",
  aws_cloudwatch_metric_alarm: "cloudwatch",
  aws_kms_alias: "kms",
  aws_kms_key: "kms",
  aws_route53_query_log: "route53",
  aws_sns_topic: "sns",
  aws_sns_topic_policy: "sns",
  aws_wafv2_ip_set: "wafv2",
  aws_wafv2_web_acl: "wafv2",
  aws_wafv2_web_acl_logging_configuration: "wafv2",
};

describe("what delivery roles need", () => {
  test("is above all what the provider was seen to ask", () => {
    expect(providerCalls.length).toBeGreaterThan(300);
  });

  test.each([
    ["plan", 130],
    ["deploy", 500],
  ] as const)("to %s is more than %d calls, each of them once", (duty, least) => {
    expect(neededCalls[duty].length).toBeGreaterThan(least);
    expect(new Set(neededCalls[duty]).size).toBe(neededCalls[duty].length);
  });
});

describe("the key of the states", () => {
  test("lets roles of the account seal and open plans themselves, which no service does for them", () => {
    expect(statementOf(account, "state-key_policy", "PipelineSealsPlans")).toEqual({
      sid: "PipelineSealsPlans",
      effect: "Allow",
      actions: ["kms:Decrypt", "kms:GenerateDataKey"],
      resources: ["*"],
      principals: [{ type: "AWS", identifiers: [`arn:aws:iam::${accountId}:root`] }],
      condition: [
        { test: "StringEquals", variable: "kms:CallerAccount", values: [accountId] },
        { test: "StringLike", variable: "kms:EncryptionContext:stack", values: ["ohi-*"] },
      ],
    });
  });
});

describe("the boundary of all delivery roles", () => {
  test("keeps from the buckets of the account's stack, the one of the states whatever its name, and from their keys", () => {
    const buckets = ["${aws_s3_bucket.state.arn}", "arn:aws:s3:::ohi-shared-*"];
    const forbidden = ["NoSettingsOfAccountBuckets", "NoSettingsOfAccountKeys"].map((sid) => {
      const { effect, actions, resources, condition } = statementOf(account, "delivery-boundary_grants", sid);
      return { effect, actions, resources, condition };
    });

    expect(forbidden).toEqual([
      {
        effect: "Deny",
        actions: ["DeleteBucket*", "DeleteObjectVersion", "PutBucket*", "PutEncryptionConfiguration", "PutLifecycleConfiguration"].map(
          (action) => `s3:${action}`,
        ),
        resources: buckets.flatMap((bucket) => [bucket, `${bucket}/*`]),
      },
      {
        effect: "Deny",
        actions: ["CreateGrant", "DisableKey*", "PutKeyPolicy", "ScheduleKeyDeletion", "TagResource", "UntagResource"].map(
          (action) => `kms:${action}`,
        ),
        resources: ["${aws_kms_key.state-key.arn}", "${aws_kms_key.audit-key.arn}"],
      },
    ]);
  });
});

describe.each(environments)("the delivery roles of $name", ({ name, stack }) => {
  test("to deploy: write objects of the site, their own state and its lock, and no others", () => {
    const written = deliveriesOf(account)
      .filter((role) => role.environment === name && role.duty === "deploy")
      .flatMap(allowancesOf)
      .filter(({ actions }) => actions.includes("s3:PutObject"))
      .flatMap(({ resources }) => resources);

    expect(written.toSorted()).toEqual([
      "${aws_s3_bucket.state.arn}/" + `${stack}/terraform.tfstate`,
      "${aws_s3_bucket.state.arn}/" + `${stack}/terraform.tfstate.tflock`,
      `arn:aws:s3:::${stack}-frontend-*/*`,
    ]);
  });

  test("to deploy: put and delete alarms of the environment, those of scaling included, which AWS makes by the rights of who asks for them", () => {
    const put = deliveriesOf(account)
      .filter((role) => role.environment === name && role.duty === "deploy")
      .flatMap(allowancesOf)
      .filter(({ actions }) => actions.includes("cloudwatch:PutMetricAlarm") && actions.includes("cloudwatch:DeleteAlarms"))
      .flatMap(({ resources }) => resources.filter((resource) => resource.includes(":alarm:")));

    expect(put).toEqual([
      `arn:aws:cloudwatch:eu-west-1:${accountId}:alarm:${stack}-*`,
      `arn:aws:cloudwatch:eu-west-1:${accountId}:alarm:TargetTracking-service/${stack}-cluster/*`,
      `arn:aws:cloudwatch:us-east-1:${accountId}:alarm:${stack}-*`,
    ]);
  });

  test.each(["plan", "deploy"])("to %s: reach what the environment has in us-east-1", (duty) => {
    const roles = deliveriesOf(account).filter((role) => role.environment === name && role.duty === duty);
    const isReading = (action: string): boolean => /:(Describe|Get|List)/.test(action);
    const reached = roles
      .flatMap(allowancesOf)
      .filter(({ actions }) => actions.some((action) => isReading(action) === (duty === "plan")))
      .flatMap(({ actions, resources }) =>
        actions.flatMap((action) => resources.map((resource) => `${action.split(":")[0] ?? ""} ${resource}`)),
      );

    const there = stackNamed(stack).resources.filter(({ values }) => values["provider"] === "aws.us-east-1");
    const services = new Set(there.map(({ type }) => edgeServices[type] ?? type));
    const cutOff = [...services].filter(
      (service) =>
        !reached.some(
          (one) => one === `${service} *` || ["us-east-1", ""].some((region) => one.startsWith(`${service} arn:aws:${service}:${region}:`)),
        ),
    );

    expect(services.size).toBeGreaterThan(2);
    expect(cutOff).toEqual([]);
  });

  test.each(["plan", "deploy"])("to %s: read the values of the secrets that Terraform makes, and of no others", (duty) => {
    const document = `${name}-${duty}_describing-grants`;
    const readers = statementsOf(account, document).filter(({ actions }) => JSON.stringify(actions).includes("GetSecretValue"));

    expect(readers).toEqual([statementOf(account, document, "ReadGeneratedSecrets")]);
    expect(readers.flatMap(({ resources }) => listOf(resources)).toSorted()).toEqual(
      writtenSecrets(stack).map((secret) => `arn:aws:secretsmanager:eu-west-1:${accountId}:secret:${secret}-??????`),
    );
  });

  test.each([
    ["plan", "SealPlan", ["kms:GenerateDataKey"]],
    ["deploy", "OpenPlanAndSealState", ["kms:Decrypt", "kms:GenerateDataKey"]],
  ])("to %s: use the key of the states for what is sealed for this stack alone", (duty, sid, actions) => {
    expect(statementOf(account, `${name}-${duty}_state-grants`, sid)).toEqual({
      sid,
      effect: "Allow",
      actions,
      resources: ["${aws_kms_key.state-key.arn}"],
      condition: [{ test: "StringEquals", variable: "kms:EncryptionContext:stack", values: [stack] }],
    });
  });

  test("are taken for one hour to plan, and for three to deploy", () => {
    const roles = valuesOf(account, "aws_iam_role");

    expect([`${name}-plan`, `${name}-deploy`].map((id) => roles[id]?.["max_session_duration"])).toEqual([3600, 10_800]);
  });
});
