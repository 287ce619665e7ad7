import { type Grant, named } from "../../../constructs/security/policy-document";
import { generatedSecretNames } from "../../workload/secrets";
import { atEdge, claiming, type DeliveryScope, here, tagged, tagging } from "./scope";

/** Databases, caches, shared files, and the backups of all of them. */
export function storeGrants(scope: DeliveryScope): Grant[] {
  return [...stores(scope), ...files(scope), ...backups(scope)];
}

/** Secrets, keys and buckets. */
export function keepingGrants(scope: DeliveryScope): Grant[] {
  return [...secrets(scope), ...keys(scope), ...buckets(scope)];
}

function stores(scope: DeliveryScope): Grant[] {
  const { prefix } = scope;
  return [
    {
      sid: "ChangeDatabases",
      actions: named(
        "rds",
        "AddTagsToResource",
        "CreateDBInstance",
        "CreateDBInstanceReadReplica",
        "CreateDBParameterGroup",
        "CreateDBSnapshot",
        "CreateDBSubnetGroup",
        "CreateEventSubscription",
        "DeleteDBInstance",
        "DeleteDBParameterGroup",
        "DeleteDBSubnetGroup",
        "DeleteEventSubscription",
        "ModifyDBInstance",
        "ModifyDBParameterGroup",
        "ModifyDBSubnetGroup",
        "ModifyEventSubscription",
        "PromoteReadReplica",
        "RebootDBInstance",
        "RemoveTagsFromResource",
        "ResetDBParameterGroup",
      ),
      resources: [
        ...here(scope, "rds", ...["db", "es", "pg", "snapshot", "subgrp"].map((kind) => `${kind}:${prefix}-*`)),
        ...here(scope, "rds", "og:default:*"),
      ],
    },
    {
      sid: "ChangeCaches",
      actions: named(
        "elasticache",
        "AddTagsToResource",
        "CreateCacheParameterGroup",
        "CreateCacheSubnetGroup",
        "CreateReplicationGroup",
        "CreateSnapshot",
        "CreateUser",
        "CreateUserGroup",
        "DecreaseReplicaCount",
        "DeleteCacheParameterGroup",
        "DeleteCacheSubnetGroup",
        "DeleteReplicationGroup",
        "DeleteUser",
        "DeleteUserGroup",
        "IncreaseReplicaCount",
        "ModifyCacheParameterGroup",
        "ModifyCacheSubnetGroup",
        "ModifyReplicationGroup",
        "ModifyUser",
        "ModifyUserGroup",
        "RemoveTagsFromResource",
      ),
      resources: here(
        scope,
        "elasticache",
        ...["cluster", "parametergroup", "replicationgroup", "snapshot", "subnetgroup", "user", "usergroup"].map(
          (kind) => `${kind}:${prefix}-*`,
        ),
      ),
    },
  ];
}

function files(scope: DeliveryScope): Grant[] {
  const resources = here(scope, "elasticfilesystem", "access-point/*", "file-system/*");
  return [
    { sid: "MakeFileSystems", actions: named("elasticfilesystem", "CreateFileSystem"), resources: ["*"], conditions: tagging(scope) },
    { sid: "TagNewFiles", actions: named("elasticfilesystem", "TagResource"), resources, conditions: claiming(scope) },
    {
      sid: "ChangeFileSystems",
      actions: named(
        "elasticfilesystem",
        "CreateAccessPoint",
        "CreateMountTarget",
        "DeleteAccessPoint",
        "DeleteFileSystem",
        "DeleteFileSystemPolicy",
        "DeleteMountTarget",
        "ModifyMountTargetSecurityGroups",
        "PutBackupPolicy",
        "PutFileSystemPolicy",
        "PutLifecycleConfiguration",
        "TagResource",
        "UntagResource",
        "UpdateFileSystem",
      ),
      resources,
      conditions: tagged(scope),
    },
  ];
}

