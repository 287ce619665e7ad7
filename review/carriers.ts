import { groupBy } from "./group-by";
import type { Element, StackModel } from "./model";
import { referencesIn } from "./reference";
import { remembered } from "./remembered";
import { ruleTypes } from "./security-groups";
import { textsOf } from "./value";

/** What keeps data behind a security group: nobody outside the VPC has business with it. */
const storeTypes = new Set([
  "aws_db_instance",
  "aws_rds_cluster",
  "aws_docdb_cluster",
  "aws_elasticache_replication_group",
  "aws_elasticache_cluster",
  "aws_elasticache_serverless_cache",
  "aws_memorydb_cluster",
  "aws_opensearch_domain",
  "aws_efs_mount_target",
  "aws_redshift_cluster",
  "aws_msk_cluster",
]);

const ruleKinds = new Set<string>([...Object.values(ruleTypes), "aws_security_group_rule", "aws_security_group"]);

/** What has a network interface in a security group, by the group's address. */
export const carriersByGroup = remembered((stack: StackModel): ReadonlyMap<string, readonly Element[]> => {
  const pairs = stack.resources
    .filter(({ type }) => !ruleKinds.has(type))
    .flatMap((element) => {
      const groups = referencesOf(element).filter((address) => address.startsWith("aws_security_group."));
      return [...new Set(groups)].map((group) => ({ group, element }));
    });
  const grouped = groupBy(pairs, ({ group }) => group);
  return new Map([...grouped].map(([group, found]) => [group, found.map(({ element }) => element)]));
});

/** Whether the element keeps data; a host does when a disk of its own is attached to it. */
export function isStore(stack: StackModel, element: Element): boolean {
  if (storeTypes.has(element.type)) return true;
  return (
    element.type === "aws_instance" && stack.ofType("aws_volume_attachment").some((disk) => referencesOf(disk).includes(element.address))
  );
}

/** Addresses of everything to which an element refers. */
export function referencesOf({ values }: Pick<Element, "values">): readonly string[] {
  return textsOf(values)
    .flatMap(referencesIn)
    .map(({ address }) => address);
}
