import { permissionsBoundaryName } from "../../../constructs/security/permissions-boundary";
import { type Grant, named, type Prohibition } from "../../../constructs/security/policy-document";

/** Services that a delivery role works with at all, beside IAM. CloudTrail, AWS Config, GuardDuty and Access Analyzer are none of them. */
const services = [
  "acm",
  "application-autoscaling",
  "backup",
  "backup-storage",
  "budgets",
  "cloudformation",
  "cloudfront",
  "cloudwatch",
  "ec2",
  "ecr",
  "ecs",
  "elasticache",
  "elasticfilesystem",
  "elasticloadbalancing",
  "events",
  "kms",
  "lambda",
  "logs",
  "rds",
  "route53",
  "s3",
  "secretsmanager",
  "serverlessrepo",
  "servicediscovery",
  "sns",
  "ssm",
  "states",
  "wafv2",
];

/** What is done with roles of environments and with the profiles by which hosts have them. */
const withRoles = [
  ...["AddRoleToInstanceProfile", "CreateInstanceProfile", "DeleteInstanceProfile", "RemoveRoleFromInstanceProfile"],
  ...["TagInstanceProfile", "UntagInstanceProfile"],
  ...["CreateRole", "DeleteRole", "DeleteRolePolicy", "PassRole", "PutRolePermissionsBoundary", "PutRolePolicy"],
  ...["TagRole", "UntagRole", "UpdateAssumeRolePolicy", "UpdateRole", "UpdateRoleDescription"],
];

/** Everything that is done with users and groups of IAM, and with what a user proves itself by. */
const ofUsers = [
  "*AccessKey*",
  "*Group*",
  "*LoginProfile*",
  "*MFADevice*",
  "*ServiceSpecificCredential*",
  "*SSHPublicKey*",
  "*SigningCertificate*",
  "*User*",
];

/** What changes whom the account trusts. */
const ofProviders = [
  "AddClientIDToOpenIDConnectProvider",
  "CreateOpenIDConnectProvider",
  "CreateSAMLProvider",
  "DeleteAccountPasswordPolicy",
  "DeleteOpenIDConnectProvider",
  "UpdateAccountPasswordPolicy",
  "UpdateOpenIDConnectProviderThumbprint",
  "UpdateSAMLProvider",
];

/** What changes managed policies, boundaries among them, and who has them. */
const ofPolicies = ["Attach*", "CreatePolicy*", "DeletePolicy*", "DeleteRolePermissionsBoundary", "SetDefaultPolicyVersion"];

export interface DeliveryLimits {
  /** First word of every name. */
  readonly prefix: string;
  /** Names of all environments. */
  readonly environments: readonly string[];
  readonly accountId: string;
  /** ARNs of the buckets of the account's stack. */
  readonly bucketArns: readonly string[];
  /** ARNs of its keys. */
  readonly keyArns: readonly string[];
}

/**
 * What the delivery roles of all environments may do at the most. It grants nothing: a role can do what both it and its own policies allow.
 *
 * Of IAM it names every change, where it names services elsewhere: what AWS adds to IAM tomorrow may be a way out.
 */
export function deliveryBoundary({ prefix, environments, accountId }: DeliveryLimits): Grant[] {
  const iam = `arn:aws:iam::${accountId}`;
  return [
    { sid: "ServicesOfEnvironments", actions: services.map((service) => `${service}:*`), resources: ["*"] },
    {
      sid: "RolesOfEnvironments",
      actions: named("iam", ...withRoles),
      resources: environments.flatMap((environment) => [
        `${iam}:role/${prefix}-${environment}-*-role`,
        `${iam}:instance-profile/${prefix}-${environment}-*-profile`,
      ]),
    },
    { sid: "RolesOfServices", actions: named("iam", "CreateServiceLinkedRole"), resources: [`${iam}:role/aws-service-role/*`] },
    { sid: "ReadRolesAndPolicies", actions: named("iam", "Get*", "List*"), resources: ["*"] },
  ];
}

/**
 * What no delivery role does, whatever its policies come to say: make or change an identity or a policy, lift or change a permissions boundary,
 * make a role without one, change a delivery role, trust or give away a role that is no environment's, or touch what keeps the states and
 * the records of the account.
 */
export function deliveryProhibitions({ prefix, environments, accountId, bucketArns, keyArns }: DeliveryLimits): Prohibition[] {
  const iam = `arn:aws:iam::${accountId}`;
  return [
    {
      sid: "NoIdentitiesAndPolicies",
      actions: named("iam", ...ofUsers, ...ofProviders, ...ofPolicies),
      resources: ["*"],
    },
    {
      sid: "NoRolesOfOthers",
      actions: named("iam", "PassRole", "UpdateAssumeRolePolicy"),
      notResources: environments.map((environment) => `${iam}:role/${prefix}-${environment}-*-role`),
    },
    {
      sid: "NoRolesWithoutBoundary",
      actions: named("iam", "CreateRole", "PutRolePermissionsBoundary", "PutRolePolicy"),
      resources: ["*"],
      conditions: [
        { test: "StringNotLike", variable: "iam:PermissionsBoundary", values: [`${iam}:policy/${prefix}-*-${permissionsBoundaryName}`] },
      ],
    },
    { sid: "NoDeliveryRoles", actions: ["iam:*"], resources: [`${iam}:role/${prefix}-*-deploy`, `${iam}:role/${prefix}-*-plan`] },
    {
      sid: "NoSettingsOfAccountBuckets",
      actions: named("s3", "DeleteBucket*", "DeleteObjectVersion", "PutBucket*", "PutEncryptionConfiguration", "PutLifecycleConfiguration"),
      resources: bucketArns.flatMap((arn) => [arn, `${arn}/*`]),
    },
    {
      sid: "NoSettingsOfAccountKeys",
      actions: named("kms", "CreateGrant", "DisableKey*", "PutKeyPolicy", "ScheduleKeyDeletion", "TagResource", "UntagResource"),
      resources: keyArns,
    },
  ];
}
