import { homeLogGroups } from "./log-groups";
import { allow, type SettledStatements } from "./statement";

/** What backups, rotation and logs may do, and the most that any role can: sections 3, 5 and 9 of the requirement. */
export const grantsOfOperations: SettledStatements = {
  ChangeCachePasswords: [
    allow({
      actions: ["elasticache:DescribeUsers", "elasticache:ModifyUser"],
      resources: ["arn:aws:elasticache:eu-west-1:{account}:user:{stack}-*"],
    }),
  ],
  ChangePassword: [
    allow({
      actions: ["elasticache:DescribeUsers", "elasticache:ModifyUser"],
      resources: ["arn:aws:elasticache:eu-west-1:{account}:user:{stack}-app-cache-default"],
    }),
    allow({
      actions: ["elasticache:DescribeUsers", "elasticache:ModifyUser"],
      resources: ["arn:aws:elasticache:eu-west-1:{account}:user:{stack}-blnk-cache-default"],
    }),
  ],
  BackUpDatabases: [
    allow({
      actions: ["rds:AddTagsToResource", "rds:CopyDBSnapshot", "rds:CreateDBSnapshot", "rds:ListTagsForResource"],
      resources: [
        "arn:aws:rds:eu-west-1:{account}:db:{stack}-*",
        "arn:aws:rds:eu-west-1:{account}:snapshot:rds:{stack}-*",
        "arn:aws:rds:eu-west-1:{account}:snapshot:awsbackup:*",
      ],
    }),
  ],
  FindDatabases: [
    allow({
      actions: ["rds:DescribeDBInstances", "rds:DescribeDBSnapshots"],
      resources: ["arn:aws:rds:eu-west-1:{account}:db:*", "arn:aws:rds:eu-west-1:{account}:snapshot:*"],
    }),
  ],
  BackUpDisks: [
    allow({
      actions: ["ec2:CreateSnapshot"],
      resources: ["arn:aws:ec2:eu-west-1:{account}:volume/*"],
      conditions: [
        { test: "StringEquals", variable: "aws:ResourceTag/Project", values: ["open-health-initiative"] },
        { test: "StringEquals", variable: "aws:ResourceTag/Environment", values: ["{environment}"] },
      ],
    }),
  ],
  BackUpFileSystems: [
    allow({
      actions: ["elasticfilesystem:Backup", "elasticfilesystem:DescribeTags"],
      resources: ["arn:aws:elasticfilesystem:eu-west-1:{account}:file-system/*"],
      conditions: [
        { test: "StringEquals", variable: "aws:ResourceTag/Project", values: ["open-health-initiative"] },
        { test: "StringEquals", variable: "aws:ResourceTag/Environment", values: ["{environment}"] },
      ],
    }),
  ],
  DecryptOwn: [allow({ actions: ["kms:Decrypt"], resources: ["-> aws_kms_key.arn"] })],
  EncryptSecret: [
    allow({
      actions: ["kms:Decrypt", "kms:GenerateDataKey"],
      resources: ["-> aws_kms_key.arn"],
      conditions: [
        { test: "StringEquals", variable: "kms:ViaService", values: ["secretsmanager.eu-west-1.amazonaws.com"] },
        { test: "StringEquals", variable: "kms:EncryptionContext:SecretARN", values: ["-> aws_secretsmanager_secret.arn"] },
      ],
    }),
  ],
  FindDisks: [
    allow({ actions: ["ec2:DescribeSnapshots", "ec2:DescribeTags", "ec2:DescribeVolumes", "tag:GetResources"], resources: ["*"] }),
  ],
  KeepUsingKey: [
    allow({
      actions: ["kms:CreateGrant"],
      resources: ["-> aws_kms_key.arn"],
      conditions: [{ test: "Bool", variable: "kms:GrantIsForAWSResource", values: ["true"] }],
    }),
  ],
  LogInAndOpenShells: [
    allow({
      actions: [
        "ecr:GetAuthorizationToken",
        "logs:DescribeLogGroups",
        "ssmmessages:CreateControlChannel",
        "ssmmessages:CreateDataChannel",
        "ssmmessages:OpenControlChannel",
        "ssmmessages:OpenDataChannel",
      ],
      resources: ["*"],
    }),
  ],
  LogInToDatabases: [
    allow({
      actions: ["rds-db:connect"],
      resources: ["arn:aws:rds-db:eu-west-1:{account}:dbuser:*/ohiadmin", "arn:aws:rds-db:eu-west-1:{account}:dbuser:*/blnkadmin"],
    }),
  ],
  MakeDiskSnapshots: [allow({ actions: ["ec2:CreateSnapshot", "ec2:CreateTags"], resources: ["arn:aws:ec2:eu-west-1::snapshot/*"] })],
  MakeLogGroup: [
    allow({
      actions: ["logs:CreateLogGroup", "logs:PutRetentionPolicy"],
      resources: ["arn:aws:logs:eu-west-1:{account}:log-group:RDSOSMetrics*"],
    }),
  ],
  PullImages: [
    allow({
      actions: ["ecr:BatchCheckLayerAvailability", "ecr:BatchGetImage", "ecr:GetDownloadUrlForLayer"],
      resources: ["arn:aws:ecr:eu-west-1:{account}:repository/{stack}-*"],
    }),
  ],
  Redeploy: [
    allow({ actions: ["ecs:UpdateService"], resources: ["arn:aws:ecs:eu-west-1:{account}:service/{stack}-cluster/*"] }),
    allow({
      actions: ["ecs:UpdateService"],
      resources: [
        "arn:aws:ecs:eu-west-1:{account}:service/{stack}-cluster/{stack}-api",
        "arn:aws:ecs:eu-west-1:{account}:service/{stack}-cluster/{stack}-graphql",
        "arn:aws:ecs:eu-west-1:{account}:service/{stack}-cluster/{stack}-reindexer",
        "arn:aws:ecs:eu-west-1:{account}:service/{stack}-cluster/{stack}-blnk-api",
        "arn:aws:ecs:eu-west-1:{account}:service/{stack}-cluster/{stack}-blnk-worker",
        "arn:aws:ecs:eu-west-1:{account}:service/{stack}-cluster/{stack}-sse",
        "arn:aws:ecs:eu-west-1:{account}:service/{stack}-cluster/{stack}-provider-api",
      ],
    }),
  ],
  RemoveDatabaseSnapshots: [
    allow({ actions: ["rds:DeleteDBSnapshot"], resources: ["arn:aws:rds:eu-west-1:{account}:snapshot:awsbackup:*"] }),
  ],
  RemoveDiskSnapshots: [
    allow({
      actions: ["ec2:DeleteSnapshot"],
      resources: ["arn:aws:ec2:eu-west-1::snapshot/*"],
      conditions: [
        { test: "Null", variable: "aws:ResourceTag/aws:backup:source-resource", values: ["false"] },
        { test: "StringEquals", variable: "aws:ResourceTag/Project", values: ["open-health-initiative"] },
        { test: "StringEquals", variable: "aws:ResourceTag/Environment", values: ["{environment}"] },
      ],
    }),
  ],
  RotateSecret: [
    allow({
      actions: [
        "secretsmanager:DescribeSecret",
        "secretsmanager:GetSecretValue",
        "secretsmanager:PutSecretValue",
        "secretsmanager:UpdateSecretVersionStage",
      ],
      resources: ["-> aws_secretsmanager_secret.arn"],
    }),
  ],
  Start: [allow({ actions: ["states:StartExecution"], resources: ["-> aws_sfn_state_machine.arn"] })],
  StartRedeployment: [
    allow({ actions: ["states:StartExecution"], resources: ["arn:aws:states:eu-west-1:{account}:stateMachine:{stack}-*"] }),
  ],
  TagRecoveryPoints: [allow({ actions: ["backup:TagResource"], resources: ["arn:aws:backup:eu-west-1:{account}:recovery-point:*"] })],
  UseFiles: [
    allow({
      actions: ["elasticfilesystem:ClientMount", "elasticfilesystem:ClientWrite"],
      resources: ["arn:aws:elasticfilesystem:eu-west-1:{account}:file-system/*"],
    }),
  ],
  UseKey: [
    allow({
      actions: [
        "kms:Decrypt",
        "kms:DescribeKey",
        "kms:GenerateDataKey",
        "kms:GenerateDataKeyWithoutPlaintext",
        "kms:ReEncryptFrom",
        "kms:ReEncryptTo",
      ],
      resources: ["-> aws_kms_key.arn"],
    }),
  ],
  UseOwnSecrets: [
    allow({
      actions: [
        "secretsmanager:DescribeSecret",
        "secretsmanager:GetSecretValue",
        "secretsmanager:PutSecretValue",
        "secretsmanager:UpdateSecretVersionStage",
      ],
      resources: ["arn:aws:secretsmanager:eu-west-1:{account}:secret:{stack}-*"],
    }),
  ],
  UseVault: [allow({ actions: ["backup:DescribeBackupVault"], resources: ["arn:aws:backup:eu-west-1:{account}:backup-vault:{stack}-*"] })],
  WriteDatabaseMeasurements: [
    allow({
      actions: [
        "logs:CreateLogGroup",
        "logs:CreateLogStream",
        "logs:DescribeLogStreams",
        "logs:GetLogEvents",
        "logs:PutLogEvents",
        "logs:PutRetentionPolicy",
      ],
      resources: ["arn:aws:logs:eu-west-1:{account}:log-group:RDSOSMetrics*"],
    }),
  ],
  WriteFlowLogs: [
    allow({
      actions: ["logs:CreateLogStream", "logs:DescribeLogStreams", "logs:PutLogEvents"],
      resources: ["{aws_cloudwatch_log_group.arn}:*"],
    }),
  ],
  WriteMeasurements: [
    allow({
      actions: ["logs:CreateLogStream", "logs:DescribeLogStreams", "logs:GetLogEvents", "logs:PutLogEvents"],
      resources: ["arn:aws:logs:eu-west-1:{account}:log-group:RDSOSMetrics*"],
    }),
  ],
  WriteOwnLogs: [
    allow({
      actions: ["logs:CreateLogStream", "logs:DescribeLogStreams", "logs:PutLogEvents"],
      resources: homeLogGroups,
    }),
  ],
};
