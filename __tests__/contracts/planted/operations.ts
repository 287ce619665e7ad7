import type { Draft } from "./draft";
import { bugsFor, type PlantedBug } from "./planted-bug";

const logGroup = "aws_cloudwatch_log_group.network_flow-logs_log-group";
const flowLog = "aws_flow_log.network_flow-logs_flow-log";
const role = "aws_iam_role.network_flow-logs_role";
const grants = "network_flow-logs_role_grants";
const trust = "network_flow-logs_role_trust";
const backend = ["terraform", "backend", "s3"];

/** A key that admits the logs of the groups with names like one. */
const admitting =
  (name: string) =>
  (draft: Draft): Draft =>
    draft.setStatement("key_policy", "CloudWatchLogsEncryptsLogGroups", {
      condition: [
        {
          test: "ArnLike",
          variable: "kms:EncryptionContext:aws:logs:arn",
          values: [`arn:aws:logs:eu-west-1:\${data.aws_caller_identity.current.account_id}:log-group:${name}`],
        },
      ],
    });

/** Mistakes in logs, providers and state, and between environments. */
export const operationsBugs: readonly PlantedBug[] = [
  ...bugsFor("flow-logs", [
    ["a VPC without flow logs", "aws_vpc.network_vpc", (draft) => draft.drop(flowLog)],
    ["only what was rejected", flowLog, (draft) => draft.set(flowLog, { traffic_type: "REJECT" })],
    ["flow logs in a bucket", flowLog, (draft) => draft.set(flowLog, { log_destination_type: "s3" })],
    [
      "flow logs somewhere else",
      flowLog,
      (draft) => draft.set(flowLog, { log_destination: "arn:aws:logs:eu-west-1:1:log-group:other" }),
      "unresolved",
    ],
    [
      "flow logs written by somebody else",
      flowLog,
      (draft) => draft.set(flowLog, { iam_role_arn: "arn:aws:iam::1:role/other" }),
      "unresolved",
    ],
    ["a role that writes to every log group", role, (draft) => draft.setStatement(grants, "WriteFlowLogs", { resources: ["*"] })],
    [
      "a role that sees every log group",
      role,
      (draft) => draft.setStatement(grants, "WriteFlowLogs", { actions: ["logs:DescribeLogGroups"], resources: ["*"] }),
    ],
    ["a role that writes nowhere", role, (draft) => draft.setStatement(grants, "WriteFlowLogs", { resources: undefined })],
    [
      "a role that another service takes",
      role,
      (draft) => draft.setStatement(trust, "TakenByService", { principals: [{ type: "Service", identifiers: ["ec2.amazonaws.com"] }] }),
    ],
    ["a role that cannot write", role, (draft) => draft.setStatement(grants, "WriteFlowLogs", { actions: ["logs:CreateLogStream"] })],
    ["flow logs that do not wait for the role's policy", flowLog, (draft) => draft.set(flowLog, { depends_on: undefined })],
  ]),
  ...bugsFor("log-groups", [
    ["a log group without a key", logGroup, (draft) => draft.set(logGroup, { kms_key_id: undefined }), "unresolved"],
    ["a key by its id", logGroup, (draft) => draft.set(logGroup, { kms_key_id: "${aws_kms_key.key.id}" }), "unresolved"],
    ["a log group that never forgets", logGroup, (draft) => draft.set(logGroup, { retention_in_days: undefined })],
    [
      "two logs of a cache in one group",
      "aws_elasticache_replication_group.app-cache",
      (draft) =>
        draft.set("aws_elasticache_replication_group.app-cache", {
          log_delivery_configuration: [{ destination: "${aws_cloudwatch_log_group.app-cache_slow-log.name}", log_type: "engine-log" }],
        }),
    ],
    ["a retention that AWS does not take", logGroup, (draft) => draft.set(logGroup, { retention_in_days: 8 })],
    ["a log group that the key does not admit", logGroup, (draft) => draft.set(logGroup, { name: "/other/ohi-dev/flow-logs" })],
    ["a log group of which the name is not known", logGroup, (draft) => draft.set(logGroup, { name: "/vpc/${var.name}" }), "unresolved"],
    ["a key that admits another environment's logs", logGroup, admitting("/vpc/ohi-prod/*")],
    ["a key that admits everybody's logs", "aws_kms_key.key", admitting("*")],
    ["a key that admits whatever begins like the environment", "aws_kms_key.key", admitting("/vpc/ohi-dev*")],
    [
      "a key that nobody may use",
      logGroup,
      (draft) =>
        draft.setStatement("key_policy", "CloudWatchLogsEncryptsLogGroups", {
          principals: [{ type: "Service", identifiers: ["s3.amazonaws.com"] }],
        }),
    ],
    ["a key without a policy", logGroup, (draft) => draft.set("aws_kms_key.key", { policy: undefined })],
  ]),
  ...bugsFor("providers", [
    ["another home region", "provider.aws", (draft) => draft.setBlock(["provider", "aws", "0"], { region: "eu-west-2" })],
    [
      "another region for CloudFront",
      "provider.aws.us-east-1",
      (draft) => draft.setBlock(["provider", "aws", "1"], { region: "us-west-2" }),
    ],
    ["no provider for CloudFront", "provider.aws.us-east-1", (draft) => draft.setBlock(["provider", "aws", "1"], { alias: "edge" })],
    ["a third provider", "provider.aws.more", (draft) => draft.setBlock(["provider"], { aws: [{ alias: "more", region: "eu-west-1" }] })],
    ["a resource of an unknown provider", "aws_vpc.network_vpc", (draft) => draft.set("aws_vpc.network_vpc", { provider: "aws.edge" })],
    [
      "a zone of another region",
      "aws_subnet.network_public_a",
      (draft) => draft.set("aws_subnet.network_public_a", { availability_zone: "eu-central-1a" }),
    ],
    [
      "a service of another region",
      "aws_vpc_endpoint.endpoints_ssm",
      (draft) => draft.set("aws_vpc_endpoint.endpoints_ssm", { service_name: "com.amazonaws.us-east-2.ssm" }),
    ],
    [
      "a provider that may change",
      "terraform",
      (draft) => draft.setBlock(["terraform", "required_providers", "aws"], { version: "~> 5.100" }),
    ],
    [
      "a provider of somebody else",
      "terraform",
      (draft) => draft.setBlock(["terraform", "required_providers", "aws"], { source: "acme/aws" }),
    ],
    ["any Terraform", "terraform", (draft) => draft.setBlock(["terraform"], { required_version: undefined })],
  ]),
  ...bugsFor("provisioners", [
    [
      "a resource that runs a program",
      "aws_vpc.network_vpc",
      (draft) => draft.set("aws_vpc.network_vpc", { provisioner: [{ "local-exec": { command: "true" } }] }),
    ],
    ["a way into a host", "aws_instance.clickhouse", (draft) => draft.set("aws_instance.clickhouse", { connection: { host: "10.0.0.1" } })],
    [
      "a program whose output is read",
      "data.external.secret",
      (draft) => draft.setBlock(["data"], { external: { secret: { program: ["true"] } } }),
    ],
    ["a resource that is none of AWS's", "terraform_data.once", (draft) => draft.setBlock(["resource"], { terraform_data: { once: {} } })],
    [
      "a provider of something else",
      "terraform",
      (draft) => draft.setBlock(["terraform", "required_providers"], { null: { source: "hashicorp/null" } }),
    ],
    ["resources that nobody sees", "module.vpc", (draft) => draft.setBlock([], { module: { vpc: { source: "./vpc" } } })],
  ]),
  ...bugsFor("state-keys", [
    ["the state of another environment", "backend.s3", (draft) => draft.setBlock(backend, { key: "ohi-staging/terraform.tfstate" })],
    ["a state that is not encrypted", "backend.s3", (draft) => draft.setBlock(backend, { encrypt: false })],
    ["a state without a lock", "backend.s3", (draft) => draft.setBlock(backend, { use_lockfile: undefined })],
    ["a lock in a table", "backend.s3", (draft) => draft.setBlock(backend, { dynamodb_table: "locks" })],
    ["a state in another region", "backend.s3", (draft) => draft.setBlock(backend, { region: "us-east-1" })],
    ["a state on the disk", "backend", (draft) => draft.setBlock(["terraform", "backend"], { s3: undefined, local: {} })],
    ["no state that is kept", "backend", (draft) => draft.setBlock(["terraform"], { backend: undefined })],
    ["a bucket that is not known", "backend.s3", (draft) => draft.setBlock(backend, { bucket: "${var.bucket}" }), "unresolved"],
    ["no bucket", "backend.s3", (draft) => draft.setBlock(backend, { bucket: undefined }), "unresolved"],
  ]),
  ...bugsFor("environment-isolation", [
    ["a name of production", "aws_kms_key.key", (draft) => draft.set("aws_kms_key.key", { description: "like ohi-prod-key" })],
    ["a path of staging", logGroup, (draft) => draft.set(logGroup, { name: "/vpc/ohi-staging/flow-logs" })],
    ["a host of production", "output.vpc_id", (draft) => draft.setBlock(["output", "vpc_id"], { value: "https://api.ohealth-ng.com/v1" })],
    ["the domain of production", "output.vpc_id", (draft) => draft.setBlock(["output", "vpc_id"], { value: "ohealth-ng.com" })],
    ["a host of staging", "output.vpc_id", (draft) => draft.setBlock(["output", "vpc_id"], { value: "sse.staging.ohealth-ng.com" })],
    [
      "messages to a host of production",
      "aws_sns_topic_subscription.hook",
      (draft) => draft.add("aws_sns_topic_subscription.hook", { protocol: "https", endpoint: "https://api.ohealth-ng.com/hook" }),
    ],
    [
      "another environment's domain, by a record that delegates nothing",
      "aws_route53_record.staging",
      (draft) => draft.add("aws_route53_record.staging", { name: "staging.ohealth-ng.com", type: "CNAME" }),
    ],
    [
      "the range of staging",
      "aws_vpc_security_group_ingress_rule.security_internal-alb-from-vpc-443",
      (draft) => draft.set("aws_vpc_security_group_ingress_rule.security_internal-alb-from-vpc-443", { cidr_ipv4: "10.1.0.0/16" }),
    ],
    ["an address in production", "output.vpc_id", (draft) => draft.setBlock(["output", "vpc_id"], { value: "tcp://10.2.10.17:9000" })],
    [
      "a key of a map that names production",
      "aws_vpc.network_vpc",
      (draft) => draft.setTags("aws_vpc.network_vpc", { "ohi-prod": "peer" }),
    ],
  ]),
];
