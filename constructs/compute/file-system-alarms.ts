import { type AlarmRule, percent, quarterHour } from "../operations/alarm-rule";

/**
 * When a file system is slower than its programs.
 *
 * @see https://docs.aws.amazon.com/efs/latest/ug/efs-metrics.html
 */
export function fileSystemAlarms(fileSystemId: string): AlarmRule[] {
  return [
    {
      kind: "file-system-io",
      meaning: "The file system is near the operations a second that it can do.",
      metric: { namespace: "AWS/EFS", name: "PercentIOLimit", dimensions: { FileSystemId: fileSystemId } },
      statistic: "Maximum",
      limit: { above: percent(90) },
      ...quarterHour,
      missing: "notBreaching",
    },
  ];
}
