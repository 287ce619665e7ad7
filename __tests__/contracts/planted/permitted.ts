import type { PlantedBug } from "./planted-bug";

const grants = "network_flow-logs_role_grants";
const trust = "network_flow-logs_role_trust";
const account = "${data.aws_caller_identity.current.account_id}";
const ours = [{ test: "StringEquals", variable: "aws:SourceAccount", values: [account] }];

/** What looks like a mistake to a contract's eye, and is none. */
export interface Permitted extends Pick<PlantedBug, "contract" | "plant"> {
  readonly change: string;
}

export const permitted: readonly Permitted[] = [
  {
    contract: "policies",
    change: "a denial, as wide as it may be",
    plant: (draft) => draft.setStatement(grants, "WriteFlowLogs", { effect: "Deny", actions: ["s3:*"], resources: ["*"] }),
  },
  {
    contract: "policies",
    change: "every resource for actions that know none",
    plant: (draft) => draft.setStatement(grants, "WriteFlowLogs", { actions: ["ecr:GetAuthorizationToken"], resources: ["*"] }),
  },
  {
    contract: "policies",
    change: "everybody on behalf of this account",
    plant: (draft) => draft.setStatement(grants, "WriteFlowLogs", { principals: [{ type: "AWS", identifiers: ["*"] }], condition: ours }),
  },
  {
    contract: "role-trust",
    change: "EC2, which takes only roles of its own account",
    plant: (draft) =>
      draft.setStatement(trust, "TakenByService", { principals: [{ type: "Service", identifiers: ["ec2.amazonaws.com"] }], condition: [] }),
  },
  {
    contract: "roles",
    change: "a task's role without a policy",
    plant: (draft) =>
      draft
        .drop("aws_iam_role_policy.network_flow-logs_role_policy")
        .setStatement(trust, "TakenByService", { principals: [{ type: "Service", identifiers: ["ecs-tasks.amazonaws.com"] }] }),
  },
  {
    contract: "permission-boundaries",
    change: "a role that is denied more than the boundary allows",
    plant: (draft) => {
      const statement = [
        { sid: "Write", actions: ["logs:PutLogEvents"], resources: ["${aws_cloudwatch_log_group.network_flow-logs_log-group.arn}:*"] },
        { sid: "Keep", effect: "Deny", actions: ["logs:DeleteLogGroup"], resources: ["*"] },
      ];
      return draft.setBlock(["data", "aws_iam_policy_document", grants], { statement });
    },
  },
  {
    contract: "providers",
    change: "health that is asked for from other regions",
    plant: (draft) => draft.add("aws_route53_health_check.site", { regions: ["eu-west-1", "us-east-1", "us-west-2"] }),
  },
  {
    contract: "providers",
    change: "a name whose end looks like the beginning of a region",
    plant: (draft) => draft.set("aws_vpc.network_vpc", { description: "ohi-us-app-cache-0" }),
  },
  {
    contract: "companions",
    change: "hosts that are asked for, in a zone whose queries nobody logs",
    plant: (draft) =>
      ["dev", "api.dev", "graphql.dev", "sse.dev", "provider.dev"].reduce(
        (asked, host, index) => asked.add(`aws_route53_health_check.check-${index}`, { fqdn: `${host}.ohealth-ng.com` }),
        draft,
      ),
  },
  {
    contract: "companions",
    change: "a directory for as many zones as there are",
    plant: (draft) => draft.drop("aws_subnet.network_private_c").drop("aws_efs_mount_target.files_c"),
  },
  {
    contract: "environment-isolation",
    change: "a delegation of another environment's domain",
    plant: (draft) => draft.add("aws_route53_record.staging", { name: "staging.ohealth-ng.com", type: "NS" }),
  },
  {
    contract: "environment-isolation",
    change: "mail to people in the base domain",
    plant: (draft) =>
      draft.add("aws_sns_topic_subscription.mail", { topic_arn: "x", protocol: "email", endpoint: "platform-team@ohealth-ng.com" }),
  },
  {
    contract: "references",
    change: "a program that speaks of undefined",
    plant: (draft) => draft.set("aws_vpc.network_vpc", { description: "if (x === undefined) return NaN" }),
  },
  {
    contract: "references",
    change: "references to variables and locals that there are",
    plant: (draft) =>
      draft.setBlock([], { variable: { x: {} }, locals: { y: 1 } }).set("aws_vpc.network_vpc", { description: "${var.x}${local.y}" }),
  },
  {
    contract: "unused-groups",
    change: "a group that a release hands to a task that runs once",
    plant: (draft) =>
      draft.copy("aws_security_group.security_api", "more", { name: "ohi-dev-more-sg" }).setBlock(["output"], {
        task_groups: {
          description: "Groups of tasks",
          value: "${aws_security_group.more.id},${aws_security_group.security_migrations.id}",
        },
      }),
  },
  {
    contract: "effective-tags",
    change: "a name that ends in the account's number",
    plant: (draft) => draft.setTags("aws_vpc.network_vpc", { Name: `ohi-dev-vpc-${account}` }),
  },
  {
    contract: "names",
    change: "a record, which is named after a host",
    plant: (draft) => draft.add("aws_route53_record.api", { name: "api.dev.ohealth-ng.com" }),
  },
  {
    contract: "names",
    change: "the bucket of an account",
    plant: (draft) => draft.add("aws_s3_bucket.site", { bucket: `ohi-dev-site-${account}` }),
  },
  {
    contract: "vpcs",
    change: "a namespace of the VPC",
    plant: (draft) => draft.add("aws_service_discovery_private_dns_namespace.names", { vpc: "${aws_vpc.network_vpc.id}" }),
  },
  {
    contract: "rule-hygiene",
    change: "exactly as many rules as a group can have",
    plant: (draft) =>
      Array.from({ length: 55 }, (_, index) => index + 1).reduce(
        (changed, port) =>
          changed.copy("aws_vpc_security_group_ingress_rule.security_rds-from-api-5432", `more-${port}`, {
            from_port: port,
            to_port: port,
          }),
        draft,
      ),
  },
];
