import { blocksOf, containerDefinitionsOf, servicesOf } from "../../containers";
import { stackContract } from "../../contract";
import { at, show, textAt, type Value } from "../../value";

/**
 * A container asks itself what its load balancer asks, and by the path that the program answers: at any other path a program that works is unhealthy,
 * or one that does not is healthy. What it asks is a promise of its own: `program-contract`.
 */
export const healthChecks = stackContract(
  "health-checks",
  "each container checks itself every half minute, by the path by which its load balancer does",
  (stack, report) =>
    servicesOf(stack).flatMap(({ element, definition, container }) => {
      const [said] = containerDefinitionsOf(definition);
      const found: Value | undefined = at(said, "healthCheck");
      const wanted: Value | undefined =
        container.health === undefined
          ? undefined
          : { command: ["CMD-SHELL", container.health], interval: 30, timeout: 5, retries: 3, startPeriod: 60 };
      const paths = blocksOf(element.values["load_balancer"]).flatMap((target) => {
        const group = stack.referent(target["target_group_arn"], "aws_lb_target_group", "arn");
        return group === undefined ? [] : [{ group, path: textAt(group.values, "health_check", "path") }];
      });
      const own = /127\.0\.0\.1:\d+(\/\S*)/.exec(container.health ?? "")?.[1];
      return [
        ...(show(found) === show(wanted) ? [] : [report.violation(definition, `health check ${show(found)}`, show(wanted))]),
        ...paths.flatMap(({ group, path }) =>
          path === own ? [] : [report.violation(group, `path ${show(path)}`, `${show(own)}, as the container's`)],
        ),
      ];
    }),
);
