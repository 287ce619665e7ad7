import { stackContract } from "../contract";
import { show } from "../value";

/** No subnet hands out public addresses: what lives in the public ones, NAT gateways and load balancers, brings its own. */
export const noPublicAddresses = stackContract("no-public-addresses", "no subnet hands out public addresses", (stack, report) =>
  stack.ofType("aws_subnet").flatMap((subnet) => {
    const found = subnet.values["map_public_ip_on_launch"];
    return found === false ? [] : [report.violation(subnet, `map_public_ip_on_launch ${show(found)}`, "false, written out")];
  }),
);
