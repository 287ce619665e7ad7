import { enhancedMonitoringLogGroup } from "../../constructs/data/enhanced-monitoring";
import { backupGrants, type BackupScope } from "../../constructs/operations/backup-grants";
import type { Grant } from "../../constructs/security/policy-document";
import { sessionActions } from "../../constructs/security/session-actions";
import { logGroupPrefixes } from "./log-groups";
import { databases } from "./stores";

export interface BoundaryScope extends BackupScope {
  /** Domain of the environment, from which mail is sent. */
  readonly domain: string;
}

/**
 * The most that a role of an environment can do: the actions that the platform's programs need, on the environment's own resources.
 *
 * A role that asks for more than this gets nothing by it, and a contract says so before it is deployed.
 */
export function boundaryGrants(scope: BoundaryScope): Grant[] {
  const { namePrefix, region, accountId } = scope;
  const logGroups = `arn:aws:logs:${region}:${accountId}:log-group`;
  return [
    {
      sid: "WriteOwnLogs",
      actions: ["logs:CreateLogStream", "logs:DescribeLogStreams", "logs:PutLogEvents"],
      resources: logGroupPrefixes(namePrefix).map((prefix) => `${logGroups}:${prefix}*`),
    },
    {
      sid: "WriteDatabaseMeasurements",
      actions: ["CreateLogGroup", "CreateLogStream", "DescribeLogStreams", "GetLogEvents", "PutLogEvents", "PutRetentionPolicy"].map(
        (action) => `logs:${action}`,
      ),
      resources: [`${logGroups}:${enhancedMonitoringLogGroup}*`],
    },
    {
      sid: "UseOwnSecrets",
      actions: ["DescribeSecret", "GetSecretValue", "PutSecretValue", "UpdateSecretVersionStage"].map(
        (action) => `secretsmanager:${action}`,
      ),
      resources: [`arn:aws:secretsmanager:${region}:${accountId}:secret:${namePrefix}-*`],
    },
    {
      sid: "ChangeCachePasswords",
      actions: ["elasticache:DescribeUsers", "elasticache:ModifyUser"],
      resources: [`arn:aws:elasticache:${region}:${accountId}:user:${namePrefix}-*`],
    },
    ...programGrants(scope),
    ...backupGrants(scope),
  ];
}

/** What starts the programs and what they do themselves. */
function programGrants({ namePrefix, region, accountId, domain, kmsKeyArn }: BoundaryScope): Grant[] {
  return [
    {
      sid: "PullImages",
      actions: ["ecr:BatchCheckLayerAvailability", "ecr:BatchGetImage", "ecr:GetDownloadUrlForLayer"],
      resources: [`arn:aws:ecr:${region}:${accountId}:repository/${namePrefix}-*`],
    },
    // These know no resource.
    {
      sid: "LogInAndOpenShells",
      actions: ["ecr:GetAuthorizationToken", "logs:DescribeLogGroups", ...sessionActions],
      resources: ["*"],
    },
    { sid: "BeManaged", actions: ["ssm:UpdateInstanceInformation"], resources: [`arn:aws:ec2:${region}:${accountId}:instance/*`] },
    { sid: "DecryptOwn", actions: ["kms:Decrypt"], resources: [kmsKeyArn] },
    {
      sid: "SendMail",
      actions: ["ses:SendEmail", "ses:SendRawEmail"],
      resources: [`arn:aws:ses:${region}:${accountId}:identity/${domain}`],
    },
    // By the user alone: the database is made with a role that has this boundary, and its id is not known before. Roles name the database too.
    {
      sid: "LogInToDatabases",
      actions: ["rds-db:connect"],
      resources: Object.values(databases).map(({ user }) => `arn:aws:rds-db:${region}:${accountId}:dbuser:*/${user}`),
    },
    { sid: "Redeploy", actions: ["ecs:UpdateService"], resources: [`arn:aws:ecs:${region}:${accountId}:service/${namePrefix}-cluster/*`] },
    {
      sid: "StartRedeployment",
      actions: ["states:StartExecution"],
      resources: [`arn:aws:states:${region}:${accountId}:stateMachine:${namePrefix}-*`],
    },
    {
      sid: "UseFiles",
      actions: ["elasticfilesystem:ClientMount", "elasticfilesystem:ClientWrite"],
      resources: [`arn:aws:elasticfilesystem:${region}:${accountId}:file-system/*`],
    },
  ];
}
