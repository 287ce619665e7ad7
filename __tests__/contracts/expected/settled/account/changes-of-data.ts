import { asked, claimed, generatedSecrets, own, reach } from "./reach";
import type { SettledStatements } from "../statement";

/** What the roles that deploy change of stores, secrets, keys and roles. */
export const changesOfData: SettledStatements = {
  ChangeDatabases: reach(
    [
      [
        "rds",
        "AddTagsToResource CreateDBInstance CreateDBInstanceReadReplica CreateDBParameterGroup",
        "CreateDBSnapshot CreateDBSubnetGroup CreateEventSubscription DeleteDBInstance DeleteDBParameterGroup",
        "DeleteDBSubnetGroup DeleteEventSubscription ModifyDBInstance ModifyDBParameterGroup",
        "ModifyDBSubnetGroup ModifyEventSubscription PromoteReadReplica RebootDBInstance",
        "RemoveTagsFromResource ResetDBParameterGroup",
      ],
    ],
    [
      "arn:aws:rds:eu-west-1:{account}:db:{stack}-*",
      "arn:aws:rds:eu-west-1:{account}:es:{stack}-*",
      "arn:aws:rds:eu-west-1:{account}:pg:{stack}-*",
      "arn:aws:rds:eu-west-1:{account}:snapshot:{stack}-*",
      "arn:aws:rds:eu-west-1:{account}:subgrp:{stack}-*",
      "arn:aws:rds:eu-west-1:{account}:og:default:*",
    ],
  ),
  ChangeCaches: reach(
    [
      [
        "elasticache",
        "AddTagsToResource CreateCacheParameterGroup CreateCacheSubnetGroup CreateReplicationGroup",
        "CreateSnapshot CreateUser CreateUserGroup DecreaseReplicaCount DeleteCacheParameterGroup",
        "DeleteCacheSubnetGroup DeleteReplicationGroup DeleteUser DeleteUserGroup IncreaseReplicaCount",
        "ModifyCacheParameterGroup ModifyCacheSubnetGroup ModifyReplicationGroup ModifyUser ModifyUserGroup",
        "RemoveTagsFromResource",
      ],
    ],
    [
      "arn:aws:elasticache:eu-west-1:{account}:cluster:{stack}-*",
      "arn:aws:elasticache:eu-west-1:{account}:parametergroup:{stack}-*",
      "arn:aws:elasticache:eu-west-1:{account}:replicationgroup:{stack}-*",
      "arn:aws:elasticache:eu-west-1:{account}:snapshot:{stack}-*",
      "arn:aws:elasticache:eu-west-1:{account}:subnetgroup:{stack}-*",
      "arn:aws:elasticache:eu-west-1:{account}:user:{stack}-*",
      "arn:aws:elasticache:eu-west-1:{account}:usergroup:{stack}-*",
    ],
  ),
  MakeFileSystems: reach([["elasticfilesystem", "CreateFileSystem"]], ["*"], asked),
  TagNewFiles: reach(
    [["elasticfilesystem", "TagResource"]],
    ["arn:aws:elasticfilesystem:eu-west-1:{account}:access-point/*", "arn:aws:elasticfilesystem:eu-west-1:{account}:file-system/*"],
    claimed,
  ),
  ChangeFileSystems: reach(
    [
      [
        "elasticfilesystem",
        "CreateAccessPoint CreateMountTarget DeleteAccessPoint DeleteFileSystem DeleteFileSystemPolicy",
        "DeleteMountTarget ModifyMountTargetSecurityGroups PutBackupPolicy PutFileSystemPolicy",
        "PutLifecycleConfiguration TagResource UntagResource UpdateFileSystem",
      ],
    ],
    ["arn:aws:elasticfilesystem:eu-west-1:{account}:access-point/*", "arn:aws:elasticfilesystem:eu-west-1:{account}:file-system/*"],
    own,
  ),
  ChangeVault: reach(
    [["backup", "CreateBackupVault DeleteBackupVault TagResource UntagResource"]],
    ["arn:aws:backup:eu-west-1:{account}:backup-vault:{stack}-*"],
  ),
  MakeBackupPlans: reach([["backup", "CreateBackupPlan"]], ["arn:aws:backup:eu-west-1:{account}:backup-plan:*"], asked),
  TagNewBackupPlans: reach([["backup", "TagResource"]], ["arn:aws:backup:eu-west-1:{account}:backup-plan:*"], claimed),
  ChangeBackupPlans: reach(
    [["backup", "CreateBackupSelection DeleteBackupPlan DeleteBackupSelection TagResource UntagResource", "UpdateBackupPlan"]],
    ["arn:aws:backup:eu-west-1:{account}:backup-plan:*"],
    own,
  ),
  MountVault: reach([["backup-storage", "MountCapsule"]], ["*"]),
  ChangeSettingsOfSecrets: reach(
    [
      [
        "secretsmanager",
        "CancelRotateSecret CreateSecret DeleteResourcePolicy DeleteSecret PutResourcePolicy RestoreSecret",
        "RotateSecret TagResource UntagResource UpdateSecret ValidateResourcePolicy",
      ],
    ],
    ["arn:aws:secretsmanager:eu-west-1:{account}:secret:{stack}-*"],
  ),
  WriteGeneratedSecrets: reach([["secretsmanager", "PutSecretValue UpdateSecretVersionStage"]], generatedSecrets),
  MakeKeys: reach([["kms", "CreateKey"]], ["*"], asked),
  NameKeys: reach(
    [["kms", "CreateAlias DeleteAlias UpdateAlias"]],
    ["arn:aws:kms:eu-west-1:{account}:alias/{stack}-*", "arn:aws:kms:us-east-1:{account}:alias/{stack}-*"],
  ),
  ChangeAndUseKeys: reach(
    [
      [
        "kms",
        "CreateAlias DeleteAlias UpdateAlias CancelKeyDeletion CreateGrant Decrypt DisableKeyRotation",
        "EnableKeyRotation Encrypt GenerateDataKey GenerateDataKeyWithoutPlaintext PutKeyPolicy ReEncryptFrom",
        "ReEncryptTo RetireGrant RevokeGrant ScheduleKeyDeletion TagResource UntagResource",
        "UpdateKeyDescription",
      ],
    ],
    ["arn:aws:kms:eu-west-1:{account}:key/*", "arn:aws:kms:us-east-1:{account}:key/*"],
    own,
  ),
  TagNewKeys: reach([["kms", "TagResource"]], ["arn:aws:kms:eu-west-1:{account}:key/*", "arn:aws:kms:us-east-1:{account}:key/*"], claimed),
  ChangeBuckets: reach(
    [
      [
        "s3",
        "CreateBucket DeleteBucket DeleteBucketPolicy ListBucketVersions PutBucketLogging",
        "PutBucketOwnershipControls PutBucketPolicy PutBucketPublicAccessBlock PutBucketTagging",
        "PutBucketVersioning PutEncryptionConfiguration PutLifecycleConfiguration",
      ],
    ],
    ["arn:aws:s3:::{stack}-*"],
  ),
  UploadSite: reach([["s3", "PutObject"]], ["arn:aws:s3:::{stack}-frontend-*/*"]),
  ChangeBoundedRoles: reach(
    [["iam", "CreateRole DeleteRolePolicy PutRolePermissionsBoundary PutRolePolicy"]],
    ["arn:aws:iam::{account}:role/{stack}-*-role"],
    [
      {
        test: "StringEquals",
        variable: "iam:PermissionsBoundary",
        values: ["arn:aws:iam::{account}:policy/{stack}-permission-boundary"],
      },
    ],
  ),
  ChangeSettingsOfRoles: reach(
    [["iam", "DeleteRole TagRole UntagRole UpdateAssumeRolePolicy UpdateRole UpdateRoleDescription"]],
    ["arn:aws:iam::{account}:role/{stack}-*-role"],
  ),
  ChangeInstanceProfiles: reach(
    [
      [
        "iam",
        "AddRoleToInstanceProfile CreateInstanceProfile DeleteInstanceProfile RemoveRoleFromInstanceProfile",
        "TagInstanceProfile UntagInstanceProfile",
      ],
    ],
    ["arn:aws:iam::{account}:instance-profile/{stack}-*-profile"],
  ),
  GiveRoles: reach(
    [["iam", "PassRole"]],
    ["arn:aws:iam::{account}:role/{stack}-*-role"],
    [
      {
        test: "StringEquals",
        variable: "iam:PassedToService",
        values: [
          "backup.amazonaws.com",
          "ec2.amazonaws.com",
          "ecs-tasks.amazonaws.com",
          "events.amazonaws.com",
          "lambda.amazonaws.com",
          "monitoring.rds.amazonaws.com",
          "states.amazonaws.com",
          "vpc-flow-logs.amazonaws.com",
        ],
      },
    ],
  ),
  LetServicesMakeTheirRoles: reach(
    [["iam", "CreateServiceLinkedRole"]],
    ["arn:aws:iam::{account}:role/aws-service-role/*"],
    [
      {
        test: "StringEquals",
        variable: "iam:AWSServiceName",
        values: [
          "backup.amazonaws.com",
          "ecs.amazonaws.com",
          "ecs.application-autoscaling.amazonaws.com",
          "elasticache.amazonaws.com",
          "elasticfilesystem.amazonaws.com",
          "elasticloadbalancing.amazonaws.com",
          "rds.amazonaws.com",
          "wafv2.amazonaws.com",
        ],
      },
    ],
  ),
};
