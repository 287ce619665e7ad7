import { permissionsBoundaryName } from "../../../constructs/security/permissions-boundary";
import { type Grant, named } from "../../../constructs/security/policy-document";
import { anywhere, type DeliveryScope } from "./scope";

/** Services to which the roles of an environment are given. */
const takers = ["backup", "ec2", "ecs-tasks", "events", "lambda", "monitoring.rds", "states", "vpc-flow-logs"].map(
  (name) => `${name}.amazonaws.com`,
);

/** Services that make a role for themselves the first time that an account uses them. */
const selfServing = [
  "backup",
  "ecs",
  "ecs.application-autoscaling",
  "elasticache",
  "elasticfilesystem",
  "elasticloadbalancing",
  "rds",
  "wafv2",
].map((name) => `${name}.amazonaws.com`);

/**
 * The environment's roles, each only with the environment's permissions boundary on it. The boundary itself is out of reach, and so are the
 * delivery roles: they do not end in `-role`.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_boundaries.html#access_policies_boundaries-delegate
 */
export function identityGrants(scope: DeliveryScope): Grant[] {
  const { prefix } = scope;
  const roles = anywhere(scope, "iam", `role/${prefix}-*-role`);
  return [
    {
      sid: "ChangeBoundedRoles",
      actions: named("iam", "CreateRole", "DeleteRolePolicy", "PutRolePermissionsBoundary", "PutRolePolicy"),
      resources: roles,
      conditions: [
        {
          test: "StringEquals",
          variable: "iam:PermissionsBoundary",
          values: anywhere(scope, "iam", `policy/${prefix}-${permissionsBoundaryName}`),
        },
      ],
    },
    {
      sid: "ChangeSettingsOfRoles",
      actions: named("iam", "DeleteRole", "TagRole", "UntagRole", "UpdateAssumeRolePolicy", "UpdateRole", "UpdateRoleDescription"),
      resources: roles,
    },
    {
      sid: "ChangeInstanceProfiles",
      actions: named(
        "iam",
        "AddRoleToInstanceProfile",
        "CreateInstanceProfile",
        "DeleteInstanceProfile",
        "RemoveRoleFromInstanceProfile",
        "TagInstanceProfile",
        "UntagInstanceProfile",
      ),
      resources: anywhere(scope, "iam", `instance-profile/${prefix}-*-profile`),
    },
    {
      sid: "GiveRoles",
      actions: named("iam", "PassRole"),
      resources: roles,
      conditions: [{ test: "StringEquals", variable: "iam:PassedToService", values: takers }],
    },
    {
      sid: "LetServicesMakeTheirRoles",
      actions: named("iam", "CreateServiceLinkedRole"),
      resources: anywhere(scope, "iam", "role/aws-service-role/*"),
      conditions: [{ test: "StringEquals", variable: "iam:AWSServiceName", values: selfServing }],
    },
  ];
}
