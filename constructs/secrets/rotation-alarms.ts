import { type AlarmRule, count, during } from "../operations/alarm-rule";

/**
 * When a function that changes a password fails. Secrets Manager calls it again for as long as the rotation's hours last.
 *
 * @see https://docs.aws.amazon.com/lambda/latest/dg/monitoring-metrics-types.html
 */
export function rotationAlarms(functionName: string): AlarmRule[] {
  return [
    {
      kind: "function-errors",
      meaning: "A password was not changed, or only halfway.",
      metric: { namespace: "AWS/Lambda", name: "Errors", dimensions: { FunctionName: functionName } },
      statistic: "Sum",
      limit: { above: count(0) },
      ...during(300, 1),
      missing: "notBreaching",
    },
  ];
}
