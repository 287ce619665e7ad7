import { blocksOf, roleAt, servicesOf } from "../../containers";
import { stackContract } from "../../contract";
import { dependenciesOf, type Element, type StackModel } from "../../model";
import type { Finding, Reporter } from "../../finding";
import { subnetsByRouteTable } from "../../network";
import { roleOf } from "../../role";
import { textAt } from "../../value";

/**
 * A service is made when its tasks can run: after its log group, what its roles may do, the association of the capacity providers, the
 * addresses of its file system, and, behind a load balancer, the rule that leads to it. A host is made when its first boot can succeed.
 *
 * AWS refuses a service whose target group no listener uses: "does not have an associated load balancer".
 */
export const serviceOrder = stackContract("service-order", "every service and host waits for what it needs to run", (stack, report) => [
  ...stack.ofType("aws_instance").flatMap((host) => latenesses(report, host, routesFrom(stack, host))),
  ...servicesOf(stack).flatMap(({ element, definition, container }) => {
    const roles = [roleAt(stack, definition, "execution_role_arn"), roleAt(stack, definition, "task_role_arn")];
    const needed = [
      ...stack.ofType("aws_cloudwatch_log_group").filter(({ values }) => values["name"] === container.logGroup),
      ...stack.ofType("aws_iam_role_policy").filter((policy) => roles.includes(roleOf(stack, policy))),
      ...stack.ofType("aws_ecs_cluster_capacity_providers"),
      ...mountTargets(stack, definition),
      ...rulesTo(stack, element),
    ];
    const homeless = stack.ofType("aws_cloudwatch_log_group").some(({ values }) => values["name"] === container.logGroup)
      ? []
      : [report.violation(definition, `logs to ${String(container.logGroup)}`, "a log group of this stack")];
    return [...latenesses(report, element, needed), ...homeless];
  }),
]);

function latenesses(report: Reporter, element: Element, needed: readonly Element[]): Finding[] {
  const waits = dependenciesOf(element);
  const late = needed.filter(({ address }) => !waits.includes(address));
  return late.map(({ address }) => report.violation(element, `does not wait for ${address}`, "depends_on"));
}

/** The routes of the subnet that a host is in. They stand minutes after the subnet, and packages come by them. */
function routesFrom(stack: StackModel, { values }: Element): Element[] {
  const subnet = stack.referent(values["subnet_id"], "aws_subnet", "id");
  const [table] = [...subnetsByRouteTable(stack)].find(([, subnets]) => subnets.some(({ element }) => element === subnet)) ?? [];
  if (table === undefined) return [];
  return stack.ofType("aws_route").filter((route) => stack.referent(route.values["route_table_id"], "aws_route_table", "id") === table);
}

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
