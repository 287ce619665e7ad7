/** A range of addresses, such as the internet or a partner's network. */
export interface AddressRange {
  /** What a person calls it; used in ids and names, for example `internet`. */
  readonly name: string;
  /** IPv4 range in CIDR notation, for example `0.0.0.0/0`. */
  readonly cidr: string;
}

/** A list of address ranges that AWS maintains, such as S3's in a region. */
export interface PrefixList {
  readonly name: string;
  readonly prefixListId: string;
  /** Rules that it counts as. @see https://docs.aws.amazon.com/vpc/latest/userguide/working-with-aws-managed-prefix-lists.html */
  readonly weight: number;
}

/** One side of a connection: a security group by its key, or addresses. */
export type End<Group extends string> = Group | AddressRange | PrefixList;

/** One permitted flow. It becomes an egress rule at `from` and an ingress rule at `to`, wherever that end is a group. */
export interface Connection<Group extends string> {
  readonly from: End<Group>;
  readonly to: End<Group>;
  /** TCP ports, each 1 to 65535. */
  readonly ports: readonly number[];
  /** Why it exists, as a reviewer wants to read it; the description of its rules. */
  readonly why: string;
}

/** Rules that AWS takes in each direction of a group. @see https://docs.aws.amazon.com/vpc/latest/userguide/amazon-vpc-limits.html#vpc-limits-security-groups */
const quota = 60;

const describable = /^[a-zA-Z0-9. _:/()#,@[\]+=&;{}!$*-]{1,255}$/;

export function isGroup<Group extends string>(end: End<Group>): end is Group {
  return typeof end === "string";
}

/** What a person calls an end. */
export function endName(end: End<string>): string {
  return isGroup(end) ? end : end.name;
}

/** Everything that is wrong with a list of connections; each line names the connection. */
export function problemsOf(groups: readonly string[], connections: readonly Connection<string>[]): string[] {
  const known = new Set(groups);
  return [
    ...connections.flatMap((connection, index) => problemsOfOne(connection, index, known)),
    ...duplicates(connections),
    ...overQuota(connections),
  ];
}

function problemsOfOne({ from, to, ports, why }: Connection<string>, index: number, known: ReadonlySet<string>): string[] {
  const where = `connections[${index}] ${endName(from)} -> ${endName(to)}`;
  const unknown = [from, to].flatMap((end) =>
    isGroup(end) && !known.has(end) ? [`no group "${end}"; there are ${[...known].join(", ")}`] : [],
  );
  const badPorts = ports.filter((port) => !Number.isInteger(port) || port < 1 || port > 65_535);
  return [
    ...unknown,
    ...(ports.length === 0 ? ["no port; give at least one"] : []),
    ...badPorts.map((port) => `port ${port}; allowed are 1 to 65535`),
    ...(!isGroup(from) && !isGroup(to) ? ["joins two ranges of addresses; one end must be a group"] : []),
    ...(describable.test(why)
      ? []
      : [`the reason ${JSON.stringify(why)}; allowed are 1 to 255 letters, digits, spaces and . _-:/()#,@[]+=&;{}!$*`]),
  ].map((problem) => `${where}: ${problem}`);
}

function duplicates(connections: readonly Connection<string>[]): string[] {
  const flows = connections.flatMap(({ from, to, ports }) => ports.map((port) => `${endName(from)} -> ${endName(to)}:${port}`));
  return [...countBy(flows, () => 1)].flatMap(([flow, count]) => (count > 1 ? [`${flow} stands ${count} times; once is enough`] : []));
}

function overQuota(connections: readonly Connection<string>[]): string[] {
  const rules = connections.flatMap(({ from, to, ports }) => [
    ...(isGroup(from) ? [{ side: `${from} egress`, weight: ports.length * weightOf(to) }] : []),
    ...(isGroup(to) ? [{ side: `${to} ingress`, weight: ports.length * weightOf(from) }] : []),
  ]);
  const weights = countBy(
    rules,
    ({ weight }) => weight,
    ({ side }) => side,
  );
  return [...weights].flatMap(([side, weight]) => (weight > quota ? [`${side} has ${weight} rules; AWS takes ${quota}`] : []));
}

function weightOf(end: End<string>): number {
  return isGroup(end) || "cidr" in end ? 1 : end.weight;
}

function countBy<T>(items: readonly T[], weigh: (item: T) => number, keyOf: (item: T) => string = String): Map<string, number> {
  const counts = new Map<string, number>();
  for (const item of items) counts.set(keyOf(item), (counts.get(keyOf(item)) ?? 0) + weigh(item));
  return counts;
}
