import type { LoadBalancerTarget } from "../../constructs/compute/fargate-service";
import type { AccessLogBucket } from "../../constructs/edge/access-log-bucket";
import { LoadBalancer } from "../../constructs/edge/load-balancer";
import { tag } from "../../constructs/foundation/tags";
import type { EnvironmentStack } from "../environment-stack";
import { type HostedService, hostsOf } from "../workload/hosts";
import type { DnsSection } from "./dns";
import type { NetworkSection } from "./network";

/** The load balancers of an environment, by who may call them; the name is also the group and the tag `Service`. */
export const loadBalancerNames = { public: "alb", internal: "internal-alb" } as const;

export interface LoadBalancersSection {
  /** Called by the internet. */
  readonly public: LoadBalancer;
  /** Called from inside the VPC, by operators. */
  readonly internal: LoadBalancer;
  /** Where the load balancers find the tasks of the services behind them, by service. */
  readonly targets: ReadonlyMap<string, LoadBalancerTarget>;
}

export interface LoadBalancersProps {
  readonly network: NetworkSection;
  readonly dns: DnsSection;
  readonly logs: AccessLogBucket;
}

/** The load balancers, a host for each service that has one, and its name in the zone. */
export function addLoadBalancers(stack: EnvironmentStack, props: LoadBalancersProps): LoadBalancersSection {
  const { network, matrix } = props.network;
  const common = {
    vpcId: network.vpc.id,
    certificateArn: props.dns.certificates.regionalArn,
    logBucket: props.logs.bucket,
    deletionProtection: stack.environment.deletionProtection,
  };
  const loadBalancers = {
    public: new LoadBalancer(stack, loadBalancerNames.public, {
      ...common,
      name: loadBalancerNames.public,
      exposedTo: "internet",
      subnetIds: network.publicTier.subnetIds,
      securityGroupIds: [matrix.idOf("alb")],
      waitsFor: [network.internetGateway],
    }),
    internal: new LoadBalancer(stack, loadBalancerNames.internal, {
      ...common,
      name: loadBalancerNames.internal,
      exposedTo: "vpc",
      subnetIds: network.privateTier.subnetIds,
      securityGroupIds: [matrix.idOf("internal-alb")],
    }),
  };
  tag(loadBalancers.public, { Service: loadBalancerNames.public });
  tag(loadBalancers.internal, { Service: loadBalancerNames.internal });

  const targets = hostsOf(stack.workload.services).map(
    (host) => [host.service, addHost(stack, loadBalancers[host.loadBalancer], props.dns, host)] as const,
  );
  stack.output("alb_dns_names", "AWS's own names of the load balancers", {
    public: loadBalancers.public.resource.dnsName,
    internal: loadBalancers.internal.resource.dnsName,
  });
  return { ...loadBalancers, targets: new Map(targets) };
}

function addHost(stack: EnvironmentStack, loadBalancer: LoadBalancer, { zone }: DnsSection, hosted: HostedService): LoadBalancerTarget {
  const { targetGroup, rule } = loadBalancer.serve({ ...hosted, host: `${hosted.subdomain}.${stack.environment.domain}` });
  zone.alias(hosted.subdomain, loadBalancer.target);
  return { targetGroupArn: targetGroup.arn, port: hosted.port, listenerRule: rule };
}
