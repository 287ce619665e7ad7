import { Route53HealthCheck } from "@cdktf/provider-aws/lib/route53-health-check";
import { Construct } from "constructs";
import { nameOf } from "../foundation/names";
import { tag } from "../foundation/tags";
import { watch } from "../operations/watch";
import { healthCheckAlarms } from "./health-check-alarms";

export interface HealthCheckProps {
  /** Word of its name: `api`. */
  readonly name: string;
  /** Host that is asked, by TLS. */
  readonly host: string;
  /** Path that answers 2xx or 3xx when all is well. */
  readonly path: string;
}

/** Regions from which Route 53 asks, three at the least; all are in countries that the web ACLs let in. */
const regions = ["us-east-1", "us-west-2", "eu-west-1"];

/**
 * Asks a public host every 30 seconds, from several of AWS's regions, whether it is well. Its metric is in us-east-1.
 *
 * @see https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/dns-failover.html
 */
export class HealthCheck extends Construct {
  public readonly resource: Route53HealthCheck;

  public constructor(scope: Construct, id: string, { name, host, path }: HealthCheckProps) {
    super(scope, id);
    tag(this, { Service: "dns" });
    this.resource = new Route53HealthCheck(this, "resource", {
      type: "HTTPS",
      fqdn: host,
      port: 443,
      resourcePath: path,
      enableSni: true,
      requestInterval: 30,
      failureThreshold: 3,
      regions,
      tags: { Name: nameOf(this, "aws_route53_health_check", name, "health") },
    });
    watch(this, name, healthCheckAlarms(this.resource.id));
  }
}
