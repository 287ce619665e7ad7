import { stackContract } from "../../contract";
import type { Finding, Reporter } from "../../finding";
import type { Element, StackModel } from "../../model";
import { groupKeyOf } from "../../security-groups";
import { listOf, show, textAt } from "../../value";

/** The only security group of each store, by tag `Service`. */
const groups: Readonly<Record<string, string>> = {
  "postgres-primary": "rds",
  "postgres-read-replica": "rds",
  "postgres-blnk": "blnk-rds",
  "redis-cache": "elasticache",
  "redis-blnk": "blnk-elasticache",
};

/** How a store names what it stands in. */
const stores = {
  aws_db_instance: {
    subnetGroup: "db_subnet_group_name",
    groupType: "aws_db_subnet_group",
    securityGroups: "vpc_security_group_ids",
    port: 5432,
  },
  aws_elasticache_replication_group: {
    subnetGroup: "subnet_group_name",
    groupType: "aws_elasticache_subnet_group",
    securityGroups: "security_group_ids",
    port: 6379,
  },
} as const;

/** Databases and caches stand in a subnet group of the stack, of which `subnet-tiers` says the tier, behind their own security group, and have no public address. */
export const placement = stackContract(
  "placement",
  "databases and caches stand in subnets of the stack, behind their own group, never public",
  (stack, report) =>
    Object.entries(stores).flatMap(([type, rule]) =>
      stack
        .ofType(type)
        .flatMap((store) => [
          ...subnets(stack, store, rule, report),
          ...securityGroups(stack, store, rule.securityGroups, report),
          ...exposure(store, rule.port, report),
        ]),
    ),
);

function subnets(
  stack: StackModel,
  store: Element,
  { subnetGroup, groupType }: (typeof stores)[keyof typeof stores],
  report: Reporter,
): Finding[] {
  const name = store.values[subnetGroup];
  // A replica stands in the subnets of its source, and takes no group of its own.
  if (name === undefined && store.values["replicate_source_db"] !== undefined) return [];
  return stack.referent(name, groupType, "name") === undefined
    ? [report.unresolved(store, name, `the name of an ${groupType} of this stack`)]
    : [];
}

function securityGroups(stack: StackModel, store: Element, attribute: string, report: Reporter): Finding[] {
  const wanted = groups[textAt(store.values, "tags", "Service") ?? ""];
  const found = listOf(store.values[attribute]).map((id) => {
    const group = stack.referent(id, "aws_security_group", "id");
    return group === undefined ? show(id) : (groupKeyOf(stack, group) ?? group.address);
  });
  if (wanted === undefined) return [report.unresolved(store, store.values["tags"], `a Service of ${Object.keys(groups).join(", ")}`)];
  return found.length === 1 && found[0] === wanted ? [] : [report.violation(store, `groups ${found.join(", ") || "none"}`, wanted)];
}

function exposure(store: Element, expectedPort: number, report: Reporter): Finding[] {
  const { publicly_accessible: open, port } = store.values;
  return [
    ...(store.type !== "aws_db_instance" || open === false ? [] : [report.violation(store, `publicly_accessible ${show(open)}`, "false")]),
    ...(port === expectedPort ? [] : [report.violation(store, `port ${show(port)}`, String(expectedPort))]),
  ];
}
