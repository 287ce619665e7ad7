import {
  type ElasticLoadBalancingV2Client,
  DescribeRulesCommand,
  DescribeTargetGroupsCommand,
  paginateDescribeListeners,
  paginateDescribeLoadBalancers,
  type Rule,
} from "@aws-sdk/client-elastic-load-balancing-v2";
import { ListResourceRecordSetsCommand, paginateListHostedZones, type Route53Client } from "@aws-sdk/client-route-53";
import type { Things } from "./facts";

/** What is looked at of a host that a load balancer serves. */
export interface HostFacts {
  readonly loadBalancer: string;
  /** Port of the listener. */
  readonly listener: number;
  readonly priority: number;
  /** Port of the targets. */
  readonly port: number;
  readonly healthPath: string;
  /** Whether the host has an address record in a zone. */
  readonly record: boolean;
}

/** Reads the hosts that load balancers serve back through AWS's own interface. */
export async function readHosts(client: ElasticLoadBalancingV2Client, dns: Route53Client): Promise<Things<HostFacts>> {
  const records = await readRecords(dns);
  const found: Record<string, HostFacts> = {};
  for await (const { LoadBalancers = [] } of paginateDescribeLoadBalancers({ client }, {})) {
    for (const { LoadBalancerArn, LoadBalancerName = "?" } of LoadBalancers) {
      for await (const { Listeners = [] } of paginateDescribeListeners({ client }, { LoadBalancerArn })) {
        for (const { ListenerArn, Port = 0 } of Listeners) {
          const { Rules = [] } = await client.send(new DescribeRulesCommand({ ListenerArn }));
          for (const rule of Rules.filter(({ IsDefault }) => IsDefault !== true)) {
            const target = await targetOf(client, rule);
            for (const host of hostsOf(rule)) {
              const priority = Number(rule.Priority);
              found[host] = { loadBalancer: LoadBalancerName, listener: Port, priority, ...target, record: records.has(host) };
            }
          }
        }
      }
    }
  }
  return found;
}

function hostsOf({ Conditions = [] }: Rule): readonly string[] {
  return Conditions.flatMap(({ Field, HostHeaderConfig, Values = [] }) =>
    Field === "host-header" ? (HostHeaderConfig?.Values ?? Values) : [],
  );
}

async function targetOf(client: ElasticLoadBalancingV2Client, { Actions = [] }: Rule): Promise<Pick<HostFacts, "port" | "healthPath">> {
  const arn = Actions.find(({ Type }) => Type === "forward")?.TargetGroupArn;
  if (arn === undefined) return { port: 0, healthPath: "?" };
  const { TargetGroups = [] } = await client.send(new DescribeTargetGroupsCommand({ TargetGroupArns: [arn] }));
  return { port: TargetGroups[0]?.Port ?? 0, healthPath: TargetGroups[0]?.HealthCheckPath ?? "?" };
}

/** Names of all zones' address records, without the last dot. A zone here has far fewer records than one answer holds, 300. */
async function readRecords(client: Route53Client): Promise<ReadonlySet<string>> {
  const names = new Set<string>();
  for await (const { HostedZones = [] } of paginateListHostedZones({ client }, {})) {
    for (const { Id } of HostedZones) {
      const { ResourceRecordSets = [] } = await client.send(new ListResourceRecordSetsCommand({ HostedZoneId: Id }));
      for (const { Name = "", Type } of ResourceRecordSets) if (Type === "A") names.add(Name.replace(/\.$/, ""));
    }
  }
  return names;
}
