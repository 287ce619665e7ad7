import { internet } from "../cidr";
import { stackContract } from "../contract";
import { flowKey, isOutside, rulesOf } from "../security-groups";

/** The group of the public load balancer, and the ports on which the whole internet may call it. */
const entrance = { group: "alb", ports: [80, 443] };

/** Nobody outside the VPC is let in, but by the public load balancer. */
export const internetEntrances = stackContract(
  "internet-entrances",
  "from outside the VPC only the public load balancer is open, on ports 80 and 443",
  (stack, report) => {
    const { rules, findings } = rulesOf(stack, report);
    return [
      ...findings,
      ...rules
        .filter(({ direction, flow }) => direction === "ingress" && isOutside(stack, flow.from))
        .filter(({ group, flow }) => group !== entrance.group || flow.from !== internet || !entrance.ports.includes(flow.port))
        .map(({ element, flow }) =>
          report.violation(element, flowKey(flow), `${internet} to ${entrance.group} on ports ${entrance.ports.join(" and ")} only`),
        ),
    ];
  },
);
