import { CloudwatchLogMetricFilter } from "@cdktf/provider-aws/lib/cloudwatch-log-metric-filter";
import { Construct } from "constructs";
import { nameOf } from "../foundation/names";
import { PlatformStack } from "../foundation/platform-stack";
import { count, during } from "./alarm-rule";
import { watch } from "./watch";

export interface LoggedFailureProps {
  /** Words of what writes the log, behind the stack's prefix: `clickhouse`. */
  readonly name: string;
  /** What kind of failure it is: last words of the alarm's name, and heading of its section in the runbook. */
  readonly kind: string;
  /** What somebody has to know first, as a sentence. */
  readonly meaning: string;
  readonly logGroupName: string;
  /** A line that has this word, in these letters, tells of a failure. */
  readonly word: string;
}

/**
 * Counts the lines of a log that tell of a failure, and has somebody told of the first.
 *
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/FilterAndPatternSyntax.html
 */
export class LoggedFailure extends Construct {
  public constructor(scope: Construct, id: string, { name, kind, meaning, logGroupName, word }: LoggedFailureProps) {
    super(scope, id);
    const metric = { namespace: PlatformStack.of(this).namePrefix, name: `${name}-${kind}` };
    new CloudwatchLogMetricFilter(this, "resource", {
      name: nameOf(this, "aws_cloudwatch_log_metric_filter", name, kind),
      logGroupName,
      pattern: `"${word}"`,
      metricTransformation: { ...metric, value: "1", unit: "Count" },
    });
    watch(this, name, [
      {
        kind,
        meaning,
        metric: { ...metric, dimensions: {} },
        statistic: "Sum",
        limit: { above: count(0) },
        ...during(300, 1),
        missing: "notBreaching",
      },
    ]);
  }
}
