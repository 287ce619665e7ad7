import type { Block } from "../../../review/value";
import type { Changes, Draft } from "./draft";
import { bugsFor, type PlantedBug, type Row } from "./planted-bug";

const account = "${data.aws_caller_identity.current.account_id}";
const documentAt = (document: string): string => `data.aws_iam_policy_document.${document}`;
const given = (variable: string): Block[] => [{ test: "StringEquals", variable, values: ["x"] }];

/** A row that changes one statement of a document. */
function statement(bug: string, document: string, sid: string, changes: Changes): Row {
  return [bug, documentAt(document), (draft): Draft => draft.setStatement(document, sid, changes)];
}

/** Statements of an environment that AWS takes, and that say nothing. */
export const authorizationBugs: readonly PlantedBug[] = bugsFor("authorization", [
  statement("an action that AWS does not have", "backup_role_grants", "BackUpDisks", { actions: ["ec2:MakeSnapshot"] }),
  statement("an action of another service", "backup_role_grants", "FindDatabases", { actions: ["s3:DescribeDBSnapshots"] }),
  statement("actions by a beginning that none has", "permission-boundary_grants", "BeManaged", { actions: ["ssmmessages:Begin*"] }),
  statement("an action of a resource's own policy that AWS does not have", "events_publishers", "ServicesPublish", {
    actions: ["sns:Send"],
  }),
  statement("a condition of another service", "backup_role_grants", "FindDatabases", { condition: given("s3:prefix") }),
  statement("a tag that the request cannot give", "backup_role_grants", "FindDatabases", { condition: given("aws:RequestTag/Project") }),
  statement("a context in which nobody looks at a key", "key_policy", "CloudWatchLogsEncryptsLogGroups", {
    actions: ["kms:DescribeKey"],
  }),
  statement("a denial on a condition that is never there", "secrets_jwt-secret_denials", "OtherAccounts", {
    condition: given("kms:ViaService"),
  }),
  statement("a list that is held to names, of which AWS looks at none", "redeployment_role_grants", "Redeploy", {
    actions: ["ec2:DescribeVolumes"],
    resources: [`arn:aws:ec2:eu-west-1:${account}:volume/*`],
  }),
  statement("objects of which the bucket alone is named", "services_api_task_roles_task_grants", "LogShell", {
    actions: ["s3:GetObject"],
    resources: ["${aws_s3_bucket.frontend.arn}"],
  }),
  statement("volumes by the ARNs of snapshots", "backup_role_grants", "BackUpDisks", {
    resources: ["arn:aws:ec2:eu-west-1::snapshot/*"],
  }),
  statement("one of several actions that is about something else", "backup_role_grants", "FindDatabases", {
    actions: ["rds:DescribeDBInstances", "elasticfilesystem:Backup"],
  }),
  statement("a resource that no action is about", "backup_role_grants", "FindDatabases", {
    resources: [`arn:aws:rds:eu-west-1:${account}:db:*`, `arn:aws:rds:eu-west-1:${account}:snapshot:*`, `arn:aws:s3:::ohi-dev-*`],
  }),
]);

/** Statements of the roles that deploy. */
export const accountAuthorizationBugs: readonly PlantedBug[] = bugsFor("authorization", [
  statement("half of what a name in the directory needs", "dev-deploy_programs-grants", "NameServices", {
    actions: ["servicediscovery:DeleteService"],
  }),
  statement("a plan that may look at no load balancer's web ACL", "dev-plan_reading-grants", "ReadOwn", {
    actions: ["elasticloadbalancing:GetLoadBalancerWebACL"],
    resources: [`arn:aws:elasticloadbalancing:eu-west-1:${account}:loadbalancer/net/ohi-dev-*`],
  }),
  statement("a new policy of a cache by an ARN that it does not have yet", "dev-deploy_edge-grants", "MakeSiteSettings", {
    resources: [`arn:aws:cloudfront::${account}:cache-policy/*`],
  }),
  statement("a setting of deliveries without their ends", "dev-deploy_watching-grants", "ChangeEndsOfDeliveries", {
    actions: ["logs:PutDeliverySource", "logs:PutDeliveryDestination"],
  }),
]);
