import { resolveArn } from "../../arn";
import type { Finding, Reporter } from "../../finding";
import type { Element, StackModel } from "../../model";
import { policyAt } from "../../policy";
import { at, isBlock, show, textAt, type Value } from "../../value";
import { type Report, reportsIn } from "../operations/reports";
import { accountContract } from "./account-contract";
import { unlike } from "./unlike";

/** What there has to be of each, once, and how it has to be. */
const required: Readonly<Record<string, Readonly<Record<string, Value>>>> = {
  aws_cloudtrail: {
    is_multi_region_trail: true,
    include_global_service_events: true,
    enable_log_file_validation: true,
    enable_logging: true,
  },
  aws_config_configuration_recorder: {},
  aws_config_configuration_recorder_status: { is_enabled: true },
  aws_config_delivery_channel: {},
  aws_guardduty_detector: { enable: true },
  aws_accessanalyzer_analyzer: { type: "ACCOUNT" },
  aws_ebs_encryption_by_default: { enabled: true },
  aws_s3_account_public_access_block: {
    block_public_acls: true,
    block_public_policy: true,
    ignore_public_acls: true,
    restrict_public_buckets: true,
  },
};

/** Of what watches: what it tells EventBridge, and the calls that blind it. Whoever breaks in begins with them. */
const told: Readonly<Record<string, { readonly finds?: string; readonly blinding: readonly string[] }>> = {
  aws_cloudtrail: { blinding: ["DeleteTrail", "PutEventSelectors", "StopLogging", "UpdateTrail"] },
  aws_config_configuration_recorder: { blinding: ["DeleteConfigurationRecorder", "DeleteDeliveryChannel", "StopConfigurationRecorder"] },
  aws_guardduty_detector: { finds: "GuardDuty Finding", blinding: ["CreateFilter", "DeleteDetector", "UpdateDetector"] },
  aws_accessanalyzer_analyzer: { finds: "Access Analyzer Finding", blinding: ["CreateArchiveRule", "DeleteAnalyzer"] },
};

const tags = [
  ...["Project", "Environment", "Owner", "CostCenter", "Service", "ManagedBy", "CreatedBy", "CreatedDate", "DataClassification"],
  ...["BackupPolicy", "Compliance"],
];

/**
 * Every call in the account is recorded in a way that shows tampering, resources are recorded and asked for their tags, and AWS watches. What it
 * finds is told, and so is who switches any of it off: nobody reads the console every day.
 *
 * @see https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-log-file-validation-intro.html
 */
export const audit = accountContract(
  "audit",
  "calls and configurations of the account are recorded, validated and encrypted, tags are asked for, and AWS watches and tells what it finds",
  (account, report) => [
    ...Object.entries(required).flatMap(([type, wanted]) => {
      const found = account.ofType(type);
      return [
        ...(found.length === 1 ? [] : [report.violation(type, `${found.length} of it`, "one")]),
        ...found.flatMap((element) => unlike(element, report, wanted)),
      ];
    }),
    ...account.ofType("aws_cloudtrail").flatMap((trail) => trailFindings(account, trail, report)),
    ...tagFindings(account, report),
    ...untoldFindings(account, report),
  ],
);

function untoldFindings(account: StackModel, report: Reporter): Finding[] {
  const reports = reportsIn(account);
  const calls = reports.filter(({ detailTypes }) => detailTypes.includes("AWS API Call via CloudTrail"));
  return Object.entries(told).flatMap(([type, { finds, blinding }]) => {
    const unheard = blinding.filter((call) => !calls.some((rule) => rule.texts.includes(call)));
    return account
      .ofType(type)
      .flatMap((watcher) => [
        ...(finds === undefined || reports.some((rule) => rule.detailTypes.includes(finds) && isOfGrave(rule))
          ? []
          : [report.violation(watcher, "what it finds is not told", `a rule that tells a topic of each ${finds} that is grave`)]),
        ...(unheard.length === 0
          ? []
          : [report.violation(watcher, `nobody hears of ${unheard.join(", ")}`, "a rule that tells a topic of these calls")]),
      ]);
  });
}

/** Whether a rule leaves out nothing from the middle of a scale to 10, where it goes by a scale at all. */
function isOfGrave({ pattern }: Report): boolean {
  const limits = [...JSON.stringify(pattern).matchAll(/"numeric":(\[[^\]]*\])/g)].map(
    ([, limit]) => JSON.parse(limit ?? "[]") as unknown[],
  );
  return limits.every(([comparison, limit, ...more]) => comparison === ">=" && Number(limit) <= 4 && more.length === 0);
}

function trailFindings(account: StackModel, trail: Element, report: Reporter): Finding[] {
  const { kms_key_id: key, s3_bucket_name: name } = trail.values;
  const bucket = account.referent(name, "aws_s3_bucket", "id");
  if (bucket === undefined) return [report.unresolved(trail, name, "the id of a bucket of this stack")];
  const policy = account
    .ofType("aws_s3_bucket_policy")
    .filter(({ values }) => account.referent(values["bucket"], "aws_s3_bucket", "id") === bucket)
    .flatMap((resource) => policyAt(account, resource, "policy") ?? []);
  const source = `arn:aws:cloudtrail:eu-west-1:ACCOUNT:trail/${textAt(trail.values, "name") ?? ""}`;
  const writers = policy.flatMap(({ element, statements }) =>
    statements.filter(({ effect }) => effect === "Allow").map((statement) => ({ element, ...statement })),
  );
  return [
    ...(account.referent(key, "aws_kms_key", "arn") === undefined
      ? [report.unresolved(trail, key, "kms_key_id: a key of this stack")]
      : []),
    ...(at(bucket.values, "lifecycle", "prevent_destroy") === true
      ? []
      : [report.violation(bucket, "a trail that can be destroyed", "prevent_destroy")]),
    ...(writers.some(({ actions }) => actions.includes("s3:PutObject"))
      ? []
      : [report.violation(bucket, "nobody who adds events", "the trail")]),
    ...writers.flatMap(({ element, sid, conditions, principals }) => {
      const bound = conditions.some(
        ({ test, variable, values }) =>
          test === "StringEquals" && variable === "aws:SourceArn" && values.map((value) => resolveArn(account, value)).join() === source,
      );
      const cloudtrail = principals.flatMap(({ identifiers }) => identifiers).join() === "cloudtrail.amazonaws.com";
      return bound && cloudtrail ? [] : [report.violation(element, `${sid} lets in more than the trail`, `CloudTrail for ${source}`)];
    }),
  ];
}

function tagFindings(account: StackModel, report: Reporter): Finding[] {
  const rules = account
    .ofType("aws_config_config_rule")
    .filter(({ values }) => textAt(values, "source", "source_identifier") === "REQUIRED_TAGS");
  const asked = rules.flatMap(({ values }) => {
    const parameters: unknown = JSON.parse(textAt(values, "input_parameters") ?? "{}");
    return isBlock(parameters)
      ? Object.entries(parameters).flatMap(([name, value]) => (/^tag[1-6]Key$/.test(name) ? [show(value)] : []))
      : [];
  });
  return [
    ...tags
      .filter((tag) => !asked.includes(tag))
      .map((tag) => report.violation("aws_config_config_rule", `nobody asks for the tag ${tag}`, tags.join(", "))),
    ...rules
      .filter(({ values }) => at(values, "scope", "tag_value") !== "open-health-initiative")
      .map((rule) => report.violation(rule, `scope ${show(rule.values["scope"])}`, "what belongs to the project: the account has others")),
  ];
}
