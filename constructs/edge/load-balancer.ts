import { Lb } from "@cdktf/provider-aws/lib/lb";
import { LbListener } from "@cdktf/provider-aws/lib/lb-listener";
import type { ITerraformDependable } from "cdktf";
import { Construct } from "constructs";
import type { PrivateBucket } from "../data/private-bucket";
import { nameOf } from "../foundation/names";
import { refuse } from "../foundation/refusal";
import { watch } from "../operations/watch";
import type { AliasTarget } from "./hosted-zone";
import { HostRoute, type HostRouteProps } from "./host-route";
import { loadBalancerAlarms } from "./load-balancer-alarms";

export interface LoadBalancerProps {
  /** Word of its name, and beginning of the keys of its access log: `alb`. */
  readonly name: string;
  /** Who can call it: anybody, by a public address, or the VPC alone. Tag `ExposedTo`. */
  readonly exposedTo: "internet" | "vpc";
  readonly vpcId: string;
  /** Subnets in which it stands, in two zones at least. */
  readonly subnetIds: readonly string[];
  readonly securityGroupIds: readonly string[];
  /** ARN of a certificate that has been validated and covers every host. */
  readonly certificateArn: string;
  /** What AWS wants to be there first: for one that the internet calls, the VPC's internet gateway. Default: nothing. */
  readonly waitsFor?: readonly ITerraformDependable[];
  /** Bucket that keeps its access log. */
  readonly logBucket: PrivateBucket;
  /** AWS refuses to delete it until this is lifted. */
  readonly deletionProtection: boolean;
}

/** A host that a load balancer serves. */
export type LoadBalancerHost = Omit<HostRouteProps, "vpcId" | "listenerArn" | "loadBalancerSuffix">;

/** TLS 1.2 and 1.3 with forward secrecy. @see https://docs.aws.amazon.com/elasticloadbalancing/latest/application/describe-ssl-policies.html */
const tlsPolicy = "ELBSecurityPolicy-TLS13-1-2-2021-06";

/** Longer than the pause between two events of a stream, and than CloudFront keeps a connection. */
const idleTimeoutSeconds = 120;

/**
 * An application load balancer that serves hosts by TLS, and answers 404 to whoever asks for any other.
 *
 * One that the internet calls also listens on port 80, only to send browsers to port 443.
 *
 * @see https://docs.aws.amazon.com/elasticloadbalancing/latest/application/application-load-balancers.html
 */
export class LoadBalancer extends Construct {
  public readonly resource: Lb;
  public readonly https: LbListener;
  private readonly hosts: LoadBalancerHost[] = [];

  public constructor(
    scope: Construct,
    id: string,
    private readonly props: LoadBalancerProps,
  ) {
    super(scope, id);
    const name = nameOf(this, "aws_lb", props.name);
    this.resource = new Lb(this, "resource", {
      name,
      loadBalancerType: "application",
      internal: props.exposedTo === "vpc",
      ipAddressType: "ipv4",
      subnets: [...props.subnetIds],
      securityGroups: [...props.securityGroupIds],
      idleTimeout: idleTimeoutSeconds,
      dropInvalidHeaderFields: true,
      desyncMitigationMode: "defensive",
      enableHttp2: true,
      enableDeletionProtection: props.deletionProtection,
      accessLogs: { enabled: true, bucket: props.logBucket.bucketName, prefix: props.name },
      dependsOn: [props.logBucket.policy, ...(props.waitsFor ?? [])], // AWS writes a first object when the log is turned on
      tags: { Name: name, ExposedTo: props.exposedTo, Protocol: "https" },
    });
    watch(this, props.name, loadBalancerAlarms(this.resource.arnSuffix));
    if (props.exposedTo === "internet") this.redirectToHttps();
    this.https = new LbListener(this, "https", {
      loadBalancerArn: this.resource.arn,
      port: 443,
      protocol: "HTTPS",
      sslPolicy: tlsPolicy,
      certificateArn: props.certificateArn,
      defaultAction: [
        { type: "fixed-response", fixedResponse: { statusCode: "404", contentType: "text/plain", messageBody: "Not found" } },
      ],
      tags: { Name: nameOf(this, "aws_lb_listener", props.name, "https") },
    });
  }

  /**
   * Leads a host to the targets of a service.
   *
   * @throws Refusal when another host has the same name or priority.
   */
  public serve(host: LoadBalancerHost): HostRoute {
    refuse(
      this.node.path,
      this.hosts.flatMap((other) => [
        ...(other.host === host.host ? [`host ${host.host} of ${host.service}; ${other.service} has it already`] : []),
        ...(other.priority === host.priority ? [`priority ${host.priority} of ${host.service}; ${other.service} has it already`] : []),
      ]),
    );
    this.hosts.push(host);
    return new HostRoute(this, host.service, {
      ...host,
      vpcId: this.props.vpcId,
      listenerArn: this.https.arn,
      loadBalancerSuffix: this.resource.arnSuffix,
    });
  }

  /** Where names of its hosts lead. */
  public get target(): AliasTarget {
    return { dnsName: this.resource.dnsName, zoneId: this.resource.zoneId, ipv6: false, evaluateHealth: true };
  }

  private redirectToHttps(): void {
    new LbListener(this, "http", {
      loadBalancerArn: this.resource.arn,
      port: 80,
      protocol: "HTTP",
      defaultAction: [{ type: "redirect", redirect: { protocol: "HTTPS", port: "443", statusCode: "HTTP_301" } }],
      tags: { Name: nameOf(this, "aws_lb_listener", this.props.name, "http") },
    });
  }
}
