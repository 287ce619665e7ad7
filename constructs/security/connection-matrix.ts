import { SecurityGroup } from "@cdktf/provider-aws/lib/security-group";
import { VpcSecurityGroupEgressRule } from "@cdktf/provider-aws/lib/vpc-security-group-egress-rule";
import { VpcSecurityGroupIngressRule } from "@cdktf/provider-aws/lib/vpc-security-group-ingress-rule";
import { Construct } from "constructs";
import { nameOf } from "../foundation/names";
import { Refusal, refuse } from "../foundation/refusal";
import { type Connection, type End, endName, isGroup, problemsOf } from "./connection";

export interface ConnectionMatrixProps<Group extends string> {
  readonly vpcId: string;
  /** Every group, with the value of the tag `Service` for it and its rules. */
  readonly groups: Readonly<Record<Group, string>>;
  /** Every permitted flow. */
  readonly connections: readonly Connection<Group>[];
}

/**
 * The security groups of an environment and every rule between them.
 *
 * The list of connections is the only source of rules. A connection between two groups writes both of its halves, so a service that may
 * call a database is always also let in by it. Terraform removes the outbound rule that AWS gives a new group: a group without
 * a connection can neither be reached nor reach anything.
 *
 * @see https://docs.aws.amazon.com/vpc/latest/userguide/security-group-rules.html
 */
export class ConnectionMatrix<Group extends string> extends Construct {
  private readonly groups: ReadonlyMap<string, SecurityGroup>;

  /** @throws Refusal listing every connection that cannot be, and every group with more rules than AWS takes. */
  public constructor(
    scope: Construct,
    id: string,
    private readonly props: ConnectionMatrixProps<Group>,
  ) {
    super(scope, id);
    refuse(this.node.path, problemsOf(Object.keys(props.groups), props.connections));

    this.groups = new Map(Object.entries<string>(props.groups).map(([group, service]) => [group, this.createGroup(group, service)]));
    for (const connection of props.connections) {
      for (const port of connection.ports) this.permit(connection, port);
    }
  }

  /**
   * Id of a group, to attach it to a service or a store.
   *
   * @throws Refusal when there is no such group.
   */
  public idOf(group: Group): string {
    return this.group(group).id;
  }

  private createGroup(group: string, service: string): SecurityGroup {
    const name = nameOf(this, "aws_security_group", group, "sg");
    return new SecurityGroup(this, group, {
      name,
      description: `Traffic of ${group}`,
      vpcId: this.props.vpcId,
      tags: { Name: name, Service: service },
    });
  }

  private permit({ from, to, why }: Connection<Group>, port: number): void {
    const rule = { ipProtocol: "tcp", fromPort: port, toPort: port, description: why };
    if (isGroup(to)) {
      const words = [to, "from", endName(from), String(port)];
      new VpcSecurityGroupIngressRule(this, words.join("-"), { ...rule, ...this.peer(from), ...this.ownedBy(to, words) });
    }
    if (isGroup(from)) {
      const words = [from, "to", endName(to), String(port)];
      new VpcSecurityGroupEgressRule(this, words.join("-"), { ...rule, ...this.peer(to), ...this.ownedBy(from, words) });
    }
  }

  private ownedBy(group: Group, words: readonly string[]): { readonly securityGroupId: string; readonly tags: Record<string, string> } {
    const name = nameOf(this, "aws_vpc_security_group_rule", ...words);
    return { securityGroupId: this.idOf(group), tags: { Name: name, Service: this.props.groups[group] } };
  }

  private peer(
    end: End<Group>,
  ): { readonly cidrIpv4: string } | { readonly prefixListId: string } | { readonly referencedSecurityGroupId: string } {
    if (isGroup(end)) return { referencedSecurityGroupId: this.idOf(end) };
    return "cidr" in end ? { cidrIpv4: end.cidr } : { prefixListId: end.prefixListId };
  }

  private group(name: Group): SecurityGroup {
    const group = this.groups.get(name);
    if (group === undefined) throw new Refusal(this.node.path, [`no group "${name}"; there are ${[...this.groups.keys()].join(", ")}`]);
    return group;
  }
}
