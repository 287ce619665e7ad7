import { ServiceDiscoveryInstance } from "@cdktf/provider-aws/lib/service-discovery-instance";
import { ServiceDiscoveryPrivateDnsNamespace } from "@cdktf/provider-aws/lib/service-discovery-private-dns-namespace";
import { ServiceDiscoveryService } from "@cdktf/provider-aws/lib/service-discovery-service";
import { Construct } from "constructs";
import { nameOf } from "../foundation/names";
import { PlatformStack } from "../foundation/platform-stack";
import { tag } from "../foundation/tags";

export interface PrivateDnsNamespaceProps {
  readonly vpcId: string;
}

/** Seconds for which a program may remember an address: a task that was replaced is forgotten in this time. */
const ttl = 10;

/**
 * The private zone in which programs find each other: `api.ohi-dev.local`.
 *
 * @see https://docs.aws.amazon.com/AmazonECS/latest/developerguide/service-discovery.html
 */
export class PrivateDnsNamespace extends Construct {
  /** Name of the zone, for example `ohi-dev.local`. */
  public readonly zone: string;
  private readonly namespace: ServiceDiscoveryPrivateDnsNamespace;

  public constructor(scope: Construct, id: string, { vpcId }: PrivateDnsNamespaceProps) {
    super(scope, id);
    tag(this, { Service: "dns" });
    this.zone = privateZoneOf(PlatformStack.of(this).namePrefix);
    this.namespace = new ServiceDiscoveryPrivateDnsNamespace(this, "resource", {
      name: this.zone,
      description: "Names of the programs, inside the VPC",
      vpc: vpcId,
      tags: { Name: this.zone },
    });
  }

  /** Gives the tasks of an ECS service a name, the first word of its host name. @returns the ARN that the service registers with. */
  public register(name: string, service: string): string {
    return this.createEntry(name, service, true).arn;
  }

  /** Gives one address a name. */
  public registerAddress(name: string, service: string, ipv4: string): void {
    const entry = this.createEntry(name, service, false);
    new ServiceDiscoveryInstance(this, `${name}-address`, {
      serviceId: entry.id,
      instanceId: name,
      attributes: { AWS_INSTANCE_IPV4: ipv4 },
    });
  }

  private createEntry(name: string, service: string, ofTasks: boolean): ServiceDiscoveryService {
    return new ServiceDiscoveryService(this, name, {
      name,
      dnsConfig: { namespaceId: this.namespace.id, routingPolicy: "MULTIVALUE", dnsRecords: [{ type: "A", ttl }] },
      ...(ofTasks ? { healthCheckCustomConfig: { failureThreshold: 1 } } : {}), // ECS says which task is healthy
      forceDestroy: true, // tasks that are still leaving would hold it
      tags: { Name: nameOf(this, "aws_service_discovery_service", name), Service: service },
    });
  }
}

/** Name of the private zone of a stack. */
export function privateZoneOf(namePrefix: string): string {
  return `${namePrefix}.local`;
}
