import { VpcEndpoint } from "@cdktf/provider-aws/lib/vpc-endpoint";
import { Construct } from "constructs";
import { nameOf } from "../foundation/names";
import { PlatformStack } from "../foundation/platform-stack";

export interface S3GatewayEndpointProps {
  readonly vpcId: string;
  /** Route tables that lead S3's addresses to the endpoint. */
  readonly routeTableIds: readonly string[];
}

/**
 * The way to S3 that stays inside AWS's network and costs nothing.
 *
 * @see https://docs.aws.amazon.com/vpc/latest/privatelink/vpc-endpoints-s3.html
 */
export class S3GatewayEndpoint extends Construct {
  /** Id of the list of S3's address ranges, for security-group rules. */
  public readonly prefixListId: string;

  public constructor(scope: Construct, id: string, { vpcId, routeTableIds }: S3GatewayEndpointProps) {
    super(scope, id);
    const endpoint = new VpcEndpoint(this, "resource", {
      vpcId,
      vpcEndpointType: "Gateway",
      serviceName: `com.amazonaws.${PlatformStack.of(this).region}.s3`,
      routeTableIds: [...routeTableIds],
      tags: { Name: nameOf(this, "aws_vpc_endpoint", "s3", "endpoint") },
    });
    this.prefixListId = endpoint.prefixListId;
  }
}
