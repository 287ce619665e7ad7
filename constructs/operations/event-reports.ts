import type { EventReportRule } from "./event-report";

/**
 * Tasks of a cluster that ended by themselves with an error, or did not start. Those that ECS stops for a deployment, for scaling or because
 * Spot takes its capacity back are none of them.
 *
 * @see https://docs.aws.amazon.com/AmazonECS/latest/developerguide/ecs_task_events.html
 * @see https://docs.aws.amazon.com/AmazonECS/latest/developerguide/stopped-task-error-codes.html
 */
export function stoppedTasks(clusterArn: string): EventReportRule {
  return {
    kind: "task-stopped",
    service: "ecs",
    meaning: "A task ended with an error, or did not start.",
    pattern: {
      source: ["aws.ecs"],
      "detail-type": ["ECS Task State Change"],
      detail: {
        clusterArn: [clusterArn],
        lastStatus: ["STOPPED"],
        $or: [
          { stopCode: ["TaskFailedToStart"] },
          { stopCode: ["EssentialContainerExited"], containers: { exitCode: [{ "anything-but": [0] }] } },
        ],
      },
    },
    details: { group: "$.detail.group", code: "$.detail.stopCode", reason: "$.detail.stoppedReason", task: "$.detail.taskArn" },
  };
}

/**
 * Deployments that ECS gave up, and rolled back where there was something to go back to.
 *
 * @param arnBeginning beginning of the ARNs of the services that are meant.
 * @see https://docs.aws.amazon.com/AmazonECS/latest/developerguide/ecs_service_deployment_events.html
 */
export function failedDeployments(arnBeginning: string): EventReportRule {
  return {
    kind: "deployment-failed",
    service: "ecs",
    meaning: "New tasks of a service did not come up, and the ones from before run on.",
    pattern: {
      source: ["aws.ecs"],
      "detail-type": ["ECS Deployment State Change"],
      resources: [{ prefix: arnBeginning }],
      detail: { eventName: ["SERVICE_DEPLOYMENT_FAILED"] },
    },
    details: { service: "$.resources[0]", reason: "$.detail.reason" },
  };
}

/**
 * Rotations of secrets that failed, for whatever reason. Secrets Manager reports them by CloudTrail, so the account needs a trail.
 *
 * @param arnBeginning beginning of the ARNs of the secrets that are meant.
 * @see https://docs.aws.amazon.com/secretsmanager/latest/userguide/monitoring-eventbridge.html
 */
export function failedRotations(arnBeginning: string): EventReportRule {
  return {
    kind: "rotation-failed",
    service: "rotation",
    meaning: "A password was not changed.",
    pattern: {
      source: ["aws.secretsmanager"],
      "detail-type": ["AWS Service Event via CloudTrail"],
      detail: {
        eventSource: ["secretsmanager.amazonaws.com"],
        eventName: ["RotationFailed", "RotationAbandoned"],
        additionalEventData: { SecretId: [{ prefix: arnBeginning }] },
      },
    },
    details: { secret: "$.detail.additionalEventData.SecretId", event: "$.detail.eventName" },
  };
}