function backups(scope: DeliveryScope): Grant[] {
  const { prefix } = scope;
  const plans = here(scope, "backup", "backup-plan:*");
  return [
    {
      sid: "ChangeVault",
      actions: named("backup", "CreateBackupVault", "DeleteBackupVault", "TagResource", "UntagResource"),
      resources: here(scope, "backup", `backup-vault:${prefix}-*`),
    },
    { sid: "MakeBackupPlans", actions: named("backup", "CreateBackupPlan"), resources: plans, conditions: tagging(scope) },
    { sid: "TagNewBackupPlans", actions: named("backup", "TagResource"), resources: plans, conditions: claiming(scope) },
    {
      sid: "ChangeBackupPlans",
      actions: named(
        "backup",
        "CreateBackupSelection",
        "DeleteBackupPlan",
        "DeleteBackupSelection",
        "TagResource",
        "UntagResource",
        "UpdateBackupPlan",
      ),
      resources: plans,
      conditions: tagged(scope),
    },
    { sid: "MountVault", actions: ["backup-storage:MountCapsule"], resources: ["*"] },
  ];
}

/** Values of secrets that people set are out of reach: neither read nor written. */
function secrets(scope: DeliveryScope): Grant[] {
  const { prefix } = scope;
  return [
    {
      sid: "ChangeSettingsOfSecrets",
      actions: named(
        "secretsmanager",
        "CancelRotateSecret",
        "CreateSecret",
        "DeleteResourcePolicy",
        "DeleteSecret",
        "PutResourcePolicy",
        "RestoreSecret",
        "RotateSecret",
        "TagResource",
        "UntagResource",
        "UpdateSecret",
        "ValidateResourcePolicy",
      ),
      resources: here(scope, "secretsmanager", `secret:${prefix}-*`),
    },
    {
      sid: "WriteGeneratedSecrets",
      actions: named("secretsmanager", "PutSecretValue", "UpdateSecretVersionStage"),
      resources: here(scope, "secretsmanager", ...generatedSecretNames.map((name) => `secret:${prefix}-${name}-??????`)),
    },
  ];
}

/** The environment's keys, and their use by the services that keep something: the keys' own policies name these. */
function keys(scope: DeliveryScope): Grant[] {
  const resources = [...here(scope, "kms", "key/*"), ...atEdge(scope, "kms", "key/*")];
  const aliases = [...here(scope, "kms", `alias/${scope.prefix}-*`), ...atEdge(scope, "kms", `alias/${scope.prefix}-*`)];
  const naming = named("kms", "CreateAlias", "DeleteAlias", "UpdateAlias");
  return [
    { sid: "MakeKeys", actions: named("kms", "CreateKey"), resources: ["*"], conditions: tagging(scope) },
    { sid: "NameKeys", actions: naming, resources: aliases },
    {
      sid: "ChangeAndUseKeys",
      actions: [
        ...naming,
        ...named(
          "kms",
          "CancelKeyDeletion",
          "CreateGrant",
          "Decrypt",
          "DisableKeyRotation",
          "EnableKeyRotation",
          "Encrypt",
          "GenerateDataKey",
          "GenerateDataKeyWithoutPlaintext",
          "PutKeyPolicy",
          "ReEncryptFrom",
          "ReEncryptTo",
          "RetireGrant",
          "RevokeGrant",
          "ScheduleKeyDeletion",
          "TagResource",
          "UntagResource",
          "UpdateKeyDescription",
        ),
      ],
      resources,
      conditions: tagged(scope),
    },
    { sid: "TagNewKeys", actions: named("kms", "TagResource"), resources, conditions: claiming(scope) },
  ];
}

function buckets({ prefix }: DeliveryScope): Grant[] {
  return [
    {
      sid: "ChangeBuckets",
      actions: named(
        "s3",
        "CreateBucket",
        "DeleteBucket",
        "DeleteBucketPolicy",
        "ListBucketVersions",
        "PutBucketLogging",
        "PutBucketOwnershipControls",
        "PutBucketPolicy",
        "PutBucketPublicAccessBlock",
        "PutBucketTagging",
        "PutBucketVersioning",
        "PutEncryptionConfiguration",
        "PutLifecycleConfiguration",
      ),
      resources: [`arn:aws:s3:::${prefix}-*`],
    },
    {
      sid: "UploadSite",
      actions: named("s3", "PutObject"),
      resources: [`arn:aws:s3:::${prefix}-frontend-*/*`],
    },
  ];
}
