import { type Grant, named } from "../../../constructs/security/policy-document";
import { logGroupPrefixes } from "../../workload/log-groups";
import { generatedSecretNames } from "../../workload/secrets";
import { anywhere, atEdge, type DeliveryScope, here, tagged } from "./scope";

/**
 * What Terraform asks of AWS while it plans, as far as AWS can hold it to the environment's own: by name, by tags, or by kind.
 *
 * @see https://docs.aws.amazon.com/service-authorization/latest/reference/reference_policies_actions-resources-contextkeys.html
 */
export function readingGrants(scope: DeliveryScope): Grant[] {
  return [...byName(scope), ...byKind(scope)];
}

/** The rest of it: what describes or lists and knows no resource, and the secrets that Terraform itself makes. */
export function describingGrants(scope: DeliveryScope): Grant[] {
  return [describing(), ...secrets(scope)];
}

function describing(): Grant {
  return {
    sid: "Describe",
    actions: [
      ...named("acm", "DescribeCertificate", "ListTagsForCertificate"),
      ...named("application-autoscaling", "DescribeScalableTargets", "DescribeScalingPolicies", "ListTagsForResource"),
      ...named("backup", "ListTags"),
      ...named("cloudwatch", "DescribeAlarms", "ListTagsForResource"),
      ...ec2Descriptions,
      ...named("ecs", "DescribeTaskDefinition"),
      ...named("elasticache", "DescribeCacheClusters", "DescribeCacheParameterGroups", "DescribeCacheParameters"),
      ...named("elasticache", "DescribeCacheSubnetGroups", "DescribeReplicationGroups", "DescribeSnapshots", "DescribeUserGroups"),
      ...named("elasticache", "DescribeUsers", "ListTagsForResource"),
      ...named("elasticfilesystem", "DescribeAccessPoints", "DescribeBackupPolicy", "DescribeFileSystemPolicy", "DescribeFileSystems"),
      ...named("elasticfilesystem", "DescribeLifecycleConfiguration", "DescribeMountTargets", "DescribeMountTargetSecurityGroups"),
      ...named("elasticloadbalancing", "DescribeCapacityReservation", "DescribeListenerAttributes", "DescribeListenerCertificates"),
      ...named("elasticloadbalancing", "DescribeListeners", "DescribeLoadBalancerAttributes", "DescribeLoadBalancers", "DescribeRules"),
      ...named("elasticloadbalancing", "DescribeTags", "DescribeTargetGroupAttributes", "DescribeTargetGroups", "DescribeTargetHealth"),
      ...named("kms", "ListAliases"),
      ...named("logs", "DescribeLogGroups", "DescribeMetricFilters", "DescribeResourcePolicies", "ListTagsForResource"),
      ...named("rds", "DescribeDBInstances", "DescribeDBParameterGroups", "DescribeDBParameters", "DescribeDBSubnetGroups"),
      ...named("rds", "DescribeEventSubscriptions", "ListTagsForResource"),
      ...named("route53", "ListHostedZonesByName", "ListTagsForResource"),
      ...named("secretsmanager", "GetRandomPassword"),
      ...named("servicediscovery", "GetOperation", "ListTagsForResource"),
      ...named("states", "ValidateStateMachineDefinition"),
    ],
    resources: ["*"],
  };
}

const ec2Descriptions = [
  "Addresses",
  "AddressesAttribute",
  "AvailabilityZones",
  "FlowLogs",
  "IamInstanceProfileAssociations",
  "Images",
  "InstanceAttribute",
  "InstanceCreditSpecifications",
  "InstanceTypes",
  "Instances",
  "InternetGateways",
  "ManagedPrefixLists",
  "NatGateways",
  "NetworkAcls",
  "NetworkInterfaces",
  "PrefixLists",
  "Regions",
  "RouteTables",
  "SecurityGroupRules",
  "SecurityGroups",
  "Subnets",
  "Tags",
  "Volumes",
  "VolumesModifications",
  "VpcAttribute",
  "VpcEndpoints",
  "Vpcs",
].map((what) => `ec2:Describe${what}`);

