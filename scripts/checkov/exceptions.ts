import type { Exception } from "./judgement";

const others = ["dev", "staging"];
const keyPolicies = ["key_policy", "edge-key_policy", "audit-key_policy", "state-key_policy"];
const boundary = ["delivery-boundary_grants"];
const environments = [...others, "prod"];
const describing = environments.flatMap((environment) => [
  `${environment}-plan_describing-grants`,
  `${environment}-deploy_describing-grants`,
]);
const making = environments.map((environment) => `${environment}-deploy_edge-grants`);
const limits = "a boundary grants nothing: it limits what the roles of the delivery are granted, and contracts judge these";

/** Checks that the platform does not pass, with the reason. One that is not needed any more is refused. */
export const exceptions: readonly Exception[] = [
  { check: "CKV_AWS_338", environments: others, reason: "logs are kept for a year in production alone: section 2 of the requirement" },
  { check: "CKV_AWS_51", environments: others, reason: "tags move where programs are tried; production's are immutable" },
  { check: "CKV_AWS_157", environments: others, reason: "one zone is enough where nothing is served to people" },
  {
    check: "CKV_AWS_157",
    resources: ["postgres_replica-1", "postgres_replica-2"],
    environments: ["prod"],
    reason: "the replicas stand in different zones and are each other's spare",
  },
  { check: "CKV_AWS_293", environments: others, reason: "these are made to be destroyed; production is protected" },
  { check: "CKV_AWS_150", environments: others, reason: "these are made to be destroyed; production is protected" },
  { check: "CKV2_AWS_50", environments: others, reason: "one node is enough where nothing is served to people" },
  { check: "CKV2_AWS_39", environments: others, reason: "queries are logged in production: section 8 of the requirement" },
  { check: "CKV_AWS_68", resources: ["cdn"], environments: ["dev"], reason: "dev has no web ACL: section 2 of the requirement" },
  { check: "CKV2_AWS_28", resources: ["alb"], environments: ["dev"], reason: "dev has no web ACL: section 2 of the requirement" },
  {
    check: "CKV_AWS_133",
    resources: ["postgres_replica-1"],
    environments: ["staging", "prod"],
    reason: "the primary is backed up; a replica is made again from it",
  },
  {
    check: "CKV_AWS_133",
    resources: ["postgres_replica-2"],
    environments: ["prod"],
    reason: "the primary is backed up; a replica is made again from it",
  },
  {
    check: "CKV2_AWS_57",
    reason: "databases and caches rotate; others are set by people, or read by a host when it boots, and a contract names them",
  },
  { check: "CKV_AWS_378", reason: "TLS ends at the load balancer: section 7 of the requirement has HTTP to the tasks" },
  { check: "CKV_AWS_260", resources: ["security_alb-from-internet-80"], reason: "port 80 only redirects to 443" },
  { check: "CKV_AWS_124", reason: "Terraform waits for these stacks and reports what becomes of them" },
  { check: "CKV2_AWS_62", reason: "nothing has to hear of a new file or log" },
  { check: "CKV_AWS_144", reason: "the site is built again from its sources, and logs may be lost with their region" },
  {
    check: "CKV_AWS_145",
    resources: ["access-logs"],
    reason: "load balancers write their logs to no bucket with a key of ours; S3 encrypts it",
  },
  { check: "CKV_AWS_145", resources: ["frontend"], reason: "what everybody may read; S3 encrypts it with a key of its own" },
  { check: "CKV2_AWS_71", reason: "one wildcard certificate a region: section 8 of the requirement" },
  {
    check: "CKV2_AWS_5",
    resources: ["security_migrations", "security_rotation"],
    reason: "tasks and functions that are started outside Terraform, or by a CloudFormation stack, have them",
  },
  { check: "CKV_AWS_109", resources: keyPolicies, reason: "in the policy of a key * is that key" },
  { check: "CKV_AWS_111", resources: keyPolicies, reason: "in the policy of a key * is that key" },
  { check: "CKV_AWS_356", resources: keyPolicies, reason: "in the policy of a key * is that key" },
  ...["CKV_AWS_107", "CKV_AWS_108", "CKV_AWS_109", "CKV_AWS_110", "CKV_AWS_111", "CKV_AWS_356"].map((check): Exception => ({
    check,
    resources: boundary,
    reason: limits,
  })),
  { check: "CKV_AWS_356", resources: describing, reason: "AWS lets nobody name the resources of these calls, which all describe" },
  ...["CKV_AWS_111", "CKV_AWS_356"].map((check): Exception => ({
    check,
    resources: making,
    reason: "AWS's reference knows no resource of what makes a distribution, its parts or a certificate: nothing of them is there yet",
  })),
  { check: "CKV_AWS_252", resources: ["trail"], reason: "nobody waits for each file of the trail; what matters in it is an event" },
  {
    check: "CKV2_AWS_10",
    resources: ["trail"],
    reason: "rules of EventBridge tell at once of threats and of changes of the audit; the files are kept and validated",
  },
  {
    check: "CKV2_AWS_3",
    resources: ["threat-detection_detector"],
    reason: "the check wants an organization, and this is one account; the contract of the audit holds that the detector is on",
  },
  {
    check: "CKV_AWS_86",
    resources: ["cdn"],
    reason: "its log is delivered by CloudWatch (aws_cloudwatch_log_delivery), of which the check does not know",
  },
  { check: "CKV_AWS_374", resources: ["cdn"], reason: "the web ACL has the countries, where there is one" },
  { check: "CKV_AWS_310", resources: ["cdn"], reason: "the site and the services have one region: there is nothing to fall back to" },
  {
    check: "CKV_AWS_259",
    resources: ["cdn_security-headers"],
    reason: "preloading cannot be taken back; the owner of the domain decides it",
  },
  {
    check: "CKV_AWS_224",
    resources: ["cluster"],
    reason: "shells are encrypted in transit and their log with the key; a key of the session's own would want a grant in every task role",
  },
  {
    check: "CKV_AWS_284",
    resources: ["redeployment"],
    reason: "one call to ECS for each service: a trace would tell no more than the history",
  },
  {
    check: "CKV_AWS_285",
    resources: ["redeployment"],
    reason: "Step Functions itself keeps the history of a standard workflow for 90 days",
  },
  {
    check: "CKV_AWS_26",
    resources: ["cache-events"],
    reason: "ElastiCache cannot publish to an encrypted topic; messages hold names of caches",
  },
  {
    check: "CKV2_AWS_18",
    resources: ["files"],
    reason: "backed up by its tag, of which the check does not know; a contract follows the tag",
  },
  {
    check: "CKV2_AWS_9",
    resources: ["clickhouse_data"],
    reason: "backed up by its tag, of which the check does not know; a contract follows the tag",
  },
  {
    check: "CKV2_AWS_47",
    resources: ["cdn"],
    reason: "the check wants the group of known bad inputs in the stack's first web ACL; settled-attributes holds the group in both",
  },
  {
    check: "CKV2_AWS_76",
    resources: ["alb"],
    environments: ["staging", "prod"],
    reason: "the check does not follow the group of known bad inputs; settled-attributes holds it",
  },
  {
    check: "CKV2_AWS_38",
    resources: ["dns"],
    reason: "signing wants the registrar of the base domain to take part, and section 8 of the requirement does not ask for it",
  },
];
