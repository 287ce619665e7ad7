import { allow, type SettledStatements } from "./statement";

/** What programs and hosts may do, by the sid of the statement: section 6 of the requirement. */
export const grants: SettledStatements = {
  BeManaged: [allow({ actions: ["ssm:UpdateInstanceInformation"], resources: ["arn:aws:ec2:eu-west-1:{account}:instance/*"] })],
  DecryptSecrets: [
    allow({
      actions: ["kms:Decrypt"],
      resources: ["-> aws_kms_key.arn"],
      conditions: [
        { test: "StringEquals", variable: "kms:ViaService", values: ["secretsmanager.eu-west-1.amazonaws.com"] },
        { test: "StringEquals", variable: "kms:EncryptionContext:SecretARN", values: ["-> aws_secretsmanager_secret.arn"] },
      ],
    }),
  ],
  LogInToDatabase: [
    allow({ actions: ["rds-db:connect"], resources: ["arn:aws:rds-db:eu-west-1:{account}:dbuser:{aws_db_instance.resource_id}/ohiadmin"] }),
    allow({
      actions: ["rds-db:connect"],
      resources: ["arn:aws:rds-db:eu-west-1:{account}:dbuser:{aws_db_instance.resource_id}/blnkadmin"],
    }),
  ],
  LogInToRegistry: [allow({ actions: ["ecr:GetAuthorizationToken"], resources: ["*"] })],
  LogShell: [
    allow({
      actions: ["logs:CreateLogStream", "logs:DescribeLogStreams", "logs:PutLogEvents"],
      resources: ["{aws_cloudwatch_log_group.arn}:*"],
    }),
  ],
  FindShellLog: [allow({ actions: ["logs:DescribeLogGroups"], resources: ["*"] })],
  OpenShell: [
    allow({
      actions: [
        "ssmmessages:CreateControlChannel",
        "ssmmessages:CreateDataChannel",
        "ssmmessages:OpenControlChannel",
        "ssmmessages:OpenDataChannel",
      ],
      resources: ["*"],
    }),
  ],
  PullImage: [
    allow({
      actions: ["ecr:BatchCheckLayerAvailability", "ecr:BatchGetImage", "ecr:GetDownloadUrlForLayer"],
      resources: ["-> aws_ecr_repository.arn"],
    }),
  ],
  ReadSecrets: [allow({ actions: ["secretsmanager:GetSecretValue"], resources: ["-> aws_secretsmanager_secret.arn"] })],
  ReportBoot: [allow({ actions: ["logs:CreateLogStream", "logs:PutLogEvents"], resources: ["{aws_cloudwatch_log_group.arn}:*"] })],
  "SendMail of permission-boundary_grants": [
    allow({ actions: ["ses:SendEmail", "ses:SendRawEmail"], resources: ["arn:aws:ses:eu-west-1:{account}:identity/{domain}"] }),
  ],
  SendMail: [
    allow({
      actions: ["ses:SendEmail", "ses:SendRawEmail"],
      resources: ["arn:aws:ses:eu-west-1:{account}:identity/{domain}"],
      conditions: [{ test: "StringEquals", variable: "ses:FromAddress", values: ["no-reply@{domain}"] }],
    }),
  ],
  UseDirectory: [
    allow({
      actions: ["elasticfilesystem:ClientMount", "elasticfilesystem:ClientWrite"],
      resources: ["-> aws_efs_file_system.arn"],
      conditions: [{ test: "StringEquals", variable: "elasticfilesystem:AccessPointArn", values: ["-> aws_efs_access_point.arn"] }],
    }),
  ],
  WriteLog: [allow({ actions: ["logs:CreateLogStream", "logs:PutLogEvents"], resources: ["{aws_cloudwatch_log_group.arn}:*"] })],
};
