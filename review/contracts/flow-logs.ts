import { resolveArn } from "../arn";
import { stackContract } from "../contract";
import type { Finding, Reporter } from "../finding";
import { dependenciesOf, type Element, type StackModel } from "../model";
import { policyAt } from "../policy";
import { roleOf, takersOf } from "../role";
import { show } from "../value";

/** What the service does with its log group. */
const writing = ["logs:CreateLogStream", "logs:DescribeLogStreams", "logs:PutLogEvents"];

/**
 * All traffic of every VPC is recorded in a log group of the stack, by a role that can write to that group and nowhere else.
 *
 * @see https://docs.aws.amazon.com/vpc/latest/userguide/flow-logs-iam-role.html
 */
export const flowLogs = stackContract(
  "flow-logs",
  "all traffic of the VPC is logged, by a role limited to its log group",
  (stack, report) => [
    ...stack.ofType("aws_vpc").flatMap((vpc) => {
      const count = stack.ofType("aws_flow_log").filter(({ values }) => stack.referent(values["vpc_id"], "aws_vpc", "id") === vpc).length;
      return count === 1 ? [] : [report.violation(vpc, `${count} flow logs`, "one")];
    }),
    ...stack.ofType("aws_flow_log").flatMap((log) => {
      const { traffic_type: traffic, log_destination: destination, log_destination_type: kind, iam_role_arn: roleArn } = log.values;
      const group = stack.referent(destination, "aws_cloudwatch_log_group", "arn");
      const role = stack.referent(roleArn, "aws_iam_role", "arn");
      return [
        ...(traffic === "ALL" ? [] : [report.violation(log, `traffic_type ${show(traffic)}`, "ALL")]),
        ...(kind === undefined || kind === "cloud-watch-logs"
          ? []
          : [report.violation(log, `log_destination_type ${show(kind)}`, "cloud-watch-logs")]),
        ...(group === undefined ? [report.unresolved(log, destination, "the ARN of a log group of this stack")] : []),
        ...(role === undefined ? [report.unresolved(log, roleArn, "the ARN of a role of this stack")] : []),
        ...(group === undefined || role === undefined ? [] : judgeRole(stack, log, group, role, report)),
      ];
    }),
  ],
);

function judgeRole(stack: StackModel, log: Element, group: Element, role: Element, report: Reporter): Finding[] {
  const service = "vpc-flow-logs.amazonaws.com";
  const trusted = takersOf(stack, role);
  const own = stack.ofType("aws_iam_role_policy").filter((policy) => roleOf(stack, policy) === role);
  const statements = own.flatMap((policy) => policyAt(stack, policy, "policy")?.statements ?? []);
  const arn = resolveArn(stack, `\${${group.address}.arn}`);
  const resources = statements.flatMap((statement) => statement.resources.map((resource) => resolveArn(stack, resource) ?? resource));
  const strangers = resources.filter((resource) => resource !== arn && resource !== `${String(arn)}:*`);
  const lacking = writing.filter((action) => !statements.some(({ actions }) => actions.includes(action)));
  const waits = own.every(({ address }) => dependenciesOf(log).includes(address));
  return [
    ...(trusted.join() === service ? [] : [report.violation(role, `taken by ${trusted.join(", ") || "nobody"}`, service)]),
    ...(resources.length > 0 && strangers.length === 0
      ? []
      : [report.violation(role, `writes to ${strangers.join(", ") || "nothing"}`, `${group.address} only`)]),
    ...(lacking.length === 0 ? [] : [report.violation(role, `cannot ${lacking.join(", ")}`, writing.join(", "))]),
    ...(waits
      ? []
      : [report.violation(log, `depends on ${dependenciesOf(log).join(", ") || "nothing"}`, own.map(({ address }) => address).join(", "))]),
  ];
}
