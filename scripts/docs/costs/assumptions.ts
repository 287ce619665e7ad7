/** How much of something a month is taken to use. */
export interface Assumption {
  readonly amount: number;
  /** What there is so much of. */
  readonly of: string;
}

/**
 * What a month's use is taken to be where AWS charges for use and leaving it out would make the sum look far too small. Nobody has measured any of
 * it; the first bill does.
 */
export const assumptions = {
  logGb: { amount: 1, of: "GB that each log group takes in; kept for as long as its retention says" },
  insightsMetrics: { amount: 20, of: "metrics that Container Insights makes of each service" },
  managementEvents: { amount: 1, of: "million management events that GuardDuty reads in the account" },
  flowLogGb: { amount: 30, of: "GB of flow logs and DNS queries that GuardDuty reads in the account" },
  configItems: { amount: 5000, of: "changes of resources that Config notes in the account" },
} as const satisfies Readonly<Record<string, Assumption>>;
