import { parseCidr } from "../cidr";
import { stackContract } from "../contract";
import { show, textAt } from "../value";

/** Types that AWS puts into a VPC. Without `vpc_id` some of them end up in the account's default VPC, which belongs to other projects. */
const inVpc = [
  ...["aws_subnet", "aws_route_table", "aws_internet_gateway", "aws_security_group", "aws_default_security_group", "aws_vpc_endpoint"],
  ...["aws_flow_log", "aws_lb_target_group", "aws_service_discovery_private_dns_namespace"],
];

/** Attributes by which one of them names its VPC. */
const attributes: Readonly<Record<string, string>> = { aws_service_discovery_private_dns_namespace: "vpc" };

/**
 * An environment has one VPC, which resolves names, and everything of it is in there.
 *
 * @see https://docs.aws.amazon.com/vpc/latest/userguide/AmazonDNS-concepts.html
 */
export const vpcs = stackContract("vpcs", "an environment has one VPC with DNS, nothing outside of it, and no peering", (stack, report) => {
  const all = stack.ofType("aws_vpc");
  return [
    ...all.slice(1).map((vpc) => report.violation(vpc, `${all.length} VPCs`, "one")),
    ...all.flatMap((vpc) => [
      ...(parseCidr(textAt(vpc.values, "cidr_block") ?? "") === undefined
        ? [report.unresolved(vpc, vpc.values["cidr_block"], "an IPv4 range without host bits")]
        : []),
      ...["enable_dns_support", "enable_dns_hostnames"].flatMap((name) =>
        vpc.values[name] === true
          ? []
          : [report.violation(vpc, `${name} ${show(vpc.values[name])}`, "true: private endpoints and names need it")],
      ),
    ]),
    ...stack.ofType(...inVpc).flatMap((element) => {
      const value = element.values[attributes[element.type] ?? "vpc_id"];
      return stack.referent(value, "aws_vpc", "id") === undefined
        ? [report.unresolved(element, value, "the id of the VPC of this stack")]
        : [];
    }),
    ...stack
      .ofType(
        "aws_vpc_peering_connection",
        "aws_vpc_peering_connection_accepter",
        "aws_ec2_transit_gateway_vpc_attachment",
        "aws_default_vpc",
      )
      .map((element) => report.violation(element, `an ${element.type}`, "none: environments do not know each other")),
  ];
});
