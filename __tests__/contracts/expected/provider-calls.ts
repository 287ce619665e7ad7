/**
 * What the provider was seen to ask of AWS, as IAM calls it, when dev and prod were applied, planned again and destroyed on the emulator.
 *
 * Left out is what a person applies: the permissions boundary, and the functions of AWS's that make a role without one.
 */
const calls: Calls = [
  ["acm", "DeleteCertificate DescribeCertificate ListTagsForCertificate RequestCertificate"],
  [
    "application-autoscaling",
    "DeleteScalingPolicy DeregisterScalableTarget DescribeScalableTargets DescribeScalingPolicies",
    "ListTagsForResource PutScalingPolicy RegisterScalableTarget",
  ],
  [
    "backup",
    "CreateBackupPlan CreateBackupSelection CreateBackupVault DeleteBackupPlan DeleteBackupSelection",
    "DeleteBackupVault DescribeBackupVault GetBackupPlan GetBackupSelection ListTags",
  ],
  ["cloudformation", "CreateStack DeleteStack DescribeStacks GetTemplate"],
  [
    "cloudfront",
    "CreateCachePolicy CreateDistribution CreateFunction CreateOriginAccessControl CreateResponseHeadersPolicy",
    "DeleteCachePolicy DeleteDistribution DeleteFunction DeleteOriginAccessControl DeleteResponseHeadersPolicy",
    "DescribeFunction GetCachePolicy GetDistribution GetFunction GetOriginAccessControl GetResponseHeadersPolicy",
    "ListTagsForResource PublishFunction TagResource UpdateDistribution",
  ],
  [
    "ec2",
    "AllocateAddress AssociateRouteTable AttachInternetGateway AttachVolume AuthorizeSecurityGroupEgress",
    "AuthorizeSecurityGroupIngress CreateFlowLogs CreateInternetGateway CreateNatGateway CreateRoute",
    "CreateRouteTable CreateSecurityGroup CreateSubnet CreateTags CreateVolume CreateVpc CreateVpcEndpoint",
    "DeleteFlowLogs DeleteInternetGateway DeleteNatGateway DeleteRoute DeleteRouteTable DeleteSecurityGroup",
    "DeleteSubnet DeleteVolume DeleteVpc DeleteVpcEndpoints DescribeAddresses DescribeAddressesAttribute",
    "DescribeFlowLogs DescribeImages DescribeInstanceAttribute DescribeInstanceCreditSpecifications",
    "DescribeInstanceTypes DescribeInstances DescribeInternetGateways DescribeManagedPrefixLists",
    "DescribeNatGateways DescribeNetworkAcls DescribeNetworkInterfaces DescribePrefixLists DescribeRouteTables",
    "DescribeSecurityGroupRules DescribeSecurityGroups DescribeSubnets DescribeTags DescribeVolumes",
    "DescribeVpcAttribute DescribeVpcEndpoints DescribeVpcs DetachInternetGateway DetachVolume DisassociateAddress",
    "DisassociateRouteTable GetManagedPrefixListEntries ModifyInstanceAttribute ModifyVpcAttribute MonitorInstances",
    "ReleaseAddress RevokeSecurityGroupEgress RevokeSecurityGroupIngress RunInstances StopInstances",
    "TerminateInstances",
  ],
  [
    "ecr",
    "CreateRepository DeleteLifecyclePolicy DeleteRepository DescribeRepositories GetLifecyclePolicy",
    "ListTagsForResource PutLifecyclePolicy",
  ],
  [
    "ecs",
    "CreateCluster CreateService DeleteCluster DeleteService DescribeClusters DescribeServices",
    "DescribeTaskDefinition PutClusterCapacityProviders RegisterTaskDefinition UpdateService",
  ],
  [
    "elasticache",
    "CreateCacheParameterGroup CreateCacheSubnetGroup CreateReplicationGroup CreateUserGroup",
    "DeleteCacheParameterGroup DeleteCacheSubnetGroup DeleteReplicationGroup DeleteUserGroup DescribeCacheClusters",
    "DescribeCacheParameterGroups DescribeCacheParameters DescribeCacheSubnetGroups DescribeReplicationGroups",
    "DescribeUserGroups ListTagsForResource ModifyCacheParameterGroup",
  ],
  [
    "elasticfilesystem",
    "CreateAccessPoint CreateFileSystem CreateMountTarget DeleteAccessPoint DeleteFileSystem DeleteFileSystemPolicy",
    "DeleteMountTarget DescribeAccessPoints DescribeBackupPolicy DescribeFileSystemPolicy DescribeFileSystems",
    "DescribeLifecycleConfiguration DescribeMountTargetSecurityGroups DescribeMountTargets PutBackupPolicy",
    "PutFileSystemPolicy",
  ],
  [
    "elasticloadbalancing",
    "CreateListener CreateLoadBalancer CreateRule CreateTargetGroup DeleteListener DeleteLoadBalancer DeleteRule",
    "DeleteTargetGroup DescribeCapacityReservation DescribeListenerAttributes DescribeListeners",
    "DescribeLoadBalancerAttributes DescribeLoadBalancers DescribeRules DescribeTags DescribeTargetGroupAttributes",
    "DescribeTargetGroups ModifyLoadBalancerAttributes ModifyTargetGroupAttributes",
  ],
  ["events", "DeleteRule DescribeRule ListTagsForResource ListTargetsByRule PutRule PutTargets RemoveTargets"],
  [
    "iam",
    "AddRoleToInstanceProfile CreateInstanceProfile CreateRole DeleteInstanceProfile DeleteRole DeleteRolePolicy",
    "GetInstanceProfile GetPolicy GetPolicyVersion GetRole GetRolePolicy ListAttachedRolePolicies",
    "ListInstanceProfilesForRole ListPolicyVersions ListRolePolicies PutRolePolicy RemoveRoleFromInstanceProfile",
  ],
  [
    "kms",
    "CreateAlias CreateKey DeleteAlias DescribeKey EnableKeyRotation GetKeyPolicy GetKeyRotationStatus ListAliases",
    "ListResourceTags ScheduleKeyDeletion",
  ],
  ["lambda", "AddPermission GetPolicy RemovePermission"],
  [
    "logs",
    "CreateDelivery CreateLogGroup DeleteDataProtectionPolicy DeleteDelivery DeleteDeliveryDestination DeleteDeliverySource",
    "DeleteLogGroup DeleteMetricFilter DescribeLogGroups DescribeMetricFilters DescribeResourcePolicies",
    "GetDataProtectionPolicy GetDelivery GetDeliveryDestination GetDeliverySource ListTagsForResource",
    "PutDataProtectionPolicy PutDeliveryDestination PutDeliverySource PutMetricFilter PutResourcePolicy PutRetentionPolicy",
  ],
  [
    "rds",
    "CreateDBInstance CreateDBInstanceReadReplica CreateDBParameterGroup CreateDBSubnetGroup",
    "CreateEventSubscription DeleteDBInstance DeleteDBParameterGroup DeleteDBSubnetGroup DeleteEventSubscription",
    "DescribeDBInstances DescribeDBParameterGroups DescribeDBParameters DescribeDBSubnetGroups",
    "DescribeEventSubscriptions ListTagsForResource ModifyDBParameterGroup",
  ],
  [
    "route53",
    "ChangeResourceRecordSets ChangeTagsForResource CreateHealthCheck CreateHostedZone CreateQueryLoggingConfig",
    "DeleteHostedZone GetChange GetHealthCheck GetHostedZone GetQueryLoggingConfig ListResourceRecordSets",
    "ListTagsForResource",
  ],
  [
    "s3",
    "CreateBucket DeleteBucket DeleteBucketPolicy GetAccelerateConfiguration GetBucketAcl GetBucketCORS",
    "GetBucketLogging GetBucketObjectLockConfiguration GetBucketOwnershipControls GetBucketPolicy",
    "GetBucketPublicAccessBlock GetBucketRequestPayment GetBucketTagging GetBucketVersioning GetBucketWebsite",
    "GetEncryptionConfiguration GetLifecycleConfiguration GetReplicationConfiguration ListBucket ListBucketVersions",
    "PutBucketLogging PutBucketOwnershipControls PutBucketPolicy PutBucketPublicAccessBlock PutBucketTagging",
    "PutBucketVersioning PutEncryptionConfiguration PutLifecycleConfiguration",
  ],
  [
    "secretsmanager",
    "CancelRotateSecret CreateSecret DeleteResourcePolicy DeleteSecret DescribeSecret GetRandomPassword",
    "GetResourcePolicy GetSecretValue PutResourcePolicy PutSecretValue RotateSecret UpdateSecretVersionStage",
  ],
  ["serverlessrepo", "GetApplication"],
  [
    "servicediscovery",
    "CreatePrivateDnsNamespace CreateService DeleteNamespace DeleteService DeregisterInstance GetInstance",
    "GetNamespace GetOperation GetService ListInstances ListTagsForResource RegisterInstance",
  ],
  ["sns", "CreateTopic DeleteTopic GetTopicAttributes ListTagsForResource SetTopicAttributes"],
  ["ssm", "GetParameter"],
  [
    "states",
    "CreateStateMachine DeleteStateMachine DescribeStateMachine ListStateMachineVersions ListTagsForResource",
    "ValidateStateMachineDefinition",
  ],
  [
    "wafv2",
    "AssociateWebACL CreateIPSet CreateWebACL GetIPSet GetLoggingConfiguration GetWebACL GetWebACLForResource",
    "ListTagsForResource PutLoggingConfiguration",
  ],
];

/** Whole names of these actions. */
export const providerCalls = wholeNames(calls);

/** Actions by the service that has them, several in a text. */
export type Calls = readonly (readonly [service: string, ...actions: readonly string[]])[];

/** Whole names of actions. */
export function wholeNames(table: Calls): string[] {
  return table.flatMap(([service, ...texts]) => texts.flatMap((text) => text.split(" ")).map((action) => `${service}:${action}`));
}
