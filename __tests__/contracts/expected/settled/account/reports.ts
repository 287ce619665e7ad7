import { environmentNames } from "../../environments";
import { described, message } from "../message";
import { byId, is, only, type SettledTable } from "../table";

const meanings = {
  "access-opened": "Somebody outside the account can use something in it.",
  "audit-changed": "Somebody changed what watches the account.",
  "threat-found": "GuardDuty found something that an intruder would do.",
};

const kinds = Object.keys(meanings);

/** What watches over the account, and what it tells. */
export const reports: SettledTable = {
  aws_accessanalyzer_analyzer: { analyzer_name: is("ohi-shared-analyzer"), type: is("ACCOUNT") },
  aws_cloudtrail: {
    depends_on: is(["aws_s3_bucket_policy"]),
    enable_log_file_validation: is(true),
    enable_logging: is(true),
    include_global_service_events: is(true),
    is_multi_region_trail: is(true),
    kms_key_id: is("-> aws_kms_key.arn"),
    name: is("ohi-shared-trail"),
    s3_bucket_name: is("-> aws_s3_bucket.id"),
  },
  aws_cloudwatch_event_rule: {
    description: byId(described(meanings)),
    "event_pattern.source": byId({
      "access-opened": ["aws.access-analyzer"],
      "audit-changed": ["aws.cloudtrail", "aws.config", "aws.guardduty", "aws.access-analyzer"],
      "threat-found": ["aws.guardduty"],
    }),
    "event_pattern.detail-type": byId({
      "access-opened": ["Access Analyzer Finding"],
      "audit-changed": ["AWS API Call via CloudTrail"],
      "threat-found": ["GuardDuty Finding"],
    }),
    "event_pattern.detail.status": only(["access-opened"], ["ACTIVE"]),
    "event_pattern.detail.eventName": only(
      ["audit-changed"],
      [
        ...["DeleteTrail", "PutEventSelectors", "StopLogging", "UpdateTrail"],
        ...["DeleteConfigurationRecorder", "DeleteDeliveryChannel", "PutConfigurationRecorder", "StopConfigurationRecorder"],
        ...["CreateFilter", "CreateIPSet", "DeleteDetector", "UpdateDetector", "UpdateFilter", "UpdateIPSet"],
        ...["CreateArchiveRule", "DeleteAnalyzer", "UpdateArchiveRule"],
      ],
    ),
    // What is grave, and what is told whatever GuardDuty thinks of it.
    "event_pattern.detail.$or[].severity[].numeric": only(["threat-found"], [[">=", 4]]),
    "event_pattern.detail.$or[].type": only(
      ["threat-found"],
      [["Policy:IAMUser/RootCredentialUsage", "Stealth:IAMUser/CloudTrailLoggingDisabled"]],
    ),
    name: byId(Object.fromEntries(kinds.map((kind) => [kind, `ohi-shared-${kind}`]))),
  },
  aws_cloudwatch_event_target: {
    arn: is("-> aws_sns_topic.arn"),
    "input_transformer.input_paths.call": only(["audit-changed_target"], "$.detail.eventName"),
    "input_transformer.input_paths.error": only(["audit-changed_target"], "$.detail.errorCode"),
    "input_transformer.input_paths.finding": only(["access-opened_target", "threat-found_target"], "$.detail.id"),
    "input_transformer.input_paths.from": only(["audit-changed_target"], "$.detail.sourceIPAddress"),
    "input_transformer.input_paths.public": only(["access-opened_target"], "$.detail.isPublic"),
    "input_transformer.input_paths.resource": only(["access-opened_target"], "$.detail.resource"),
    "input_transformer.input_paths.severity": only(["threat-found_target"], "$.detail.severity"),
    "input_transformer.input_paths.title": only(["threat-found_target"], "$.detail.title"),
    "input_transformer.input_paths.type": only(["threat-found_target"], "$.detail.type"),
    "input_transformer.input_paths.who": only(["audit-changed_target"], "$.detail.userIdentity.arn"),
    "input_transformer.input_template": byId({
      "access-opened_target": message(
        "ohi-shared-access-opened",
        "access-opened",
        meanings["access-opened"],
        "resource",
        "public",
        "finding",
      ),
      "audit-changed_target": message(
        "ohi-shared-audit-changed",
        "audit-changed",
        meanings["audit-changed"],
        "call",
        "who",
        "from",
        "error",
      ),
      "threat-found_target": message(
        "ohi-shared-threat-found",
        "threat-found",
        meanings["threat-found"],
        "type",
        "severity",
        "title",
        "finding",
      ),
    }),
    rule: is("-> aws_cloudwatch_event_rule.name"),
  },
  aws_config_config_rule: {
    depends_on: is(["aws_config_configuration_recorder_status"]),
    description: byId({
      "required-tags_1": "Everything of open-health-initiative has Project, Environment, Owner, CostCenter, ManagedBy, CreatedBy",
      "required-tags_2": "Everything of open-health-initiative has CreatedDate, Service, DataClassification, BackupPolicy, Compliance",
    }),
    "input_parameters.tag1Key": byId({ "required-tags_1": "Project", "required-tags_2": "CreatedDate" }),
    "input_parameters.tag2Key": byId({ "required-tags_1": "Environment", "required-tags_2": "Service" }),
    "input_parameters.tag2Value": only(["required-tags_1"], ["shared", ...environmentNames].join()),
    "input_parameters.tag3Key": byId({ "required-tags_1": "Owner", "required-tags_2": "DataClassification" }),
    "input_parameters.tag3Value": only(["required-tags_2"], "public,internal,confidential,pii,phi"),
    "input_parameters.tag4Key": byId({ "required-tags_1": "CostCenter", "required-tags_2": "BackupPolicy" }),
    "input_parameters.tag4Value": only(["required-tags_2"], "daily,weekly,none"),
    "input_parameters.tag5Key": byId({ "required-tags_1": "ManagedBy", "required-tags_2": "Compliance" }),
    "input_parameters.tag5Value": only(["required-tags_2"], "hipaa,gdpr,none"),
    "input_parameters.tag6Key": only(["required-tags_1"], "CreatedBy"),
    name: byId({ "required-tags_1": "ohi-shared-required-tags-1", "required-tags_2": "ohi-shared-required-tags-2" }),
    "scope.tag_key": is("Project"),
    "scope.tag_value": is("open-health-initiative"),
    "source.owner": is("AWS"),
    "source.source_identifier": is("REQUIRED_TAGS"),
  },
  aws_config_configuration_recorder: {
    name: is("ohi-shared-recorder"),
    "recording_group.all_supported": is(true),
    "recording_group.include_global_resource_types": is(true),
    role_arn: is("-> aws_iam_service_linked_role.arn"),
  },
  aws_config_configuration_recorder_status: {
    depends_on: is(["aws_config_delivery_channel"]),
    is_enabled: is(true),
    name: is("-> aws_config_configuration_recorder.name"),
  },
  aws_config_delivery_channel: {
    depends_on: is(["aws_config_configuration_recorder", "aws_s3_bucket_policy"]),
    name: is("ohi-shared-channel"),
    s3_bucket_name: is("-> aws_s3_bucket.id"),
    s3_kms_key_arn: is("-> aws_kms_key.arn"),
  },
  aws_ebs_encryption_by_default: { enabled: is(true) },
  aws_guardduty_detector: { enable: is(true), finding_publishing_frequency: is("FIFTEEN_MINUTES") },
  aws_iam_service_linked_role: { aws_service_name: is("config.amazonaws.com") },
  aws_s3_account_public_access_block: {
    block_public_acls: is(true),
    block_public_policy: is(true),
    ignore_public_acls: is(true),
    restrict_public_buckets: is(true),
  },
  aws_sns_topic: { kms_master_key_id: is("-> aws_kms_key.arn"), name: is("ohi-shared-findings") },
  aws_sns_topic_policy: { arn: is("-> aws_sns_topic.arn"), policy: is("-> data.aws_iam_policy_document.json") },
};
