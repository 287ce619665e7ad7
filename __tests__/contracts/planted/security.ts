import type { Draft } from "./draft";
import { bugsFor, type PlantedBug } from "./planted-bug";

const ingress = (flow: string): string => `aws_vpc_security_group_ingress_rule.security_${flow}`;
const egress = (flow: string): string => `aws_vpc_security_group_egress_rule.security_${flow}`;
const group = (key: string): string => `\${aws_security_group.security_${key}.id}`;

/** Opens a flow at both of its ends. */
function open(draft: Draft, from: string, to: string, port: number): Draft {
  const ports = { from_port: port, to_port: port };
  return draft
    .copy(egress("api-to-rds-5432"), "more-egress", { ...ports, security_group_id: group(from), referenced_security_group_id: group(to) })
    .copy(ingress("rds-from-api-5432"), "more-ingress", {
      ...ports,
      security_group_id: group(to),
      referenced_security_group_id: group(from),
    });
}

/** Mistakes in security groups and their rules. */
export const securityBugs: readonly PlantedBug[] = [
  ...bugsFor("connection-matrix", [
    ["a database that lets nobody in", "api -> rds:5432", (draft) => draft.drop(ingress("rds-from-api-5432"))],
    ["a service that may not send", "api -> rds:5432", (draft) => draft.drop(egress("api-to-rds-5432"))],
    [
      "a flow that the matrix does not name",
      "aws_vpc_security_group_ingress_rule.more-ingress",
      (draft) => open(draft, "alb", "rds", 5432),
    ],
    ["another port", egress("alb-to-api-8080"), (draft) => draft.set(egress("alb-to-api-8080"), { from_port: 8081, to_port: 8081 })],
    ["a range of ports", egress("alb-to-api-8080"), (draft) => draft.set(egress("alb-to-api-8080"), { to_port: 8090 }), "unresolved"],
    ["another protocol", egress("alb-to-api-8080"), (draft) => draft.set(egress("alb-to-api-8080"), { ip_protocol: "udp" }), "unresolved"],
    [
      "the internet instead of the whole VPC",
      ingress("vpc-endpoints-from-vpc-443"),
      (draft) => draft.set(ingress("vpc-endpoints-from-vpc-443"), { cidr_ipv4: "0.0.0.0/0" }),
    ],
    [
      "a peer of another account",
      ingress("rds-from-api-5432"),
      (draft) => draft.set(ingress("rds-from-api-5432"), { referenced_security_group_id: "sg-1" }),
      "unresolved",
    ],
    [
      "a rule with two peers",
      ingress("rds-from-api-5432"),
      (draft) => draft.set(ingress("rds-from-api-5432"), { cidr_ipv4: "10.0.0.0/16" }),
      "unresolved",
    ],
    [
      "a rule without a peer",
      egress("api-to-internet-443"),
      (draft) => draft.set(egress("api-to-internet-443"), { cidr_ipv4: undefined }),
      "unresolved",
    ],
    [
      "a rule for IPv6",
      egress("api-to-internet-443"),
      (draft) => draft.set(egress("api-to-internet-443"), { cidr_ipv4: undefined, cidr_ipv6: "::/0" }),
      "unresolved",
    ],
    [
      "an unknown prefix list",
      egress("ecs-tasks-to-s3-443"),
      (draft) => draft.set(egress("ecs-tasks-to-s3-443"), { prefix_list_id: "pl-1" }),
      "unresolved",
    ],
    [
      "a rule of an unknown group",
      ingress("rds-from-api-5432"),
      (draft) => draft.set(ingress("rds-from-api-5432"), { security_group_id: "sg-1" }),
      "unresolved",
    ],
    ["the same rule twice", "aws_vpc_security_group_ingress_rule.more", (draft) => draft.copy(ingress("rds-from-api-5432"), "more")],
    ["a group that is gone", "zookeeper -> efs:2049", (draft) => draft.drop("aws_security_group.security_efs")],
    [
      "both groups of a flow gone",
      "zookeeper -> efs:2049",
      (draft) => draft.drop("aws_security_group.security_efs").drop("aws_security_group.security_zookeeper"),
    ],
  ]),
  ...bugsFor("reachability", [
    ["a load balancer that reaches the database", "aws_security_group.security_rds", (draft) => open(draft, "alb", "rds", 5432)],
    [
      "an application that reaches the ledger's database",
      "aws_security_group.security_blnk-rds",
      (draft) => open(draft, "api", "blnk-rds", 5432),
    ],
    [
      "a ledger that reaches the application's cache",
      "aws_security_group.security_elasticache",
      (draft) => open(draft, "blnk-api", "elasticache", 6379),
    ],
    ["a second port of a store", "aws_security_group.security_clickhouse", (draft) => open(draft, "otel-collector", "clickhouse", 8123)],
    ["a store that lost a client", "aws_security_group.security_rds", (draft) => draft.drop(egress("reindexer-to-rds-5432"))],
    [
      "a private program that the internet reaches by a chain",
      "aws_security_group.security_signoz-query",
      (draft) => open(draft, "api", "signoz-query", 8080),
    ],
    ["a shorter way to a store", "aws_security_group.security_rds", (draft) => open(draft, "alb", "rds", 3306)],
    ["a closed entrance", "0.0.0.0/0 -> alb:443", (draft) => draft.drop(ingress("alb-from-internet-443"))],
    [
      "a second entrance",
      ingress("rds-from-api-5432"),
      (draft) => draft.set(ingress("rds-from-api-5432"), { referenced_security_group_id: undefined, cidr_ipv4: "0.0.0.0/0" }),
    ],
    [
      "an entrance for a partner's network",
      ingress("vpc-endpoints-from-vpc-443"),
      (draft) => draft.set(ingress("vpc-endpoints-from-vpc-443"), { cidr_ipv4: "10.9.0.0/16" }),
    ],
    [
      "a database that calls out",
      "aws_vpc_security_group_egress_rule.more",
      (draft) => draft.copy(egress("api-to-internet-443"), "more", { security_group_id: group("rds") }),
    ],
    [
      "a baseline that lets somebody in",
      "aws_vpc_security_group_ingress_rule.more",
      (draft) => draft.copy(ingress("rds-from-api-5432"), "more", { security_group_id: group("ecs-tasks") }),
    ],
    [
      "a rule that cannot be read",
      ingress("rds-from-api-5432"),
      (draft) => draft.set(ingress("rds-from-api-5432"), { security_group_id: "${var.group}" }),
      "unresolved",
    ],
  ]),
  ...bugsFor("internet-entrances", [
    [
      "a database open to the internet",
      ingress("rds-from-api-5432"),
      (draft) => draft.set(ingress("rds-from-api-5432"), { referenced_security_group_id: undefined, cidr_ipv4: "0.0.0.0/0" }),
    ],
    [
      "a third port of the load balancer",
      ingress("alb-from-internet-80"),
      (draft) => draft.set(ingress("alb-from-internet-80"), { from_port: 8080, to_port: 8080 }),
    ],
    [
      "half of the internet",
      ingress("alb-from-internet-80"),
      (draft) => draft.set(ingress("alb-from-internet-80"), { cidr_ipv4: "0.0.0.0/1" }),
    ],
    [
      "another environment's VPC",
      ingress("internal-alb-from-vpc-443"),
      (draft) => draft.set(ingress("internal-alb-from-vpc-443"), { cidr_ipv4: "10.1.0.0/16" }),
    ],
    [
      "more than the VPC",
      ingress("internal-alb-from-vpc-443"),
      (draft) => draft.set(ingress("internal-alb-from-vpc-443"), { cidr_ipv4: "10.0.0.0/8" }),
    ],
    [
      "an address range that is not known",
      ingress("internal-alb-from-vpc-443"),
      (draft) => draft.set(ingress("internal-alb-from-vpc-443"), { cidr_ipv4: "${var.office}" }),
      "unresolved",
    ],
  ]),
  ...bugsFor("rule-hygiene", [
    [
      "all protocols",
      egress("api-to-internet-443"),
      (draft) => draft.set(egress("api-to-internet-443"), { ip_protocol: "-1", from_port: undefined, to_port: undefined }),
    ],
    [
      "all protocols by their name",
      egress("api-to-internet-443"),
      (draft) => draft.set(egress("api-to-internet-443"), { ip_protocol: "all" }),
    ],
    ["all ports", egress("api-to-internet-443"), (draft) => draft.set(egress("api-to-internet-443"), { from_port: 0, to_port: 65_535 })],
    ["two ports", egress("api-to-internet-443"), (draft) => draft.set(egress("api-to-internet-443"), { from_port: 443, to_port: 444 })],
    ["no description", egress("api-to-internet-443"), (draft) => draft.set(egress("api-to-internet-443"), { description: undefined })],
    [
      "a description that AWS refuses",
      egress("api-to-internet-443"),
      (draft) => draft.set(egress("api-to-internet-443"), { description: "who -> whom?" }),
    ],
    ["an empty description", ingress("rds-from-api-5432"), (draft) => draft.set(ingress("rds-from-api-5432"), { description: " " })],
    [
      "a group without a description",
      "aws_security_group.security_rds",
      (draft) => draft.set("aws_security_group.security_rds", { description: undefined }),
    ],
    ["rules inside a group", "aws_security_group.security_rds", (draft) => draft.set("aws_security_group.security_rds", { egress: [] })],
    ["a rule of the old kind", "aws_security_group_rule.more", (draft) => draft.add("aws_security_group_rule.more", { type: "ingress" })],
    [
      "a default group that lets out",
      "aws_default_security_group.network_default-security-group",
      (draft) => draft.set("aws_default_security_group.network_default-security-group", { egress: [{ from_port: 0 }] }),
    ],
    [
      "a default group that nobody closed",
      "aws_vpc.network_vpc",
      (draft) => draft.drop("aws_default_security_group.network_default-security-group"),
    ],
    [
      "more rules than a group can have",
      "aws_security_group.security_rds",
      (draft) =>
        Array.from({ length: 56 }, (_, index) => index + 1).reduce(
          (changed, port) => changed.copy(ingress("rds-from-api-5432"), `more-${port}`, { from_port: port, to_port: port }),
          draft,
        ),
    ],
    [
      "a prefix list of unknown weight",
      egress("ecs-tasks-to-s3-443"),
      (draft) => draft.set(egress("ecs-tasks-to-s3-443"), { prefix_list_id: "pl-1" }),
      "unresolved",
    ],
  ]),
  ...bugsFor("unused-groups", [
    [
      "a group that nothing carries any more",
      "aws_security_group.security_vpc-endpoints",
      (draft) =>
        ["ecr-api", "ecr-dkr", "secretsmanager", "logs", "ssm", "ssmmessages", "ec2messages"].reduce(
          (changed, service) => changed.set(`aws_vpc_endpoint.endpoints_${service}`, { security_group_ids: [] }),
          draft,
        ),
    ],
    [
      "a new group without a use",
      "aws_security_group.more",
      (draft) => draft.copy("aws_security_group.security_api", "more", { name: "ohi-dev-more-sg" }),
    ],
    [
      "a group that only other groups name",
      "aws_security_group.more",
      (draft) =>
        draft
          .copy("aws_security_group.security_api", "more", { name: "ohi-dev-more-sg" })
          .set("aws_security_group.security_api", { ingress: [{ security_groups: ["${aws_security_group.more.id}"] }] }),
    ],
    [
      "a group that an output only tells",
      "aws_security_group.more",
      (draft) =>
        draft
          .copy("aws_security_group.security_api", "more", { name: "ohi-dev-more-sg" })
          .setBlock(["output", "vpc_id"], { value: "${aws_security_group.more.id}" }),
    ],
    [
      "a group of which the name says nothing",
      "aws_security_group.security_api",
      (draft) => draft.set("aws_security_group.security_api", { name: "api" }),
      "unresolved",
    ],
  ]),
];
