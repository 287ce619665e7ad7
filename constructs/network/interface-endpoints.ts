import { VpcEndpoint } from "@cdktf/provider-aws/lib/vpc-endpoint";
import { Construct } from "constructs";
import { nameOf } from "../foundation/names";
import { PlatformStack } from "../foundation/platform-stack";
import { tag } from "../foundation/tags";

export interface InterfaceEndpointsProps {
  readonly vpcId: string;
  /** AWS services, by the last part of their endpoint's name: `ecr.api`. */
  readonly services: readonly string[];
  /** Subnets that get a network interface of each service. */
  readonly subnetIds: readonly string[];
  readonly securityGroupIds: readonly string[];
}

/**
 * Network interfaces in the VPC that stand for AWS services. The services' usual names resolve to them, so programs need no setting.
 *
 * @see https://docs.aws.amazon.com/vpc/latest/privatelink/aws-services-privatelink-support.html
 */
export class InterfaceEndpoints extends Construct {
  public constructor(scope: Construct, id: string, { vpcId, services, subnetIds, securityGroupIds }: InterfaceEndpointsProps) {
    super(scope, id);
    tag(this, { Service: "vpc" });
    for (const service of services) {
      const word = service.replaceAll(".", "-");
      new VpcEndpoint(this, word, {
        vpcId,
        vpcEndpointType: "Interface",
        serviceName: `com.amazonaws.${PlatformStack.of(this).region}.${service}`,
        subnetIds: [...subnetIds],
        securityGroupIds: [...securityGroupIds],
        privateDnsEnabled: true,
        tags: { Name: nameOf(this, "aws_vpc_endpoint", word, "endpoint") },
      });
    }
  }
}
