import { stackContract } from "../../contract";
import type { Finding, Reporter } from "../../finding";
import type { Element, StackModel } from "../../model";
import { subnetsOf } from "../../network";
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

/** Databases and caches stand in the database subnets of every zone, behind their own security group, and have no public address. */
export const placement = stackContract(
  "placement",
  "databases and caches stand in database subnets, behind their own group, never public",
  (stack, report) =>
    Object.entries(stores).flatMap(([type, rule]) => [
      ...stack
        .ofType(type)
        .flatMap((store) => [
          ...subnets(stack, store, rule, report),
          ...securityGroups(stack, store, rule.securityGroups, report),
          ...exposure(store, rule.port, report),
        ]),
      ...stack.ofType(rule.groupType).flatMap((group) => zones(stack, group, report)),
    ]),
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

function zones(stack: StackModel, group: Element, report: Reporter): Finding[] {
  const all = subnetsOf(stack);
  const members = listOf(group.values["subnet_ids"]).map((id) => stack.referent(id, "aws_subnet", "id"));
  const wanted = all.filter(({ tier }) => tier === "database").map(({ element }) => element.address);
  const found = members.map((member) => member?.address ?? "a subnet of another stack");
  return found.toSorted().join() === wanted.toSorted().join()
    ? []
    : [report.violation(group, found.join(", ") || "no subnet", `every database subnet: ${wanted.join(", ")}`)];
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
