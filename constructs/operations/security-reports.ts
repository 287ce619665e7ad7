import type { EventReportRule } from "./event-report";

const service = "governance";

/** Findings of GuardDuty that it calls low, and nobody of which should hear a day late. */
const graveWhateverItsSeverity = ["Policy:IAMUser/RootCredentialUsage", "Stealth:IAMUser/CloudTrailLoggingDisabled"];

/** Calls after which the account sees less of what is done in it, by the service that is called. */
const blinding: Readonly<Record<string, readonly string[]>> = {
  "aws.cloudtrail": ["DeleteTrail", "PutEventSelectors", "StopLogging", "UpdateTrail"],
  "aws.config": ["DeleteConfigurationRecorder", "DeleteDeliveryChannel", "PutConfigurationRecorder", "StopConfigurationRecorder"],
  "aws.guardduty": ["CreateFilter", "CreateIPSet", "DeleteDetector", "UpdateDetector", "UpdateFilter", "UpdateIPSet"],
  "aws.access-analyzer": ["CreateArchiveRule", "DeleteAnalyzer", "UpdateArchiveRule"],
};

/**
 * What GuardDuty finds of medium severity or above, and the use of root's credentials, which it calls low.
 *
 * @see https://docs.aws.amazon.com/guardduty/latest/ug/guardduty_findings_eventbridge.html
 * @see https://docs.aws.amazon.com/guardduty/latest/ug/guardduty_findings-severity.html
 */
export function foundThreats(): EventReportRule {
  return {
    kind: "threat-found",
    service,
    meaning: "GuardDuty found something that an intruder would do.",
    pattern: {
      source: ["aws.guardduty"],
      "detail-type": ["GuardDuty Finding"],
      detail: { $or: [{ severity: [{ numeric: [">=", 4] }] }, { type: graveWhateverItsSeverity }] },
    },
    details: { type: "$.detail.type", severity: "$.detail.severity", title: "$.detail.title", finding: "$.detail.id" },
  };
}

/**
 * Resources that somebody outside the account can use, since a policy of theirs lets them.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-eventbridge.html
 */
export function openedAccess(): EventReportRule {
  return {
    kind: "access-opened",
    service,
    meaning: "Somebody outside the account can use something in it.",
    pattern: { source: ["aws.access-analyzer"], "detail-type": ["Access Analyzer Finding"], detail: { status: ["ACTIVE"] } },
    details: { resource: "$.detail.resource", public: "$.detail.isPublic", finding: "$.detail.id" },
  };
}

/**
 * Calls that switch off, or make deaf, what watches the account, also those that failed. CloudTrail reports them in the region of what is switched
 * off.
 *
 * @see https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-service-event-cloudtrail.html
 */
export function changedAudit(): EventReportRule {
  return {
    kind: "audit-changed",
    service,
    meaning: "Somebody changed what watches the account.",
    pattern: {
      source: Object.keys(blinding),
      "detail-type": ["AWS API Call via CloudTrail"],
      detail: { eventName: Object.values(blinding).flat() },
    },
    details: {
      call: "$.detail.eventName",
      who: "$.detail.userIdentity.arn",
      from: "$.detail.sourceIPAddress",
      error: "$.detail.errorCode",
    },
  };
}
