import { stackContract } from "../../contract";
import { allowancesOf, type Duty, deliveriesOf } from "../../delivery";

/** Every action that the roles of a duty need, as IAM calls it. */
export type DeliveryCalls = Readonly<Record<Duty, readonly string[]>>;

/**
 * A delivery role may make the calls that its work needs, whatever statement allows them, and no others.
 *
 * Whose things it may do that to, `delivery-scope` says.
 */
export const deliveryCalls = stackContract<[calls: DeliveryCalls]>(
  "delivery-calls",
  "a delivery role may make every call that it needs, and no other",
  (stack, report, calls) =>
    deliveriesOf(stack).flatMap((delivery) => {
      const [needed, allowed] = [new Set(calls[delivery.duty]), new Set(allowancesOf(delivery).flatMap(({ actions }) => actions))];
      return [
        ...[...needed]
          .filter((action) => !allowed.has(action))
          .map((action) => report.violation(delivery.role, `no ${action}`, "every call that it needs")),
        ...allowancesOf(delivery).flatMap(({ element, sid, actions }) =>
          actions
            .filter((action) => !needed.has(action))
            .map((action) => report.violation(element, `${sid}: ${action}`, "calls that are needed, and no others")),
        ),
      ];
    }),
);
