import { type AlarmRule, count, during, percent, quarterHour } from "../operations/alarm-rule";

export interface HostAlarmsProps {
  readonly instanceId: string;
  readonly dataVolumeId: string;
}

/**
 * When a host, or the disk with its data, does not work.
 *
 * @see https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/viewing_metrics_with_cloudwatch.html
 * @see https://docs.aws.amazon.com/ebs/latest/userguide/using_cloudwatch_ebs.html
 */
export function hostAlarms({ instanceId: InstanceId, dataVolumeId: VolumeId }: HostAlarmsProps): AlarmRule[] {
  return [
    {
      kind: "host-status",
      meaning: "The instance, or the hardware below it, does not answer.",
      metric: { namespace: "AWS/EC2", name: "StatusCheckFailed", dimensions: { InstanceId } },
      statistic: "Maximum",
      limit: { above: count(0) },
      ...during(60, 5),
      missing: "breaching",
    },
    {
      kind: "host-cpu",
      meaning: "The host is busier than it can be for long.",
      metric: { namespace: "AWS/EC2", name: "CPUUtilization", dimensions: { InstanceId } },
      statistic: "Average",
      limit: { above: percent(85) },
      ...quarterHour,
      missing: "notBreaching",
    },
    {
      kind: "disk-stalled",
      meaning: "The disk with the data takes no reads or writes.",
      metric: { namespace: "AWS/EBS", name: "VolumeStalledIOCheck", dimensions: { VolumeId } },
      statistic: "Maximum",
      limit: { above: count(0) },
      ...during(60, 5),
      missing: "notBreaching",
    },
  ];
}
