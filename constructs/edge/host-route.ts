import { LbListenerRule } from "@cdktf/provider-aws/lib/lb-listener-rule";
import { LbTargetGroup } from "@cdktf/provider-aws/lib/lb-target-group";
import { Construct } from "constructs";
import { nameOf } from "../foundation/names";
import { tag } from "../foundation/tags";
import { watch } from "../operations/watch";
import { targetAlarms } from "./load-balancer-alarms";

export interface HostRouteProps {
  readonly vpcId: string;
  readonly listenerArn: string;
  /** Last part of the load balancer's ARN, by which CloudWatch knows it. */
  readonly loadBalancerSuffix: string;
  /** Name of the service; word of the target group's name, and tag `Service`. */
  readonly service: string;
  /** Host by which people call it, for example `api.dev.ohealth-ng.com`. */
  readonly host: string;
  /** Place of the rule in the listener, 1 to 50000. */
  readonly priority: number;
  /** Port on which its targets listen, by HTTP. */
  readonly port: number;
  /** Path that answers 200 when a target is well. */
  readonly healthPath: string;
  /** Seconds for which a target that leaves may finish its requests, 0 to 3600. */
  readonly drainSeconds: number;
}

/**
 * The way from a host to the targets of a service: a target group, and the rule of the listener that leads to it.
 *
 * Whoever registers targets waits for the rule: AWS refuses a service whose target group no listener uses.
 *
 * @see https://docs.aws.amazon.com/AmazonECS/latest/developerguide/alb.html
 */
export class HostRoute extends Construct {
  public readonly targetGroup: LbTargetGroup;
  public readonly rule: LbListenerRule;

  public constructor(scope: Construct, id: string, props: HostRouteProps) {
    super(scope, id);
    tag(this, { Service: props.service });
    const name = nameOf(this, "aws_lb_target_group", props.service, "tg");
    this.targetGroup = new LbTargetGroup(this, "targets", {
      name,
      vpcId: props.vpcId,
      targetType: "ip",
      protocol: "HTTP",
      port: props.port,
      deregistrationDelay: String(props.drainSeconds),
      healthCheck: {
        enabled: true,
        protocol: "HTTP",
        port: "traffic-port",
        path: props.healthPath,
        matcher: "200",
        interval: 30,
        timeout: 5,
        healthyThreshold: 2,
        unhealthyThreshold: 3,
      },
      stickiness: { enabled: false, type: "lb_cookie" },
      tags: { Name: name },
    });
    watch(this, props.service, targetAlarms({ loadBalancer: props.loadBalancerSuffix, targetGroup: this.targetGroup.arnSuffix }));
    this.rule = new LbListenerRule(this, "rule", {
      listenerArn: props.listenerArn,
      priority: props.priority,
      condition: [{ hostHeader: { values: [props.host] } }],
      action: [{ type: "forward", targetGroupArn: this.targetGroup.arn }],
      tags: { Name: nameOf(this, "aws_lb_listener_rule", props.service, "rule") },
    });
  }
}
