import { blocksOf, numberAt, type RunningService, servicesOf } from "../../containers";
import { stackContract } from "../../contract";
import type { Finding, Reporter } from "../../finding";
import type { Element, StackModel } from "../../model";
import { groupKeyOf, rulesOf } from "../../security-groups";
import { listOf, show, textAt, type Value } from "../../value";

/** Settings by which a program is told where to listen. */
const portSettings = ["SERVER_PORT", "PORT", "BLNK_SERVER_PORT"];

/**
 * One port from the load balancer to the program: listener rule, target group, container, health check, setting and security group name the same.
 *
 * Once the container listened on one port, the target group called another one, and the security group admitted a third.
 */
export const portChain = stackContract(
  "port-chain",
  "each link from the load balancer to the program names the same port",
  (stack, report) => [
    ...servicesOf(stack).flatMap((service) => [
      ...ownPort(service, report),
      ...blocksOf(service.element.values["load_balancer"]).flatMap((target) => chain(stack, service, target, report)),
    ]),
    ...stack.ofType("aws_lb_target_group").flatMap((group) => {
      const users = stack
        .ofType("aws_ecs_service")
        .filter(({ values }) => blocksOf(values["load_balancer"]).some((target) => targetGroupAt(stack, target) === group));
      return users.length === 1 ? [] : [report.violation(group, `used by ${users.length} services`, "one")];
    }),
  ],
);

/** What the program is told, and what its health check calls, is a port on which its container listens. */
function ownPort({ definition, container }: RunningService, report: Reporter): Finding[] {
  if (container.ports.length === 0) return [];
  const told = portSettings.flatMap((name) => {
    const value = container.settings.get(name);
    return value === undefined || container.ports.includes(Number(value)) ? [] : [`${name}=${value}`];
  });
  const called = [...(container.health ?? "").matchAll(/(?:127\.0\.0\.1|localhost)[: ](\d+)/g)].flatMap(([text, port]) =>
    container.ports.includes(Number(port)) ? [] : [`a health check of ${text}`],
  );
  return [...told, ...called].map((found) => report.violation(definition, found, `port ${container.ports.join(", ")} of the container`));
}

function chain(stack: StackModel, { element, container }: RunningService, target: Value, report: Reporter): Finding[] {
  const [port] = numberAt(target, "container_port");
  const group = targetGroupAt(stack, target);
  if (port === undefined) return [report.unresolved(element, target, "a container port")];
  if (group === undefined) return [report.unresolved(element, target, "the ARN of a target group of this stack")];
  const [groupPort] = numberAt(group.values, "port");
  const rules = stack
    .ofType("aws_lb_listener_rule")
    .filter(({ values }) => blocksOf(values["action"]).some((action) => targetGroupAt(stack, action) === group));
  const name = textAt(target, "container_name");
  return [
    ...(name === container.name ? [] : [report.violation(element, `container ${show(name)}`, container.name)]),
    ...(container.ports.includes(port) ? [] : [report.violation(element, `container port ${port}`, container.ports.join(", ") || "none")]),
    ...(groupPort === port ? [] : [report.violation(group, `port ${show(groupPort)}`, `${port}, as ${element.address}`)]),
    ...(["traffic-port", undefined, String(port)].includes(textAt(group.values, "health_check", "port"))
      ? []
      : [report.violation(group, `health check on port ${show(textAt(group.values, "health_check", "port"))}`, String(port))]),
    ...(textAt(group.values, "target_type") === "ip"
      ? []
      : [report.violation(group, `target_type ${show(group.values["target_type"])}`, "ip")]),
    ...(rules.length === 1 ? [] : [report.violation(group, `${rules.length} listener rules lead to it`, "one")]),
    ...rules.flatMap((rule) => admission(stack, element, rule, port, report)),
  ];
}

/** The security group of the service lets the load balancer in on the port. */
function admission(stack: StackModel, service: Element, rule: Element, port: number, report: Reporter): Finding[] {
  const listener = stack.referent(rule.values["listener_arn"], "aws_lb_listener", "arn");
  const balancer = listener === undefined ? undefined : stack.referent(listener.values["load_balancer_arn"], "aws_lb", "arn");
  if (balancer === undefined) return [report.unresolved(rule, rule.values["listener_arn"], "a listener of a load balancer of this stack")];
  const keys = (values: Value | undefined): (string | undefined)[] =>
    listOf(values).map((value) => {
      const group = stack.referent(value, "aws_security_group", "id");
      return group === undefined ? undefined : groupKeyOf(stack, group);
    });
  const from = keys(balancer.values["security_groups"]);
  const to = blocksOf(service.values["network_configuration"]).flatMap((network) => keys(network["security_groups"]));
  const admitted = rulesOf(stack, report).rules.some(
    ({ direction, flow }) => direction === "ingress" && flow.port === port && from.includes(flow.from) && to.includes(flow.to),
  );
  return admitted
    ? []
    : [report.violation(service, `${from.join(", ")} may not call ${to.join(", ")} on port ${port}`, "a rule that lets it in")];
}

function targetGroupAt(stack: StackModel, value: Value): Element | undefined {
  return blocksOf(value).flatMap((block) => stack.referent(block["target_group_arn"], "aws_lb_target_group", "arn") ?? [])[0];
}
