import { CloudwatchLogGroup } from "@cdktf/provider-aws/lib/cloudwatch-log-group";
import type { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import { Construct } from "constructs";

export interface LogGroupProps {
  /** Whole name, for example `/vpc/ohi-dev/flow-logs`. */
  readonly name: string;
  /** ARN of the KMS key that encrypts it; the key's policy has to let CloudWatch Logs use it for this name. */
  readonly kmsKeyArn: string;
  /** Days for which events are kept; one of CloudWatch's own numbers. */
  readonly retentionDays: number;
  /** Provider of the region that it is in; the key has to be in the same. Default: the stack's own region. */
  readonly provider?: AwsProvider;
}

/** A CloudWatch log group, encrypted and with an end to its memory. */
export class LogGroup extends Construct {
  public readonly resource: CloudwatchLogGroup;

  public constructor(scope: Construct, id: string, { name, kmsKeyArn, retentionDays, provider }: LogGroupProps) {
    super(scope, id);
    this.resource = new CloudwatchLogGroup(this, "resource", {
      name,
      kmsKeyId: kmsKeyArn,
      retentionInDays: retentionDays,
      tags: { Name: name },
      ...(provider === undefined ? {} : { provider }),
    });
  }

  /** ARN without the `:*` that log streams have behind it. */
  public get arn(): string {
    return this.resource.arn;
  }
}
