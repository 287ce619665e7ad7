import { stackContract } from "../contract";
import { groupBy } from "../group-by";

/**
 * Every subnet has exactly one association with a route table. One without falls back to the VPC's main table, which leads nowhere.
 *
 * @see https://docs.aws.amazon.com/vpc/latest/userguide/subnet-route-tables.html
 */
export const subnetAssociations = stackContract(
  "subnet-associations",
  "every subnet is associated with exactly one route table of its VPC",
  (stack, report) => {
    const associations = stack.ofType("aws_route_table_association").map((element) => ({
      element,
      subnet: stack.referent(element.values["subnet_id"], "aws_subnet", "id"),
      table: stack.referent(element.values["route_table_id"], "aws_route_table", "id"),
    }));
    const bySubnet = groupBy(associations, ({ subnet }) => subnet);
    return [
      ...associations.flatMap(({ element, subnet, table }) => [
        ...(subnet === undefined ? [report.unresolved(element, element.values["subnet_id"], "the id of a subnet of this stack")] : []),
        ...(table === undefined
          ? [report.unresolved(element, element.values["route_table_id"], "the id of a route table of this stack")]
          : []),
        ...(subnet !== undefined && table !== undefined && subnet.values["vpc_id"] !== table.values["vpc_id"]
          ? [report.violation(element, `${subnet.address} and ${table.address} of different VPCs`, "a route table of the subnet's VPC")]
          : []),
      ]),
      ...stack.ofType("aws_subnet").flatMap((subnet) => {
        const count = bySubnet.get(subnet)?.length ?? 0;
        return count === 1 ? [] : [report.violation(subnet, `${count} associations with a route table`, "exactly one")];
      }),
      ...stack
        .ofType("aws_main_route_table_association", "aws_default_route_table")
        .map((element) => report.violation(element, "a main route table", "none: every subnet names its own")),
    ];
  },
);
