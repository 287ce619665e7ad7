import {
  type EC2Client,
  paginateDescribeManagedPrefixLists,
  paginateDescribeSecurityGroupRules,
  paginateDescribeSecurityGroups,
  paginateDescribeSubnets,
  paginateDescribeVpcs,
  type SecurityGroupRule,
} from "@aws-sdk/client-ec2";

/** Permission to talk: an end is the name of a security group or of a prefix list, or an address range. */
export interface Flow {
  readonly from: string;
  readonly to: string;
  /** One TCP port. */
  readonly port: number;
}

/** A subnet by its name tag. */
export interface Subnet {
  readonly name: string;
  readonly cidr: string;
  readonly zone: string;
}

/** What a network is meant to be. */
export interface Network {
  readonly vpcCidr: string;
  readonly subnets: readonly Subnet[];
  readonly flows: readonly Flow[];
}

/** What AWS says there is. A rule is one half of a flow, kept where it was found. */
export interface FoundNetwork {
  /** Address ranges of all VPCs but the default one. */
  readonly vpcCidrs: readonly string[];
  readonly subnets: readonly Subnet[];
  /** Names of all groups but the default ones. */
  readonly groups: readonly string[];
  readonly rules: readonly FoundRule[];
}

/** One rule of a security group. */
export interface FoundRule {
  readonly direction: "ingress" | "egress";
  readonly from: string;
  readonly to: string;
  /** A single port such as `443`, or whatever else the rule covers. */
  readonly ports: string;
}

/** Reads the network back through AWS's own interface, so that neither Terraform nor its state has a say in what is found. */
export async function readNetwork(client: EC2Client): Promise<FoundNetwork> {
  const vpcs = (await all(paginateDescribeVpcs({ client }, {}), "Vpcs")).filter(({ IsDefault }) => IsDefault !== true);
  const ids = new Set(vpcs.map(({ VpcId }) => VpcId));
  const subnets = (await all(paginateDescribeSubnets({ client }, {}), "Subnets")).filter(({ VpcId }) => ids.has(VpcId));
  const groups = (await all(paginateDescribeSecurityGroups({ client }, {}), "SecurityGroups")).filter(({ VpcId }) => ids.has(VpcId));
  const lists = await all(paginateDescribeManagedPrefixLists({ client }, {}), "PrefixLists");
  const rules = await all(paginateDescribeSecurityGroupRules({ client }, {}), "SecurityGroupRules");

  const nameById = new Map([
    ...groups.map(({ GroupId, GroupName }) => [GroupId ?? "", GroupName ?? ""] as const),
    ...lists.map(({ PrefixListId, PrefixListName }) => [PrefixListId ?? "", PrefixListName ?? ""] as const),
  ]);
  return {
    vpcCidrs: vpcs.map(({ CidrBlock }) => CidrBlock ?? ""),
    subnets: subnets.map(({ Tags = [], CidrBlock = "", AvailabilityZone = "" }) => ({
      name: Tags.find(({ Key }) => Key === "Name")?.Value ?? "",
      cidr: CidrBlock,
      zone: AvailabilityZone,
    })),
    groups: groups.flatMap(({ GroupName = "" }) => (GroupName === "default" ? [] : [GroupName])),
    rules: rules.filter(({ GroupId = "" }) => nameById.has(GroupId)).map((rule) => asFound(rule, nameById)),
  };
}

/** Everything in which a network found differs from the one meant; nothing when they are the same. */
export function compareNetworks(found: FoundNetwork, meant: Network): string[] {
  const groups = new Set(found.groups);
  const rule = (direction: string, { from, to }: Omit<Flow, "port">, ports: string): string => `${direction} ${from} -> ${to}:${ports}`;
  const wanted = meant.flows.flatMap((flow) => [
    ...(groups.has(flow.to) ? [rule("ingress", flow, String(flow.port))] : []),
    ...(groups.has(flow.from) ? [rule("egress", flow, String(flow.port))] : []),
    ...(groups.has(flow.to) || groups.has(flow.from) ? [] : [`flow ${flow.from} -> ${flow.to}:${flow.port}, whose groups are missing`]),
  ]);
  const subnet = ({ name, cidr, zone }: Subnet): string => `subnet ${name} ${cidr} in ${zone}`;
  return [
    ...differences(
      [`VPC ${meant.vpcCidr}`],
      found.vpcCidrs.map((cidr) => `VPC ${cidr}`),
    ),
    ...differences(meant.subnets.map(subnet), found.subnets.map(subnet)),
    ...differences(
      wanted,
      found.rules.map((half) => rule(half.direction, half, half.ports)),
    ),
  ];
}

function differences(wanted: readonly string[], found: readonly string[]): string[] {
  const [wantedSet, foundSet] = [new Set(wanted), new Set(found)];
  return [
    ...[...wantedSet].filter((item) => !foundSet.has(item)).map((item) => `missing: ${item}`),
    ...[...foundSet].filter((item) => !wantedSet.has(item)).map((item) => `not meant to be there: ${item}`),
  ];
}

function asFound(rule: SecurityGroupRule, nameById: ReadonlyMap<string, string>): FoundRule {
  const name = (id: string): string => nameById.get(id) ?? id;
  const peer = name(rule.ReferencedGroupInfo?.GroupId ?? rule.PrefixListId ?? rule.CidrIpv4 ?? rule.CidrIpv6 ?? "?");
  const group = name(rule.GroupId ?? "?");
  const single = rule.IpProtocol === "tcp" && rule.FromPort === rule.ToPort;
  const ports = single ? String(rule.FromPort) : `${rule.IpProtocol ?? "?"} ${rule.FromPort ?? "?"}-${rule.ToPort ?? "?"}`;
  return rule.IsEgress === true
    ? { direction: "egress", from: group, to: peer, ports }
    : { direction: "ingress", from: peer, to: group, ports };
}

async function all<Key extends string, Item>(
  pages: AsyncIterable<Readonly<Partial<Record<Key, Item[] | undefined>>>>,
  key: Key,
): Promise<Item[]> {
  const items: Item[] = [];
  for await (const page of pages) items.push(...(page[key] ?? []));
  return items;
}
