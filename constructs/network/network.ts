import { DefaultSecurityGroup } from "@cdktf/provider-aws/lib/default-security-group";
import { InternetGateway } from "@cdktf/provider-aws/lib/internet-gateway";
import { Vpc } from "@cdktf/provider-aws/lib/vpc";
import { Construct } from "constructs";
import { nameOf } from "../foundation/names";
import { tag } from "../foundation/tags";
import { FlowLogs } from "./flow-logs";
import { NatGateways } from "./nat-gateways";
import { S3GatewayEndpoint } from "./s3-gateway-endpoint";
import { SubnetTier, type ZoneRange } from "./subnet-tier";

export interface NetworkProps {
  /** Range of the VPC, between /16 and /28. */
  readonly cidr: string;
  /** Subnets that reach the internet by the internet gateway. Load balancers and NAT gateways live here. */
  readonly public: readonly ZoneRange[];
  /** Subnets that reach the internet by the NAT gateway of their own zone. Programs live here. */
  readonly private: readonly ZoneRange[];
  /** Subnets without any way to the internet. Data lives here. */
  readonly database: readonly ZoneRange[];
  readonly flowLogs: {
    /** ARN of the KMS key that encrypts them. */
    readonly kmsKeyArn: string;
    /** Days for which they are kept; one of CloudWatch's own numbers. */
    readonly retentionDays: number;
  };
}

/**
 * A VPC in three tiers over the same zones: public, private and database.
 *
 * A zone never depends on another one: each has a NAT gateway and a private route table of its own.
 *
 * @see https://docs.aws.amazon.com/vpc/latest/userguide/vpc-example-private-subnets-nat.html
 */
export class Network extends Construct {
  public readonly vpc: Vpc;
  /** Whatever has a public address waits for it. */
  public readonly internetGateway: InternetGateway;
  public readonly publicTier: SubnetTier;
  public readonly privateTier: SubnetTier;
  public readonly databaseTier: SubnetTier;
  public readonly nat: NatGateways;
  public readonly s3Endpoint: S3GatewayEndpoint;

  public constructor(scope: Construct, id: string, props: NetworkProps) {
    super(scope, id);
    tag(this, { Service: "vpc" });
    this.vpc = this.createVpc(props.cidr);
    this.internetGateway = this.createInternetGateway();

    this.publicTier = new SubnetTier(this, "public", { vpcId: this.vpc.id, tier: "public", ranges: props.public, routeTables: "shared" });
    this.publicTier.routeToInternet(() => ({ gatewayId: this.internetGateway.id }));

    this.nat = new NatGateways(this, "nat", { subnets: this.publicTier.subnets, internetGateway: this.internetGateway });

    this.privateTier = new SubnetTier(this, "private", {
      vpcId: this.vpc.id,
      tier: "private",
      ranges: props.private,
      routeTables: "per-zone",
    });
    this.privateTier.routeToInternet((zone) => ({ natGatewayId: this.nat.in(zone).id }));

    this.databaseTier = new SubnetTier(this, "database", {
      vpcId: this.vpc.id,
      tier: "database",
      ranges: props.database,
      routeTables: "shared",
    });

    const routeTableIds = [this.publicTier, this.privateTier, this.databaseTier].flatMap((tier) =>
      tier.routeTables.map((table) => table.id),
    );
    this.s3Endpoint = new S3GatewayEndpoint(this, "s3-endpoint", { vpcId: this.vpc.id, routeTableIds });

    new FlowLogs(this, "flow-logs", { vpcId: this.vpc.id, ...props.flowLogs });
  }

  private createVpc(cidrBlock: string): Vpc {
    const name = nameOf(this, "aws_vpc", "vpc");
    const vpc = new Vpc(this, "vpc", { cidrBlock, enableDnsSupport: true, enableDnsHostnames: true, tags: { Name: name } });
    // Adopted only to be emptied: what names no group of its own gets no traffic at all.
    new DefaultSecurityGroup(this, "default-security-group", {
      vpcId: vpc.id,
      ingress: [],
      egress: [],
      tags: { Name: nameOf(this, "aws_security_group", "default-sg") },
    });
    return vpc;
  }

  private createInternetGateway(): InternetGateway {
    return new InternetGateway(this, "internet-gateway", {
      vpcId: this.vpc.id,
      tags: { Name: nameOf(this, "aws_internet_gateway", "igw") },
    });
  }
}
