import type { Finding, Reporter } from "./finding";
import { dependenciesOf, type Element, type StackModel } from "./model";

/** What is wrong with an element that AWS refuses as long as the VPC has no internet gateway: fixed addresses, NAT gateways, public load balancers. */
export function waitsForInternet(stack: StackModel, element: Element, report: Reporter): Finding[] {
  const gateways = stack.ofType("aws_internet_gateway").map(({ address }) => address);
  const waitedFor = dependenciesOf(element);
  const waiting = gateways.length > 0 && gateways.every((address) => waitedFor.includes(address));
  return waiting
    ? []
    : [
        report.violation(
          element,
          `depends on ${waitedFor.join(", ") || "nothing"}`,
          `depends on ${gateways.join(", ") || "an internet gateway"}`,
        ),
      ];
}