/** What is known by a name that begins with the environment's own. */
function byName(scope: DeliveryScope): Grant[] {
  const { prefix, region } = scope;
  return [
    {
      sid: "ReadOwn",
      actions: [
        ...named("budgets", "ListTagsForResource", "ViewBudget"),
        ...named("cloudformation", "DescribeStackEvents", "DescribeStacks", "GetTemplate"),
        ...named("cloudfront", "DescribeFunction", "GetFunction"),
        ...named("cloudwatch", "GetDashboard"),
        ...named("ecr", "DescribeImages", "DescribeRepositories", "GetLifecyclePolicy", "ListTagsForResource"),
        ...named("ecs", "DescribeClusters", "DescribeServices", "DescribeTasks", "ListTagsForResource"),
        ...named("elasticloadbalancing", "GetLoadBalancerWebACL"),
        ...named("events", "DescribeRule", "ListTagsForResource", "ListTargetsByRule"),
        ...named("iam", "GetInstanceProfile", "GetPolicy", "GetPolicyVersion", "GetRole", "GetRolePolicy", "ListAttachedRolePolicies"),
        ...named("iam", "ListInstanceProfilesForRole", "ListPolicyVersions", "ListRolePolicies"),
        ...named("lambda", "GetFunction", "GetFunctionCodeSigningConfig", "GetFunctionConfiguration", "GetFunctionRecursionConfig"),
        ...named("lambda", "GetPolicy", "GetRuntimeManagementConfig", "ListTags"),
        ...named("logs", "GetDataProtectionPolicy", "GetDeliveryDestination", "GetDeliverySource"),
        ...named("sns", "GetSubscriptionAttributes", "GetTopicAttributes", "ListSubscriptionsByTopic", "ListTagsForResource"),
        ...named("states", "DescribeStateMachine", "ListStateMachineVersions", "ListTagsForResource"),
        ...named("wafv2", "GetIPSet", "GetLoggingConfiguration", "GetWebACL", "GetWebACLForResource", "ListTagsForResource"),
      ],
      resources: [
        ...anywhere(scope, "budgets", `budget/${prefix}-*`),
        ...here(scope, "cloudformation", `stack/${prefix}-*/*`, `stack/serverlessrepo-${prefix}-*/*`),
        ...anywhere(scope, "cloudfront", `function/${prefix}-*`),
        ...anywhere(scope, "cloudwatch", `dashboard/${prefix}-*`),
        ...here(scope, "ecr", `repository/${prefix}-*`),
        ...here(scope, "ecs", `cluster/${prefix}-*`, `service/${prefix}-*`, `task/${prefix}-*`, `task-definition/${prefix}-*`),
        ...here(scope, "elasticloadbalancing", `loadbalancer/app/${prefix}-*`),
        ...here(scope, "events", `rule/${prefix}-*`),
        ...anywhere(scope, "iam", `instance-profile/${prefix}-*`, `policy/${prefix}-*`, `role/${prefix}-*`),
        ...here(scope, "lambda", `function:${prefix}-*`),
        ...here(scope, "logs", ...logGroupPrefixes(prefix).map((beginning) => `log-group:${beginning}*`)),
        ...atEdge(scope, "logs", `delivery-destination:${prefix}-*`, `delivery-source:${prefix}-*`),
        ...here(scope, "sns", `${prefix}-*`),
        ...atEdge(scope, "sns", `${prefix}-*`),
        ...here(scope, "states", `stateMachine:${prefix}-*`),
        ...here(scope, "wafv2", `regional/ipset/${prefix}-*`, `regional/webacl/${prefix}-*`),
        ...atEdge(scope, "wafv2", `global/ipset/${prefix}-*`, `global/webacl/${prefix}-*`),
      ],
    },
    {
      sid: "ReadBuckets",
      actions: named(
        "s3",
        "GetAccelerateConfiguration",
        "GetBucketAcl",
        "GetBucketCORS",
        "GetBucketLogging",
        "GetBucketObjectLockConfiguration",
        "GetBucketOwnershipControls",
        "GetBucketPolicy",
        "GetBucketPublicAccessBlock",
        "GetBucketRequestPayment",
        "GetBucketTagging",
        "GetBucketVersioning",
        "GetBucketWebsite",
        "GetEncryptionConfiguration",
        "GetLifecycleConfiguration",
        "GetReplicationConfiguration",
        "ListBucket",
      ),
      resources: [`arn:aws:s3:::${prefix}-*`],
    },
    {
      sid: "ReadWhatAwsPublishes",
      actions: ["ec2:GetManagedPrefixListEntries", "serverlessrepo:GetApplication", "ssm:GetParameter"],
      resources: [
        `arn:aws:ec2:${region}:aws:prefix-list/*`,
        `arn:aws:serverlessrepo:us-east-1:*:applications/SecretsManager*`,
        `arn:aws:ssm:${region}::parameter/aws/service/*`,
      ],
    },
  ];
}

