import { environmentNames } from "../../environments";
import { allow, deny, type SettledStatements } from "../statement";

/** What delivery roles may do at most. */
export const boundary: SettledStatements = {
  ServicesOfEnvironments: [
    allow({
      actions: [
        "acm:*",
        "application-autoscaling:*",
        "backup:*",
        "backup-storage:*",
        "budgets:*",
        "cloudformation:*",
        "cloudfront:*",
        "cloudwatch:*",
        "ec2:*",
        "ecr:*",
        "ecs:*",
        "elasticache:*",
        "elasticfilesystem:*",
        "elasticloadbalancing:*",
        "events:*",
        "kms:*",
        "lambda:*",
        "logs:*",
        "rds:*",
        "route53:*",
        "s3:*",
        "secretsmanager:*",
        "serverlessrepo:*",
        "servicediscovery:*",
        "sns:*",
        "ssm:*",
        "states:*",
        "wafv2:*",
      ],
      resources: ["*"],
    }),
  ],
  RolesOfEnvironments: [
    allow({
      actions: [
        "iam:AddRoleToInstanceProfile",
        "iam:CreateInstanceProfile",
        "iam:DeleteInstanceProfile",
        "iam:RemoveRoleFromInstanceProfile",
        "iam:TagInstanceProfile",
        "iam:UntagInstanceProfile",
        "iam:CreateRole",
        "iam:DeleteRole",
        "iam:DeleteRolePolicy",
        "iam:PassRole",
        "iam:PutRolePermissionsBoundary",
        "iam:PutRolePolicy",
        "iam:TagRole",
        "iam:UntagRole",
        "iam:UpdateAssumeRolePolicy",
        "iam:UpdateRole",
        "iam:UpdateRoleDescription",
      ],
      resources: environmentNames.flatMap((name) => [
        `arn:aws:iam::{account}:role/ohi-${name}-*-role`,
        `arn:aws:iam::{account}:instance-profile/ohi-${name}-*-profile`,
      ]),
    }),
  ],
  RolesOfServices: [allow({ actions: ["iam:CreateServiceLinkedRole"], resources: ["arn:aws:iam::{account}:role/aws-service-role/*"] })],
  ReadRolesAndPolicies: [allow({ actions: ["iam:Get*", "iam:List*"], resources: ["*"] })],
  NoIdentitiesAndPolicies: [
    deny({
      actions: [
        "iam:*AccessKey*",
        "iam:*Group*",
        "iam:*LoginProfile*",
        "iam:*MFADevice*",
        "iam:*ServiceSpecificCredential*",
        "iam:*SSHPublicKey*",
        "iam:*SigningCertificate*",
        "iam:*User*",
        "iam:AddClientIDToOpenIDConnectProvider",
        "iam:CreateOpenIDConnectProvider",
        "iam:CreateSAMLProvider",
        "iam:DeleteAccountPasswordPolicy",
        "iam:DeleteOpenIDConnectProvider",
        "iam:UpdateAccountPasswordPolicy",
        "iam:UpdateOpenIDConnectProviderThumbprint",
        "iam:UpdateSAMLProvider",
        "iam:Attach*",
        "iam:CreatePolicy*",
        "iam:DeletePolicy*",
        "iam:DeleteRolePermissionsBoundary",
        "iam:SetDefaultPolicyVersion",
      ],
      resources: ["*"],
    }),
  ],
  NoRolesOfOthers: [
    {
      ...deny({ actions: ["iam:PassRole", "iam:UpdateAssumeRolePolicy"] }),
      negations: [{ key: "not_resources", values: environmentNames.map((name) => `arn:aws:iam::{account}:role/ohi-${name}-*-role`) }],
    },
  ],
  NoRolesWithoutBoundary: [
    deny({
      actions: ["iam:CreateRole", "iam:PutRolePermissionsBoundary", "iam:PutRolePolicy"],
      resources: ["*"],
      conditions: [
        { test: "StringNotLike", variable: "iam:PermissionsBoundary", values: ["arn:aws:iam::{account}:policy/ohi-*-permission-boundary"] },
      ],
    }),
  ],
  NoDeliveryRoles: [
    deny({ actions: ["iam:*"], resources: ["arn:aws:iam::{account}:role/ohi-*-deploy", "arn:aws:iam::{account}:role/ohi-*-plan"] }),
  ],
  NoSettingsOfAccountBuckets: [
    deny({
      actions: [
        "s3:DeleteBucket*",
        "s3:DeleteObjectVersion",
        "s3:PutBucket*",
        "s3:PutEncryptionConfiguration",
        "s3:PutLifecycleConfiguration",
      ],
      resources: ["-> aws_s3_bucket.arn", "{aws_s3_bucket.arn}/*", "arn:aws:s3:::ohi-shared-*", "arn:aws:s3:::ohi-shared-*/*"],
    }),
  ],
  NoSettingsOfAccountKeys: [
    deny({
      actions: [
        "kms:CreateGrant",
        "kms:DisableKey*",
        "kms:PutKeyPolicy",
        "kms:ScheduleKeyDeletion",
        "kms:TagResource",
        "kms:UntagResource",
      ],
      resources: ["-> aws_kms_key.arn"],
    }),
  ],
};
