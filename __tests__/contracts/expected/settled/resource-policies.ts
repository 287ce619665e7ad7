import { allow, deny, type SettledStatements } from "./statement";

/** Whom resources and roles let in, by the sid of the statement: sections 5 to 9 of the requirement. */
export const resourcePolicies: SettledStatements = {
  BucketsAddLogs: [
    allow({
      actions: ["s3:PutObject"],
      resources: ["{aws_s3_bucket.arn}/s3/*"],
      principals: [{ type: "Service", identifiers: ["logging.s3.amazonaws.com"] }],
      conditions: [
        { test: "StringEquals", variable: "aws:SourceAccount", values: ["-> data.aws_caller_identity.account_id"] },
        { test: "ArnLike", variable: "aws:SourceArn", values: ["arn:aws:s3:::{stack}-*"] },
      ],
    }),
  ],
  Directory1: [
    allow({
      actions: ["elasticfilesystem:ClientMount", "elasticfilesystem:ClientWrite"],
      resources: ["-> aws_efs_file_system.arn"],
      principals: [{ type: "AWS", identifiers: ["-> aws_iam_role.arn"] }],
      conditions: [
        { test: "StringEquals", variable: "elasticfilesystem:AccessPointArn", values: ["-> aws_efs_access_point.arn"] },
        { test: "Bool", variable: "aws:SecureTransport", values: ["true"] },
      ],
    }),
  ],
  Directory2: [
    allow({
      actions: ["elasticfilesystem:ClientMount", "elasticfilesystem:ClientWrite"],
      resources: ["-> aws_efs_file_system.arn"],
      principals: [{ type: "AWS", identifiers: ["-> aws_iam_role.arn"] }],
      conditions: [
        { test: "StringEquals", variable: "elasticfilesystem:AccessPointArn", values: ["-> aws_efs_access_point.arn"] },
        { test: "Bool", variable: "aws:SecureTransport", values: ["true"] },
      ],
    }),
  ],
  Directory3: [
    allow({
      actions: ["elasticfilesystem:ClientMount", "elasticfilesystem:ClientWrite"],
      resources: ["-> aws_efs_file_system.arn"],
      principals: [{ type: "AWS", identifiers: ["-> aws_iam_role.arn"] }],
      conditions: [
        { test: "StringEquals", variable: "elasticfilesystem:AccessPointArn", values: ["-> aws_efs_access_point.arn"] },
        { test: "Bool", variable: "aws:SecureTransport", values: ["true"] },
      ],
    }),
  ],
  DistributionReadsFiles: [
    allow({
      actions: ["s3:GetObject"],
      resources: ["{aws_s3_bucket.arn}/*"],
      principals: [{ type: "Service", identifiers: ["cloudfront.amazonaws.com"] }],
      conditions: [{ test: "StringEquals", variable: "aws:SourceArn", values: ["-> aws_cloudfront_distribution.arn"] }],
    }),
  ],
  DistributionsAddLogs: [
    allow({
      actions: ["s3:PutObject"],
      resources: ["{aws_s3_bucket.arn}/AWSLogs/{account}/CloudFront/*"],
      principals: [{ type: "Service", identifiers: ["delivery.logs.amazonaws.com"] }],
      conditions: [
        { test: "StringEquals", variable: "s3:x-amz-acl", values: ["bucket-owner-full-control"] },
        { test: "StringEquals", variable: "aws:SourceAccount", values: ["-> data.aws_caller_identity.account_id"] },
        { test: "ArnLike", variable: "aws:SourceArn", values: ["arn:aws:logs:us-east-1:{account}:delivery-source:{stack}-*"] },
      ],
    }),
  ],
  LoadBalancersAddLogs: [
    allow({
      actions: ["s3:PutObject"],
      resources: ["{aws_s3_bucket.arn}/alb/AWSLogs/{account}/*", "{aws_s3_bucket.arn}/internal-alb/AWSLogs/{account}/*"],
      principals: [{ type: "Service", identifiers: ["logdelivery.elasticloadbalancing.amazonaws.com"] }],
    }),
  ],
  OtherAccounts: [
    deny({
      actions: [
        "secretsmanager:GetSecretValue",
        "secretsmanager:PutSecretValue",
        "secretsmanager:UpdateSecret",
        "secretsmanager:UpdateSecretVersionStage",
      ],
      resources: ["-> aws_secretsmanager_secret.arn"],
      principals: [{ type: "*", identifiers: ["*"] }],
      conditions: [
        { test: "StringNotEquals", variable: "aws:PrincipalAccount", values: ["-> data.aws_caller_identity.account_id"] },
        { test: "Bool", variable: "aws:PrincipalIsAWSService", values: ["false"] },
      ],
    }),
  ],
  PlainText: [
    deny({
      actions: [
        "secretsmanager:GetSecretValue",
        "secretsmanager:PutSecretValue",
        "secretsmanager:UpdateSecret",
        "secretsmanager:UpdateSecretVersionStage",
      ],
      resources: ["-> aws_secretsmanager_secret.arn"],
      principals: [{ type: "*", identifiers: ["*"] }],
      conditions: [{ test: "Bool", variable: "aws:SecureTransport", values: ["false"] }],
    }),
  ],
  ServiceWritesLog: [
    allow({
      actions: ["logs:CreateLogStream", "logs:PutLogEvents"],
      resources: ["{aws_cloudwatch_log_group.arn}:*"],
      principals: [{ type: "Service", identifiers: ["delivery.logs.amazonaws.com"] }],
      conditions: [
        { test: "StringEquals", variable: "aws:SourceAccount", values: ["-> data.aws_caller_identity.account_id"] },
        { test: "ArnLike", variable: "aws:SourceArn", values: ["arn:aws:logs:eu-west-1:{account}:*"] },
      ],
    }),
    allow({
      actions: ["logs:CreateLogStream", "logs:PutLogEvents"],
      resources: ["{aws_cloudwatch_log_group.arn}:*"],
      principals: [{ type: "Service", identifiers: ["delivery.logs.amazonaws.com"] }],
      conditions: [
        { test: "StringEquals", variable: "aws:SourceAccount", values: ["-> data.aws_caller_identity.account_id"] },
        { test: "ArnLike", variable: "aws:SourceArn", values: ["arn:aws:logs:us-east-1:{account}:*"] },
      ],
    }),
    allow({
      actions: ["logs:CreateLogStream", "logs:PutLogEvents"],
      resources: ["{aws_cloudwatch_log_group.arn}:*"],
      principals: [{ type: "Service", identifiers: ["route53.amazonaws.com"] }],
      conditions: [
        { test: "StringEquals", variable: "aws:SourceAccount", values: ["-> data.aws_caller_identity.account_id"] },
        { test: "ArnLike", variable: "aws:SourceArn", values: ["-> aws_route53_zone.arn"] },
      ],
    }),
  ],
  TakenByService: [
    allow({
      actions: ["sts:AssumeRole"],
      principals: [{ type: "Service", identifiers: ["lambda.amazonaws.com"] }],
      conditions: [{ test: "StringEquals", variable: "aws:SourceAccount", values: ["-> data.aws_caller_identity.account_id"] }],
    }),
    allow({ actions: ["sts:AssumeRole"], principals: [{ type: "Service", identifiers: ["backup.amazonaws.com"] }] }),
    allow({ actions: ["sts:AssumeRole"], principals: [{ type: "Service", identifiers: ["ec2.amazonaws.com"] }] }),
    allow({
      actions: ["sts:AssumeRole"],
      principals: [{ type: "Service", identifiers: ["monitoring.rds.amazonaws.com"] }],
      conditions: [{ test: "StringEquals", variable: "aws:SourceAccount", values: ["-> data.aws_caller_identity.account_id"] }],
    }),
    allow({
      actions: ["sts:AssumeRole"],
      principals: [{ type: "Service", identifiers: ["vpc-flow-logs.amazonaws.com"] }],
      conditions: [{ test: "StringEquals", variable: "aws:SourceAccount", values: ["-> data.aws_caller_identity.account_id"] }],
    }),
    allow({
      actions: ["sts:AssumeRole"],
      principals: [{ type: "Service", identifiers: ["states.amazonaws.com"] }],
      conditions: [{ test: "StringEquals", variable: "aws:SourceAccount", values: ["-> data.aws_caller_identity.account_id"] }],
    }),
    allow({
      actions: ["sts:AssumeRole"],
      principals: [{ type: "Service", identifiers: ["events.amazonaws.com"] }],
      conditions: [{ test: "StringEquals", variable: "aws:SourceAccount", values: ["-> data.aws_caller_identity.account_id"] }],
    }),
    allow({
      actions: ["sts:AssumeRole"],
      principals: [{ type: "Service", identifiers: ["ecs-tasks.amazonaws.com"] }],
      conditions: [
        { test: "StringEquals", variable: "aws:SourceAccount", values: ["-> data.aws_caller_identity.account_id"] },
        { test: "ArnLike", variable: "aws:SourceArn", values: ["arn:aws:ecs:eu-west-1:{account}:*"] },
      ],
    }),
  ],
  TlsOnly: [
    deny({
      actions: ["s3:*"],
      resources: ["-> aws_s3_bucket.arn", "{aws_s3_bucket.arn}/*"],
      principals: [{ type: "*", identifiers: ["*"] }],
      conditions: [{ test: "Bool", variable: "aws:SecureTransport", values: ["false"] }],
    }),
  ],
};
