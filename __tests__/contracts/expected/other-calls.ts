import type { DeliveryCalls } from "../../../review/contracts/account/delivery-calls";
import { type Calls, providerCalls, wholeNames } from "./provider-calls";

/**
 * What a deployment asks of AWS besides what the provider was seen to ask: changes in place and their tags, of which an environment's life on the
 * emulator has none; objects of the state and what seals it; a release, and Docker for it; and what AWS asks with the permissions of whoever has it
 * make something.
 */
const calls: Calls = [
  ["acm", "AddTagsToCertificate RemoveTagsFromCertificate UpdateCertificateOptions"],
  ["application-autoscaling", "TagResource UntagResource"],
  ["backup-storage", "MountCapsule"],
  ["backup", "TagResource UntagResource UpdateBackupPlan"],
  ["budgets", "ListTagsForResource ModifyBudget TagResource UntagResource ViewBudget"],
  ["cloudformation", "DescribeStackEvents TagResource UntagResource UpdateStack"],
  [
    "cloudfront",
    "AllowVendedLogDeliveryForResource CreateInvalidation UntagResource UpdateCachePolicy UpdateFunction",
    "UpdateOriginAccessControl UpdateResponseHeadersPolicy",
  ],
  [
    "cloudwatch",
    "DeleteAlarms DeleteDashboards DescribeAlarms GetDashboard ListTagsForResource PutDashboard",
    "PutMetricAlarm TagResource UntagResource",
  ],
  [
    "ec2",
    "AssociateAddress AssociateIamInstanceProfile CreateNetworkInterface DeleteNetworkInterface DeleteTags",
    "DescribeAvailabilityZones DescribeIamInstanceProfileAssociations DescribeRegions",
    "DescribeVolumesModifications DisassociateIamInstanceProfile ModifyInstanceCreditSpecification",
    "ModifyInstanceMetadataOptions ModifySecurityGroupRules ModifySubnetAttribute ModifyVolume",
    "ModifyVpcEndpoint ReplaceRoute ReplaceRouteTableAssociation StartInstances UnmonitorInstances",
    "UpdateSecurityGroupRuleDescriptionsEgress UpdateSecurityGroupRuleDescriptionsIngress",
  ],
  [
    "ecr",
    "BatchCheckLayerAvailability BatchGetImage CompleteLayerUpload DescribeImages GetAuthorizationToken",
    "GetDownloadUrlForLayer InitiateLayerUpload PutImage PutImageScanningConfiguration",
    "PutImageTagMutability TagResource UntagResource UploadLayerPart",
  ],
  [
    "ecs",
    "DeregisterTaskDefinition DescribeTasks ListTagsForResource RunTask TagResource UntagResource",
    "UpdateCluster UpdateClusterSettings",
  ],
  [
    "elasticache",
    "AddTagsToResource CreateSnapshot CreateUser DecreaseReplicaCount DeleteUser DescribeSnapshots",
    "DescribeUsers IncreaseReplicaCount ModifyCacheSubnetGroup ModifyReplicationGroup ModifyUser",
    "ModifyUserGroup RemoveTagsFromResource",
  ],
  ["elasticfilesystem", "ModifyMountTargetSecurityGroups PutLifecycleConfiguration TagResource UntagResource UpdateFileSystem"],
  [
    "elasticloadbalancing",
    "AddListenerCertificates AddTags CreateWebACLAssociation DeleteWebACLAssociation DescribeListenerCertificates",
    "DescribeTargetHealth GetLoadBalancerWebACL ModifyListener ModifyListenerAttributes ModifyRule ModifyTargetGroup",
    "RemoveListenerCertificates RemoveTags SetIpAddressType SetRulePriorities SetSecurityGroups SetSubnets SetWebAcl",
  ],
  ["events", "TagResource UntagResource"],
  [
    "iam",
    "CreateServiceLinkedRole PassRole PutRolePermissionsBoundary TagInstanceProfile TagRole",
    "UntagInstanceProfile UntagRole UpdateAssumeRolePolicy UpdateRole UpdateRoleDescription",
  ],
  [
    "kms",
    "CancelKeyDeletion CreateGrant Decrypt DisableKeyRotation Encrypt GenerateDataKey",
    "GenerateDataKeyWithoutPlaintext PutKeyPolicy ReEncryptFrom ReEncryptTo RetireGrant RevokeGrant",
    "TagResource UntagResource UpdateAlias UpdateKeyDescription",
  ],
  [
    "lambda",
    "CreateFunction DeleteFunction GetFunction GetFunctionCodeSigningConfig GetFunctionConfiguration",
    "GetFunctionRecursionConfig GetRuntimeManagementConfig InvokeFunction ListTags TagResource",
    "UntagResource UpdateFunctionCode UpdateFunctionConfiguration",
  ],
  [
    "logs",
    "AssociateKmsKey CreateLogDelivery DeleteLogDelivery DeleteResourcePolicy DeleteRetentionPolicy",
    "DisassociateKmsKey GetLogDelivery ListLogDeliveries TagResource UntagResource",
    "UpdateDeliveryConfiguration UpdateLogDelivery",
  ],
  [
    "rds",
    "AddTagsToResource CreateDBSnapshot ModifyDBInstance ModifyDBSubnetGroup ModifyEventSubscription",
    "PromoteReadReplica RebootDBInstance RemoveTagsFromResource ResetDBParameterGroup",
  ],
  [
    "route53",
    "AssociateVPCWithHostedZone DeleteHealthCheck DeleteQueryLoggingConfig ListHostedZonesByName",
    "UpdateHealthCheck UpdateHostedZoneComment",
  ],
  ["s3", "DeleteObject GetObject PutObject"],
  ["secretsmanager", "RestoreSecret TagResource UntagResource UpdateSecret ValidateResourcePolicy"],
  ["servicediscovery", "TagResource UpdatePrivateDnsNamespace UpdateService"],
  ["sns", "GetSubscriptionAttributes ListSubscriptionsByTopic Subscribe TagResource Unsubscribe UntagResource"],
  ["states", "TagResource UntagResource UpdateStateMachine"],
  ["wafv2", "DeleteIPSet DeleteLoggingConfiguration DeleteWebACL DisassociateWebACL TagResource UntagResource", "UpdateIPSet UpdateWebACL"],
];

/** Whole names of these actions. */
const otherCalls = wholeNames(calls);

/** Those that read, here and among the provider's, and that only an apply or a release needs. */
const readByDeployments = [
  "ecr:GetAuthorizationToken",
  "ecr:GetDownloadUrlForLayer",
  "logs:GetLogDelivery",
  "logs:ListLogDeliveries",
  "s3:ListBucketVersions",
];

/** Those that read nothing, and that a plan needs: for its lock, for what is sealed, and to have a definition checked. */
const madeByPlans = ["kms:Decrypt", "kms:GenerateDataKey", "s3:DeleteObject", "s3:PutObject", "states:ValidateStateMachineDefinition"];

const reading = [...providerCalls, ...otherCalls].filter((action) => /:(Describe|Get|List|View)/.test(action));

/** What delivery roles need: to deploy all of it, and to plan what reads. */
export const neededCalls: DeliveryCalls = {
  deploy: [...providerCalls, ...otherCalls],
  plan: [...reading.filter((action) => !readByDeployments.includes(action)), ...madeByPlans],
};
