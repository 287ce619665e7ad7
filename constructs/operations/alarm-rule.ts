/** An amount, with what it is counted in. */
export interface Quantity {
  readonly value: number;
  readonly unit: "%" | "s" | "bytes" | "days" | "";
}

/** Percent, 0 to 100. */
export const percent = (value: number): Quantity => ({ value, unit: "%" });

export const seconds = (value: number): Quantity => ({ value, unit: "s" });

export const days = (value: number): Quantity => ({ value, unit: "days" });

/** GiB, in bytes: CloudWatch measures disks so. */
export const gib = (value: number): Quantity => ({ value: Math.round(value * 1024 ** 3), unit: "bytes" });

/** Things that can be counted, of which the metric says what they are. */
export const count = (value: number): Quantity => ({ value, unit: "" });

/** What CloudWatch measures, and of what. */
export interface Metric {
  /** For example `AWS/ECS`. */
  readonly namespace: string;
  readonly name: string;
  /** Exactly those under which the service publishes: with one too many or too few, an alarm sees nothing. */
  readonly dimensions: Readonly<Record<string, string>>;
}

/** When something that is measured needs a person. */
export interface AlarmRule {
  /** What kind of alarm it is: last words of its name, and heading of its section in the runbook. */
  readonly kind: string;
  /** What somebody has to know first, as a sentence. */
  readonly meaning: string;
  readonly metric: Metric;
  /** How the measurements of a period become one number; a percentile as `p95`. */
  readonly statistic: "Average" | "Sum" | "Minimum" | "Maximum" | `p${number}`;
  /** What is too much, or too little. The limit itself is still good. */
  readonly limit: { readonly above: Quantity } | { readonly below: Quantity };
  /** Seconds of a period: 60, or a multiple of it. */
  readonly periodSeconds: number;
  /** Periods, one after the other, that have to be bad. */
  readonly periods: number;
  /**
   * What a period without a measurement counts as. `breaching` where silence is itself the fault, `notBreaching` where a metric is only
   * published when something happens, `ignore` where the alarm should stay as it is.
   *
   * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/AlarmThatSendsEmail.html#alarms-and-missing-data
   */
  readonly missing: "breaching" | "notBreaching" | "ignore";
  /** CloudFront, its web ACL and health checks are measured in us-east-1 and nowhere else. Default: the stack's own region. */
  readonly region?: "edge";
}

/** How long something has to be bad: a number of periods, each as long as the first says in seconds. */
export const during = (periodSeconds: number, periods: number): Pick<AlarmRule, "periodSeconds" | "periods"> => ({
  periodSeconds,
  periods,
});

/** A quarter of an hour in five-minute steps, which most services report in: shorter peaks pass by themselves. */
export const quarterHour = during(300, 3);

const day = 86_400;

/** Whole days. */
export const wholeDays = (periods: number): Pick<AlarmRule, "periodSeconds" | "periods"> => during(day, periods);
