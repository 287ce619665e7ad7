import { environments } from "./expected/environments";
import { stackNamed, valuesOf } from "./stacks";

const account = "${data.aws_caller_identity.current.account_id}";

describe.each(environments)("the flow logs of $name", ({ stack: name, logRetentionDays }) => {
  const stack = stackNamed(name);

  test("record all traffic of the VPC, and wait for what their role may do", () => {
    expect(valuesOf(stack, "aws_flow_log")).toEqual({
      "network_flow-logs_flow-log": {
        vpc_id: "${aws_vpc.network_vpc.id}",
        traffic_type: "ALL",
        log_destination_type: "cloud-watch-logs",
        log_destination: "${aws_cloudwatch_log_group.network_flow-logs_log-group.arn}",
        iam_role_arn: "${aws_iam_role.network_flow-logs_role.arn}",
        max_aggregation_interval: 600,
        depends_on: ["aws_iam_role_policy.network_flow-logs_role_policy"],
      },
    });
  });

  test("lie in an encrypted log group that forgets after the environment's days", () => {
    expect(valuesOf(stack, "aws_cloudwatch_log_group")["network_flow-logs_log-group"]).toEqual({
      name: `/vpc/${name}/flow-logs`,
      kms_key_id: "${aws_kms_key.key.arn}",
      retention_in_days: logRetentionDays,
    });
  });

  test("are written by a role with the environment's boundary", () => {
    expect(valuesOf(stack, "aws_iam_role")["network_flow-logs_role"]).toEqual({
      name: `${name}-flow-logs-role`,
      description: "Lets VPC flow logs write to their log group",
      assume_role_policy: "${data.aws_iam_policy_document.network_flow-logs_role_trust.json}",
      permissions_boundary: "${aws_iam_policy.permission-boundary.arn}",
    });
  });

  test("are written by a role that only the flow-logs service takes, on behalf of this account", () => {
    expect(valuesOf(stack, "data.aws_iam_policy_document")["network_flow-logs_role_trust"]).toEqual({
      statement: [
        {
          sid: "TakenByService",
          effect: "Allow",
          actions: ["sts:AssumeRole"],
          principals: [{ type: "Service", identifiers: ["vpc-flow-logs.amazonaws.com"] }],
          condition: [{ test: "StringEquals", variable: "aws:SourceAccount", values: [account] }],
        },
      ],
    });
  });

  test("are written by a role that may write to their log group and nowhere else", () => {
    expect(valuesOf(stack, "aws_iam_role_policy")["network_flow-logs_role_policy"]).toEqual({
      name: `${name}-flow-logs-role`,
      role: "${aws_iam_role.network_flow-logs_role.id}",
      policy: "${data.aws_iam_policy_document.network_flow-logs_role_grants.json}",
    });
    expect(valuesOf(stack, "data.aws_iam_policy_document")["network_flow-logs_role_grants"]).toEqual({
      statement: [
        {
          sid: "WriteFlowLogs",
          effect: "Allow",
          actions: ["logs:CreateLogStream", "logs:DescribeLogStreams", "logs:PutLogEvents"],
          resources: ["${aws_cloudwatch_log_group.network_flow-logs_log-group.arn}:*"],
        },
      ],
    });
  });
});
