import { type AlarmRule, count, during } from "../operations/alarm-rule";

/**
 * When new tasks could not be started after a rotation.
 *
 * @see https://docs.aws.amazon.com/step-functions/latest/dg/procedure-cw-metrics.html
 */
export function redeploymentAlarms(stateMachineArn: string): AlarmRule[] {
  return [
    {
      kind: "redeployment-failed",
      meaning: "Tasks still have the password from before a rotation, and a database takes it no more.",
      metric: { namespace: "AWS/States", name: "ExecutionsFailed", dimensions: { StateMachineArn: stateMachineArn } },
      statistic: "Sum",
      limit: { above: count(0) },
      ...during(300, 1),
      missing: "notBreaching",
    },
  ];
}
