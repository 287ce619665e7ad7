import "../support/matchers";
import { SecurityGroup } from "@cdktf/provider-aws/lib/security-group";
import { VpcSecurityGroupEgressRule } from "@cdktf/provider-aws/lib/vpc-security-group-egress-rule";
import { VpcSecurityGroupIngressRule } from "@cdktf/provider-aws/lib/vpc-security-group-ingress-rule";
import type { Flow } from "../../review/security-groups";
import type { Block } from "../../review/value";
import { stackJson } from "../support/synthesized";
import { flowsOf, groups } from "./expected/connections";
import { environments } from "./expected/environments";
import { stackNamed, valuesOf, without } from "./stacks";

const groupId = (group: string): string => `\${aws_security_group.security_${group}.id}`;

/** How a rule names its other end. */
function peer(end: string): Block {
  if (end in groups) return { referenced_security_group_id: groupId(end) };
  return end === "prefix list s3" ? { prefix_list_id: "${aws_vpc_endpoint.network_s3-endpoint.prefix_list_id}" } : { cidr_ipv4: end };
}

function rule(owner: string, other: string, port: number): Block {
  return { ip_protocol: "tcp", from_port: port, to_port: port, security_group_id: groupId(owner), ...peer(other) };
}

const ingressOf = (flows: readonly Flow[]): Block[] => flows.flatMap(({ from, to, port }) => (to in groups ? [rule(to, from, port)] : []));
const egressOf = (flows: readonly Flow[]): Block[] => flows.flatMap(({ from, to, port }) => (from in groups ? [rule(from, to, port)] : []));

const asText = (rules: readonly Block[]): string[] => rules.map((values) => JSON.stringify(Object.entries(values).toSorted())).toSorted();

describe.each(environments)("the security groups of $name", (environment) => {
  const { stack: name, net } = environment;
  const stack = stackNamed(name);
  const flows = flowsOf(environment);

  test("are 23, each in the VPC and named after its key", () => {
    const expected = Object.keys(groups).map((group): [string, Block] => [
      `security_${group}`,
      { name: `${name}-${group}-sg`, description: `Traffic of ${group}`, vpc_id: "${aws_vpc.network_vpc.id}" },
    ]);

    expect(expected).toHaveLength(23);
    expect(valuesOf(stack, "aws_security_group")).toEqual(Object.fromEntries(expected));
  });

  test("have 55 ingress rules, one for each flow to a group", () => {
    const found = Object.values(valuesOf(stack, "aws_vpc_security_group_ingress_rule")).map((values) => without(values, "description"));

    expect(found).toHaveLength(55);
    expect(asText(found)).toEqual(asText(ingressOf(flows)));
  });

  test("have 60 egress rules, one for each flow from a group", () => {
    const found = Object.values(valuesOf(stack, "aws_vpc_security_group_egress_rule")).map((values) => without(values, "description"));

    expect(found).toHaveLength(60);
    expect(asText(found)).toEqual(asText(egressOf(flows)));
  });

  test("stand in the Terraform that ships: users, the database, S3 and the endpoints", () => {
    const json = stackJson(name);

    expect(json).toHaveResourceWithProperties(SecurityGroup, { name: `${name}-rds-sg` });
    expect(json).toHaveResourceWithProperties(VpcSecurityGroupIngressRule, rule("alb", "0.0.0.0/0", 443));
    expect(json).toHaveResourceWithProperties(VpcSecurityGroupIngressRule, rule("rds", "api", 5432));
    expect(json).toHaveResourceWithProperties(VpcSecurityGroupEgressRule, rule("api", "rds", 5432));
    expect(json).toHaveResourceWithProperties(VpcSecurityGroupEgressRule, rule("ecs-tasks", "prefix list s3", 443));
    expect(json).toHaveResourceWithProperties(VpcSecurityGroupIngressRule, rule("vpc-endpoints", `${net}.0.0/16`, 443));
  });
});
