import { type AlarmRule, count, during } from "../operations/alarm-rule";

/**
 * When a NAT gateway has no port left for a connection.
 *
 * @see https://docs.aws.amazon.com/vpc/latest/userguide/metrics-dimensions-nat-gateway.html
 */
export function natAlarms(gatewayId: string): AlarmRule[] {
  return [
    {
      kind: "port-errors",
      meaning: "Connections to the internet fail: all ports to one destination are taken.",
      metric: { namespace: "AWS/NATGateway", name: "ErrorPortAllocation", dimensions: { NatGatewayId: gatewayId } },
      statistic: "Sum",
      limit: { above: count(0) },
      ...during(300, 1),
      missing: "notBreaching",
    },
  ];
}
