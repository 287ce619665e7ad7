/** AWS's list price of one unit, in US dollars before tax. */
export interface Price {
  /** Line of the table of costs to which it adds. */
  readonly line: string;
  /** What is counted, one of it: `gateway hour`. */
  readonly unit: string;
  readonly usd: number;
  /** Page on which AWS publishes the price. */
  readonly page: string;
  /** By what the number is known, and since when. Without it, by nothing that has a date: it is to be confirmed. */
  readonly seen?: Sighting;
}

/**
 * What somebody has published who looked: an excerpt of AWS's `price list` for the region, the words of AWS's `pricing page`, or amount and quantity of a
 * `bill` for the region in that month, which tell what was charged and not what is published. All are second hand.
 */
export interface Sighting {
  readonly in: "price list" | "pricing page" | "bill";
  /** Day or month, `2026-09-25` or `2026-07`. */
  readonly on: string;
}

const page = (service: string): string => `https://aws.amazon.com/${service}/pricing/`;
const listed = (on: string): Sighting => ({ in: "price list", on });
const published = (on: string): Sighting => ({ in: "pricing page", on });
const billed = (on: string): Sighting => ({ in: "bill", on });

/**
 * Every price that the documents know, by what is paid for: eu-west-1 for everything but what is us-east-1's or has one price in all regions.
 *
 * On-demand prices without free tiers, discounts and savings plans: the account is shared, so others may have used them up.
 */
export const prices: Readonly<Record<string, Price>> = {
  "NAT gateway": {
    line: "NAT gateways",
    unit: "hour",
    usd: 0.048,
    page: "https://pricing.us-east-1.amazonaws.com/offers/v1.0/aws/AmazonEC2/20260925174521/eu-west-1/index.json",
    seen: listed("2026-09-25"),
  },
  "public IPv4 address": { line: "public IPv4 addresses", unit: "hour", usd: 0.005, page: page("vpc"), seen: billed("2026-07") },
  // The bill has 8 % less, as it has of NAT gateways.
  "interface endpoint in a zone": {
    line: "interface endpoints",
    unit: "hour",
    usd: 0.011,
    page: page("privatelink"),
    seen: billed("2026-05"),
  },
  "application load balancer": {
    line: "load balancers",
    unit: "hour",
    usd: 0.0252,
    page: page("elasticloadbalancing"),
    seen: listed("2026-03-23"),
  },
  "Fargate vCPU": { line: "Fargate", unit: "hour", usd: 0.04048, page: page("fargate"), seen: listed("2026-05-01") },
  "Fargate GiB": { line: "Fargate", unit: "hour", usd: 0.004445, page: page("fargate"), seen: listed("2026-05-01") },
  // Spot has no list price. AWS says up to 70 % less; this is the lowest that it can be.
  "Fargate Spot vCPU": { line: "Fargate Spot", unit: "hour", usd: 0.012144, page: page("fargate") },
  "Fargate Spot GiB": { line: "Fargate Spot", unit: "hour", usd: 0.0013335, page: page("fargate") },
  "database db.t4g.micro": { line: "databases", unit: "hour", usd: 0.017, page: page("rds/postgresql"), seen: listed("2026-03-23") },
  "database db.t4g.small": { line: "databases", unit: "hour", usd: 0.035, page: page("rds/postgresql"), seen: billed("2026-05") },
  "database db.t4g.medium": { line: "databases", unit: "hour", usd: 0.069, page: page("rds/postgresql"), seen: listed("2026-03-23") },
  "database storage gp3": { line: "database storage", unit: "GiB", usd: 0.127, page: page("rds/postgresql"), seen: listed("2026-03-23") },
  // The price list of 2026-03-23 has 0.0136 and 0.0272 for Valkey, which AWS says is a fifth less than Redis.
  "cache node cache.t4g.micro": { line: "caches", unit: "hour", usd: 0.017, page: page("elasticache") },
  "cache node cache.t4g.small": { line: "caches", unit: "hour", usd: 0.034, page: page("elasticache") },
  "host t3.medium": { line: "hosts", unit: "hour", usd: 0.0456, page: page("ec2") },
  "host t3.large": { line: "hosts", unit: "hour", usd: 0.0912, page: page("ec2") },
  "host r6i.large": { line: "hosts", unit: "hour", usd: 0.141, page: page("ec2") },
  "disk gp3": { line: "disks", unit: "GiB", usd: 0.088, page: page("ebs"), seen: listed("2026-05-01") },
  "web ACL": { line: "web ACLs", unit: "ACL", usd: 5, page: page("waf"), seen: published("2026-03-23") },
  "rule of a web ACL": { line: "web ACLs", unit: "rule", usd: 1, page: page("waf"), seen: published("2026-03-23") },
  "KMS key": { line: "keys", unit: "key", usd: 1, page: page("kms") },
  secret: { line: "secrets", unit: "secret", usd: 0.4, page: page("secrets-manager"), seen: published("2026-09-20") },
  "metric of an alarm": { line: "alarms and dashboards", unit: "metric", usd: 0.1, page: page("cloudwatch") },
  "metric of our own": { line: "alarms and dashboards", unit: "metric", usd: 0.3, page: page("cloudwatch") },
  dashboard: { line: "alarms and dashboards", unit: "dashboard", usd: 3, page: page("cloudwatch") },
  "detailed metric of a host": { line: "hosts", unit: "metric", usd: 0.3, page: page("cloudwatch") },
  "hosted zone": { line: "names", unit: "zone", usd: 0.5, page: page("route53"), seen: published("2026-09-20") },
  "health check": { line: "names", unit: "check", usd: 0.5, page: page("route53"), seen: published("2026-09-20") },
  "feature of a health check": { line: "names", unit: "feature", usd: 1, page: page("route53"), seen: published("2026-09-20") },
  "registered address": { line: "names", unit: "address", usd: 0.1, page: page("cloud-map") },
  "log taken in": { line: "logs (assumed)", unit: "GB", usd: 0.57, page: page("cloudwatch"), seen: listed("2026-05-01") },
  "log kept": { line: "logs (assumed)", unit: "GB", usd: 0.03, page: page("cloudwatch") },
  "log searched for passwords": { line: "logs (assumed)", unit: "GB", usd: 0.12, page: page("cloudwatch") },
  "metric of Container Insights": { line: "Container Insights (assumed)", unit: "metric", usd: 0.3, page: page("cloudwatch") },
  // The page names these two for us-east-1 only.
  "GuardDuty's million events": {
    line: "GuardDuty (assumed)",
    unit: "million",
    usd: 4,
    page: page("guardduty"),
    seen: published("2026-10-07"),
  },
  "GuardDuty's flow and DNS logs": {
    line: "GuardDuty (assumed)",
    unit: "GB",
    usd: 1,
    page: page("guardduty"),
    seen: published("2026-10-07"),
  },
  "item of Config": { line: "Config (assumed)", unit: "item", usd: 0.003, page: page("config"), seen: listed("2026-06-01") },
};
