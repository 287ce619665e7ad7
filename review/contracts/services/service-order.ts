import { blocksOf, roleAt, servicesOf } from "../../containers";
import { stackContract } from "../../contract";
import { dependenciesOf, type Element, type StackModel } from "../../model";
import { roleOf } from "../../role";
import { textAt } from "../../value";

/**
 * A service is made when its tasks can run: after its log group, what its roles may do, the association of the capacity providers, the
 * addresses of its file system, and, behind a load balancer, the rule that leads to it.
 *
 * AWS refuses a service whose target group no listener uses: "does not have an associated load balancer".
 */
export const serviceOrder = stackContract("service-order", "every service waits for what its tasks need", (stack, report) =>
  servicesOf(stack).flatMap(({ element, definition, container }) => {
    const roles = [roleAt(stack, definition, "execution_role_arn"), roleAt(stack, definition, "task_role_arn")];
    const needed = [
      ...stack.ofType("aws_cloudwatch_log_group").filter(({ values }) => values["name"] === container.logGroup),
      ...stack.ofType("aws_iam_role_policy").filter((policy) => roles.includes(roleOf(stack, policy))),
      ...stack.ofType("aws_ecs_cluster_capacity_providers"),
      ...mountTargets(stack, definition),
      ...rulesTo(stack, element),
    ];
    const waits = dependenciesOf(element);
    const late = needed
      .filter(({ address }) => !waits.includes(address))
      .map(({ address }) => report.violation(element, `does not wait for ${address}`, "depends_on"));
    const homeless = stack.ofType("aws_cloudwatch_log_group").some(({ values }) => values["name"] === container.logGroup)
      ? []
      : [report.violation(definition, `logs to ${String(container.logGroup)}`, "a log group of this stack")];
    return [...late, ...homeless];
  }),
);

function mountTargets(stack: StackModel, definition: Element): Element[] {
  const systems = blocksOf(definition.values["volume"]).flatMap((volume) =>
    blocksOf(volume["efs_volume_configuration"]).flatMap((efs) => stack.referent(efs["file_system_id"], "aws_efs_file_system", "id") ?? []),
  );
  return stack
    .ofType("aws_efs_mount_target")
    .filter(({ values }) => systems.some((system) => stack.referent(values["file_system_id"], "aws_efs_file_system", "id") === system));
}

function rulesTo(stack: StackModel, service: Element): Element[] {
  const groups = blocksOf(service.values["load_balancer"]).map((target) => textAt(target, "target_group_arn"));
  return stack
    .ofType("aws_lb_listener_rule")
    .filter(({ values }) => blocksOf(values["action"]).some((action) => groups.includes(textAt(action, "target_group_arn"))));
}
