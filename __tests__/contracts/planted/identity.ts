import { bugsFor, type PlantedBug, type Row } from "./planted-bug";

const vpc = "aws_vpc.network_vpc";
const key = "aws_kms_key.key";
const role = "aws_iam_role.network_flow-logs_role";
const subnet = "aws_subnet.network_public_a";
const logGroup = "aws_cloudwatch_log_group.network_flow-logs_log-group";

const allTags = [
  "Project",
  "Environment",
  "Owner",
  "CostCenter",
  "Service",
  "ManagedBy",
  "CreatedBy",
  "CreatedDate",
  "DataClassification",
  "BackupPolicy",
  "Compliance",
  "Name",
];

/** Mistakes in tags, names, ids and references. */
export const identityBugs: readonly PlantedBug[] = [
  ...bugsFor("effective-tags", [
    ...allTags.map((tag): Row => [`no tag ${tag}`, vpc, (draft) => draft.setTags(vpc, { [tag]: undefined })]),
    ...allTags.map((tag): Row => [`an empty tag ${tag}`, key, (draft) => draft.setTags(key, { [tag]: "" })]),
    ...allTags.map((tag): Row => [
      `a tag ${tag} that is not known`,
      role,
      (draft) => draft.setTags(role, { [tag]: "${var.tag}" }),
      "unresolved",
    ]),
    ["no tags at all", vpc, (draft) => draft.set(vpc, { tags: undefined })],
    ["tags that are not known", vpc, (draft) => draft.set(vpc, { tags: "${var.tags}" }), "unresolved"],
    ["another environment's tag", vpc, (draft) => draft.setTags(vpc, { Environment: "prod" })],
    ["the person at the keyboard", vpc, (draft) => draft.setTags(vpc, { CreatedBy: "alice" })],
    ["a day that does not exist", vpc, (draft) => draft.setTags(vpc, { CreatedDate: "2026-02-30" })],
    ["a moment instead of a day", vpc, (draft) => draft.setTags(vpc, { CreatedDate: "2026-02-13T10:00:00Z" })],
    ["a service that is not on the list", vpc, (draft) => draft.setTags(vpc, { Service: "network" })],
    ["a classification in capitals", vpc, (draft) => draft.setTags(vpc, { DataClassification: "PII" })],
    ["an unknown backup policy", vpc, (draft) => draft.setTags(vpc, { BackupPolicy: "monthly" })],
    ["an unknown compliance", vpc, (draft) => draft.setTags(vpc, { Compliance: "soc2" })],
    ["a tag with an empty value", vpc, (draft) => draft.setTags(vpc, { Extra: " " })],
    ["a subnet without a tier", subnet, (draft) => draft.setTags(subnet, { Tier: undefined })],
    [
      "a route table of an unknown tier",
      "aws_route_table.network_database_route-table",
      (draft) => draft.setTags("aws_route_table.network_database_route-table", { Tier: "data" }),
    ],
    ["a name in the console that is not the resource's", role, (draft) => draft.setTags(role, { Name: "ohi-dev-role" })],
    [
      "tags on what cannot have any",
      "aws_kms_alias.key_alias",
      (draft) => draft.set("aws_kms_alias.key_alias", { tags: { Service: "kms" } }),
    ],
    ["a type that the provider does not have", "aws_vpcs.main", (draft) => draft.add("aws_vpcs.main", {}), "unresolved"],
    [
      "a rule of a security group without the stack's tags",
      "aws_vpc_security_group_ingress_rule.security_rds-from-api-5432",
      (draft) =>
        draft.set("aws_vpc_security_group_ingress_rule.security_rds-from-api-5432", {
          tags: { Name: "ohi-dev-rds-from-api-5432", Service: "postgres-primary" },
        }),
    ],
  ]),
  ...bugsFor("names", [
    ["a name without the environment", vpc, (draft) => draft.setTags(vpc, { Name: "vpc" })],
    ["a name of another environment", vpc, (draft) => draft.setTags(vpc, { Name: "ohi-prod-vpc" })],
    ["a name without the prefix", role, (draft) => draft.set(role, { name: "flow-logs-role" })],
    [
      "a name of another kind",
      "aws_internet_gateway.network_internet-gateway",
      (draft) => draft.setTags("aws_internet_gateway.network_internet-gateway", { Name: "ohi-dev-vpc" }),
    ],
    ["a name in capitals", role, (draft) => draft.set(role, { name: "ohi-dev-FlowLogs-role" })],
    ["a role with a name of 65 characters", role, (draft) => draft.set(role, { name: `ohi-dev-${"x".repeat(52)}-role` })],
    [
      "a group with a name of 256 characters",
      "aws_security_group.security_api",
      (draft) => draft.set("aws_security_group.security_api", { name: `ohi-dev-${"x".repeat(245)}-sg` }),
    ],
    ["no name", role, (draft) => draft.set(role, { name: undefined })],
    ["a name that AWS makes up", role, (draft) => draft.set(role, { name: undefined, name_prefix: "ohi-dev-" })],
    ["a name that is not known", role, (draft) => draft.set(role, { name: "${var.name}" }), "unresolved"],
    [
      "two groups with one name",
      "aws_security_group.security_graphql",
      (draft) => draft.set("aws_security_group.security_graphql", { name: "ohi-dev-api-sg" }),
    ],
    [
      "two subnets with one name",
      "aws_subnet.network_public_b",
      (draft) => draft.setTags("aws_subnet.network_public_b", { Name: "ohi-dev-public-subnet-a" }),
    ],
    [
      "an alias of a key without its beginning",
      "aws_kms_alias.key_alias",
      (draft) => draft.set("aws_kms_alias.key_alias", { name: "ohi-dev-key" }),
    ],
    ["a log group among others'", logGroup, (draft) => draft.set(logGroup, { name: "/aws/vpc/flow-logs" })],
    [
      "a type for which nobody thought of names",
      "aws_sqs_queue.main",
      (draft) => draft.add("aws_sqs_queue.main", { name: "ohi-dev-queue" }),
      "unresolved",
    ],
    ["a bucket without the account's number", "aws_s3_bucket.main", (draft) => draft.add("aws_s3_bucket.main", { bucket: "ohi-dev-site" })],
    ["a log group without the environment as a word", logGroup, (draft) => draft.set(logGroup, { name: "/vpc/ohi-development/flow-logs" })],
  ]),
  ...bugsFor("unique-ids", [
    ["an id that is not the path's", "aws_vpc.network_vpc_1A2B3C4D", (draft) => draft.rename(vpc, "network_vpc_1A2B3C4D")],
    ["one id for two kinds of resource", vpc, (draft) => draft.copy(key, "network_vpc")],
    ["one path for two resources", vpc, (draft) => draft.add("aws_kms_key.network_vpc", {}, "ohi-dev/network/vpc")],
    ["a path in another stack", "aws_vpc.more", (draft) => draft.add("aws_vpc.more", {}, "ohi-prod/more")],
    ["an element without a path", vpc, (draft) => draft.set(vpc, { "//": undefined }), "unresolved"],
  ]),
  ...bugsFor("references", [
    ["a reference to what is gone", subnet, (draft) => draft.set(subnet, { vpc_id: "${aws_vpc.gone.id}" })],
    [
      "a reference inside a function",
      "output.vpc_id",
      (draft) => draft.setBlock(["output", "vpc_id"], { value: '${join(",", [aws_vpc.gone.id])}' }),
    ],
    [
      "a reference inside a longer text",
      "output.vpc_id",
      (draft) => draft.setBlock(["output", "vpc_id"], { value: "https://${aws_lb.gone.dns_name}/" }),
    ],
    ["a reference to a data source that is gone", subnet, (draft) => draft.set(subnet, { vpc_id: "${data.aws_vpc.gone.id}" })],
    ["a reference to a variable that nobody declared", subnet, (draft) => draft.set(subnet, { vpc_id: "${var.vpc}" })],
    ["a dependency on what is gone", subnet, (draft) => draft.set(subnet, { depends_on: ["aws_vpc.gone"] })],
    ["a dependency that is no address", subnet, (draft) => draft.set(subnet, { depends_on: ["vpc"] })],
    ["a token that cdktf left", subnet, (draft) => draft.set(subnet, { vpc_id: "${TfToken[TOKEN.12]}" }), "unresolved"],
    ["an object as a text", subnet, (draft) => draft.set(subnet, { vpc_id: "[object Object]" }), "unresolved"],
    ["a value that was not there", subnet, (draft) => draft.setTags(subnet, { Name: "ohi-dev-undefined-subnet" }), "unresolved"],
    ["a number that was none", subnet, (draft) => draft.setTags(subnet, { Name: "subnet-NaN" }), "unresolved"],
    ["an encoded number", logGroup, (draft) => draft.set(logGroup, { retention_in_days: -1.888154589709e289 }), "unresolved"],
    ["an empty expression", subnet, (draft) => draft.set(subnet, { vpc_id: "${}" }), "unresolved"],
    ["two that wait for each other", vpc, (draft) => draft.set(vpc, { depends_on: [subnet] })],
    ["one that waits for itself", vpc, (draft) => draft.set(vpc, { cidr_block: `\${${vpc}.cidr_block}` })],
    [
      "a resource of AWS that is taken over",
      "import",
      (draft) => draft.setBlock([], { import: [{ to: vpc, id: "vpc-0123456789abcdef0" }] }),
      "unresolved",
    ],
    ["a kind of block that nobody reads", "check", (draft) => draft.setBlock([], { check: {} }), "unresolved"],
  ]),
  ...bugsFor("outputs", [
    ["no description", "output.vpc_id", (draft) => draft.setBlock(["output", "vpc_id"], { description: undefined })],
    ["a blank description", "output.vpc_id", (draft) => draft.setBlock(["output", "vpc_id"], { description: " " })],
    ["no value", "output.nat_public_ips", (draft) => draft.setBlock(["output", "nat_public_ips"], { value: undefined })],
  ]),
];
