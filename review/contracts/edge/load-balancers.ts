import { stackContract } from "../../contract";
import type { Finding, Reporter } from "../../finding";
import { loadBalancerOf } from "../../hosting";
import { duplicates } from "../../group-by";
import { waitsForInternet } from "../../internet-gateway";
import { dependenciesOf, type Element, type StackModel } from "../../model";
import { at, listOf, show } from "../../value";

/**
 * Load balancers stand in several zones, log, drop what they do not understand, and have one listener a port. A service registers with a
 * target group only after a rule leads to it.
 *
 * @see https://docs.aws.amazon.com/elasticloadbalancing/latest/application/application-load-balancers.html
 */
export const loadBalancers = stackContract(
  "load-balancers",
  "load balancers stand in several zones, log and drop malformed headers, and services wait for the rules that lead to them",
  (stack, report) => [
    ...stack.ofType("aws_lb").flatMap((loadBalancer) => findingsOf(stack, loadBalancer, report)),
    ...duplicates(
      stack.ofType("aws_lb_listener"),
      (listener) => `${loadBalancerOf(stack, listener)?.address ?? "?"} ${show(listener.values["port"])}`,
    ).flatMap(([, [first, ...others]]) =>
      others.map((listener) =>
        report.violation(listener, `port ${show(listener.values["port"])}, which ${first?.address ?? "another"} has`, "a port of its own"),
      ),
    ),
    ...stack.ofType("aws_ecs_service").flatMap((service) => serviceFindings(stack, service, report)),
  ],
);

function findingsOf(stack: StackModel, loadBalancer: Element, report: Reporter): Finding[] {
  const { subnets, access_logs: logs, drop_invalid_header_fields: drops, internal } = loadBalancer.values;
  const zones = new Set(
    listOf(subnets).map((subnet) => {
      const element = stack.referent(subnet, "aws_subnet", "id");
      return element === undefined ? undefined : show(element.values["availability_zone"]);
    }),
  );
  const [log] = listOf(logs);
  const bucket = stack.referent(at(log, "bucket"), "aws_s3_bucket", "id");
  const policies = stack
    .ofType("aws_s3_bucket_policy")
    .filter(({ values }) => bucket !== undefined && stack.referent(values["bucket"], "aws_s3_bucket", "id") === bucket);
  return [
    ...(zones.has(undefined) ? [report.unresolved(loadBalancer, subnets, "the ids of subnets of this stack")] : []),
    ...(zones.size >= 2 ? [] : [report.violation(loadBalancer, `${zones.size} zone`, "two or more")]),
    ...(drops === true ? [] : [report.violation(loadBalancer, `drop_invalid_header_fields ${show(drops)}`, "true")]),
    ...(typeof internal === "boolean" ? [] : [report.violation(loadBalancer, `internal ${show(internal)}`, "true or false")]),
    ...(at(log, "enabled") === true && bucket !== undefined
      ? []
      : [report.violation(loadBalancer, `access_logs ${show(logs)}`, "enabled, in a bucket of this stack")]),
    ...(policies.some(({ address }) => dependenciesOf(loadBalancer).includes(address))
      ? []
      : [report.violation(loadBalancer, "it does not wait until its log can be written", "depends_on the bucket's policy")]),
    ...(internal === true ? [] : waitsForInternet(stack, loadBalancer, report)),
  ];
}

function serviceFindings(stack: StackModel, service: Element, report: Reporter): Finding[] {
  return listOf(service.values["load_balancer"]).flatMap((registration) => {
    const group = stack.referent(at(registration, "target_group_arn"), "aws_lb_target_group", "arn");
    if (group === undefined)
      return [report.unresolved(service, at(registration, "target_group_arn"), "the ARN of a target group of this stack")];
    const rules = stack
      .ofType("aws_lb_listener_rule")
      .filter(({ values }) =>
        listOf(values["action"]).some((action) => stack.referent(at(action, "target_group_arn"), "aws_lb_target_group", "arn") === group),
      );
    return [
      ...(rules.some(({ address }) => dependenciesOf(service).includes(address))
        ? []
        : [
            report.violation(
              service,
              `it does not wait for a rule that leads to ${group.address}`,
              rules.map(({ address }) => `depends_on ${address}`).join(" or ") || "a rule that leads to it, and depends_on that",
            ),
          ]),
      ...(at(registration, "container_port") === group.values["port"]
        ? []
        : [
            report.violation(
              service,
              `container_port ${show(at(registration, "container_port"))}`,
              `port ${show(group.values["port"])} of ${group.address}`,
            ),
          ]),
    ];
  });
}
