import {
  ListResourceRecordSetsCommand,
  paginateListHostedZones,
  paginateListQueryLoggingConfigs,
  type ResourceRecordSet,
  type Route53Client,
} from "@aws-sdk/client-route-53";
import type { Things } from "./facts";

/** What is looked at of a public hosted zone, besides its records. */
export interface ZoneFacts {
  /** Log groups that keep its queries. */
  readonly queryLogs: readonly string[];
}

/** What is looked at of a record. */
export interface RecordFacts {
  /** Values, in order; of an alias what it leads to. */
  readonly values: readonly string[];
  /** Seconds for which it may be kept; nothing for an alias. */
  readonly ttl: number | null;
  /** Whether an alias stops to answer while nothing behind it is healthy. */
  readonly asksHealth: boolean;
}

export interface FoundZones {
  readonly zones: Things<ZoneFacts>;
  readonly records: Things<RecordFacts>;
}

export interface ZonesProps {
  readonly client: Route53Client;
  /** Names of what aliases lead to, by AWS's own DNS names. */
  readonly targets: ReadonlyMap<string | undefined, string>;
  /** Names of the records, with the last dot, that certificates are validated by; AWS makes them up. */
  readonly validationRecords: ReadonlySet<string | undefined>;
}

/** What a record is called here. */
export function recordName(name: string, type = "?"): string {
  return `record ${name} ${type}`;
}

/** What a record that validates the certificates of a domain is called here. */
export function validationRecordName(domain: string): string {
  return `record that validates certificates of ${domain}`;
}

/**
 * Reads public zones and their records back through AWS's own interface, but for the two that AWS makes with a zone. A zone here has far fewer
 * records than one answer holds, 300.
 */
export async function readZones({ client, targets, validationRecords }: ZonesProps): Promise<FoundZones> {
  const queryLogs = await queryLogsOf(client);
  const zones: Record<string, ZoneFacts> = {};
  const records: Record<string, RecordFacts> = {};
  for await (const { HostedZones = [] } of paginateListHostedZones({ client }, {})) {
    for (const { Id = "?", Name = "?", Config } of HostedZones) {
      if (Config?.PrivateZone === true) continue;
      const domain = withoutDot(Name);
      zones[`zone ${domain}`] = { queryLogs: queryLogs.get(Id.replace("/hostedzone/", "")) ?? [] };
      const { ResourceRecordSets = [] } = await client.send(new ListResourceRecordSetsCommand({ HostedZoneId: Id }));
      for (const record of ResourceRecordSets) {
        if (record.Name === Name && (record.Type === "NS" || record.Type === "SOA")) continue;
        const validates = validationRecords.has(record.Name);
        const name = validates ? validationRecordName(domain) : recordName(withoutDot(record.Name), record.Type);
        records[name] = validates ? { ...factsOf(record, targets), values: [] } : factsOf(record, targets);
      }
    }
  }
  return { zones, records };
}

function factsOf({ TTL, AliasTarget, ResourceRecords = [] }: ResourceRecordSet, targets: ZonesProps["targets"]): RecordFacts {
  if (AliasTarget !== undefined) {
    const host = withoutDot(AliasTarget.DNSName);
    return { values: [targets.get(host) ?? host], ttl: null, asksHealth: AliasTarget.EvaluateTargetHealth === true };
  }
  return { values: ResourceRecords.map(({ Value = "?" }) => Value).toSorted(), ttl: TTL ?? null, asksHealth: false };
}

async function queryLogsOf(client: Route53Client): Promise<ReadonlyMap<string, readonly string[]>> {
  const groups = new Map<string, readonly string[]>();
  for await (const { QueryLoggingConfigs = [] } of paginateListQueryLoggingConfigs({ client }, {})) {
    for (const { HostedZoneId = "?", CloudWatchLogsLogGroupArn = "?" } of QueryLoggingConfigs) {
      groups.set(HostedZoneId, [...(groups.get(HostedZoneId) ?? []), CloudWatchLogsLogGroupArn.replace(/^.*:log-group:/, "")]);
    }
  }
  return groups;
}

function withoutDot(name = "?"): string {
  return name.replace(/\.$/, "");
}