/** What AWS gives an id of its own, and where it looks at no tags: only the kind can be told. */
function byKind(scope: DeliveryScope): Grant[] {
  return [
    {
      sid: "ReadKinds",
      actions: [
        ...named("backup", "DescribeBackupVault", "GetBackupPlan", "GetBackupSelection"),
        ...named("cloudfront", "GetCachePolicy", "GetDistribution", "GetOriginAccessControl", "GetResponseHeadersPolicy"),
        ...named("cloudfront", "ListTagsForResource"),
        ...named("logs", "GetDelivery"),
        ...named("route53", "GetChange", "GetHealthCheck", "GetHostedZone", "GetQueryLoggingConfig", "ListResourceRecordSets"),
        ...named("servicediscovery", "GetInstance", "GetNamespace", "GetService", "ListInstances"),
      ],
      resources: [
        ...here(scope, "backup", "backup-plan:*", `backup-vault:${scope.prefix}-*`),
        ...anywhere(scope, "cloudfront", "cache-policy/*", "distribution/*", "origin-access-control/*", "response-headers-policy/*"),
        ...atEdge(scope, "logs", "delivery:*"),
        ...["change", "healthcheck", "hostedzone", "queryloggingconfig"].map((kind) => `arn:aws:route53:::${kind}/*`),
        ...here(scope, "servicediscovery", "namespace/*", "service/*"),
      ],
    },
    {
      sid: "ReadKeys",
      actions: named("kms", "DescribeKey", "GetKeyPolicy", "GetKeyRotationStatus", "ListResourceTags"),
      resources: [...here(scope, "kms", "key/*"), ...atEdge(scope, "kms", "key/*")],
      conditions: tagged(scope),
    },
  ];
}

/**
 * The secrets whose first value Terraform makes are read at every plan: their versions when it refreshes, and their passwords as ephemeral
 * values. Those that people set are never read.
 */
function secrets(scope: DeliveryScope): Grant[] {
  const { prefix, region } = scope;
  return [
    {
      sid: "ReadSettingsOfSecrets",
      actions: named("secretsmanager", "DescribeSecret", "GetResourcePolicy"),
      resources: here(scope, "secretsmanager", `secret:${prefix}-*`),
    },
    {
      sid: "ReadGeneratedSecrets",
      actions: named("secretsmanager", "GetSecretValue"),
      resources: here(scope, "secretsmanager", ...generatedSecretNames.map((name) => `secret:${prefix}-${name}-??????`)),
    },
    {
      sid: "DecryptSecrets",
      actions: ["kms:Decrypt"],
      resources: here(scope, "kms", "key/*"),
      conditions: [
        ...tagged(scope),
        { test: "StringEquals", variable: "kms:ViaService", values: [`secretsmanager.${region}.amazonaws.com`] },
      ],
    },
  ];
}
