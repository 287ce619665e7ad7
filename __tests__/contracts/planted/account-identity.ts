import { bugsFor, type PlantedBug, type Row } from "./planted-bug";

const iam = "arn:aws:iam::${data.aws_caller_identity.current.account_id}";

const identity = "data.aws_iam_policy_document.dev-deploy_identity-grants";
const boundary = "data.aws_iam_policy_document.delivery-boundary_grants";

/** Ways to more than a role itself has, which the boundary forbids. */
const escapes = [
  ...["CreatePolicy", "CreatePolicyVersion", "DeletePolicy", "DeletePolicyVersion", "SetDefaultPolicyVersion"],
  ...["DeleteRolePermissionsBoundary", "DeleteUserPermissionsBoundary", "PutUserPermissionsBoundary"],
  ...["AttachGroupPolicy", "AttachRolePolicy", "AttachUserPolicy", "PutGroupPolicy", "PutUserPolicy"],
  ...["AddUserToGroup", "CreateGroup", "CreateUser", "CreateOpenIDConnectProvider", "CreateSAMLProvider"],
  ...["CreateAccessKey", "CreateLoginProfile", "CreateServiceSpecificCredential", "UpdateAccessKey", "UpdateLoginProfile"],
];

const named = (...actions: string[]): string[] => actions.map((action) => `iam:${action}`);

/** Mistakes by which a delivery role could give itself or anything else more. */
export const accountIdentityBugs: readonly PlantedBug[] = bugsFor("delivery-identity", [
  [
    "roles without a permissions boundary",
    identity,
    (draft) => draft.setStatement("dev-deploy_identity-grants", "ChangeBoundedRoles", { condition: undefined }),
  ],
  ...["CreateRole", "PutRolePolicy", "DeleteRolePolicy", "PutRolePermissionsBoundary"].map((action): Row => [
    `${action} whatever the permissions boundary`,
    identity,
    (draft) => draft.setStatement("dev-deploy_identity-grants", "ChangeBoundedRoles", { actions: named(action), condition: undefined }),
  ]),
  [
    "roles given to services by a pattern of one letter",
    identity,
    (draft) =>
      draft.setStatement("dev-deploy_identity-grants", "GiveRoles", {
        condition: [{ test: "StringEquals", variable: "iam:PassedToService", values: ["ec?.amazonaws.com"] }],
      }),
  ],
  [
    "roles with any boundary",
    identity,
    (draft) =>
      draft.setStatement("dev-deploy_identity-grants", "ChangeBoundedRoles", {
        condition: [{ test: "StringEquals", variable: "iam:PermissionsBoundary", values: [`${iam}:policy/ohi-prod-permission-boundary`] }],
      }),
  ],
  [
    "every role of the environment, the delivery roles included",
    identity,
    (draft) => draft.setStatement("dev-deploy_identity-grants", "ChangeSettingsOfRoles", { resources: [`${iam}:role/ohi-dev-*`] }),
  ],
  [
    "changes of policies, the boundary's included",
    identity,
    (draft) => draft.setStatement("dev-deploy_identity-grants", "ChangeSettingsOfRoles", { actions: ["iam:CreatePolicyVersion"] }),
  ],
  [
    "roles given to any service",
    identity,
    (draft) => draft.setStatement("dev-deploy_identity-grants", "GiveRoles", { condition: undefined }),
  ],
  [
    "roles given to services by a pattern",
    identity,
    (draft) =>
      draft.setStatement("dev-deploy_identity-grants", "GiveRoles", {
        condition: [{ test: "StringEquals", variable: "iam:PassedToService", values: ["ecs.amazonaws.com", "*.amazonaws.com"] }],
      }),
  ],
  ...escapes.map((escape): Row => [
    `a boundary that does not forbid ${escape}`,
    boundary,
    (draft) =>
      draft.setStatement("delivery-boundary_grants", "NoIdentitiesAndPolicies", {
        actions: named(...escapes.filter((other) => other !== escape)),
      }),
  ]),
  [
    "a boundary that lets everything of IAM through that it does not forbid",
    boundary,
    (draft) => draft.setStatement("delivery-boundary_grants", "RolesOfEnvironments", { actions: ["iam:*"] }),
  ],
  [
    "a boundary that lets everything through that it does not forbid",
    boundary,
    (draft) => draft.setStatement("delivery-boundary_grants", "ServicesOfEnvironments", { actions: ["*"] }),
  ],
  [
    "a boundary for roles of other projects",
    boundary,
    (draft) => draft.setStatement("delivery-boundary_grants", "RolesOfEnvironments", { resources: ["*"] }),
  ],
  [
    "a boundary that lets delivery roles be changed",
    boundary,
    (draft) => draft.setStatement("delivery-boundary_grants", "NoDeliveryRoles", { resources: [`${iam}:role/other`] }),
  ],
  [
    "a boundary that lets boundaries be lifted",
    boundary,
    (draft) => draft.setStatement("delivery-boundary_grants", "NoIdentitiesAndPolicies", { actions: ["iam:CreateUser"] }),
  ],
  [
    "a boundary that lets users be changed, and be put into groups",
    boundary,
    (draft) =>
      draft.setStatement("delivery-boundary_grants", "NoIdentitiesAndPolicies", {
        actions: named(
          "*AccessKey*",
          "*LoginProfile*",
          "*ServiceSpecificCredential*",
          "Attach*",
          "Create*",
          "Delete*",
          "SetDefaultPolicyVersion",
        ),
      }),
  ],
  [
    "a boundary that lets access keys be made",
    boundary,
    (draft) =>
      draft.setStatement("delivery-boundary_grants", "NoIdentitiesAndPolicies", {
        actions: named("*Group*", "*LoginProfile*", "*User*", "Attach*", "CreatePolicy*", "Delete*", "SetDefaultPolicyVersion"),
      }),
  ],
  [
    "a boundary that lets roles of the account be trusted to anybody",
    boundary,
    (draft) => draft.setStatement("delivery-boundary_grants", "NoRolesOfOthers", { not_resources: [`${iam}:role/ohi-*`] }),
  ],
  [
    "a boundary that lets any role be given away",
    boundary,
    (draft) => draft.setStatement("delivery-boundary_grants", "NoRolesOfOthers", { actions: ["iam:UpdateAssumeRolePolicy"] }),
  ],
  [
    "a boundary that holds roles of others only sometimes",
    boundary,
    (draft) =>
      draft.setStatement("delivery-boundary_grants", "NoRolesOfOthers", {
        condition: [{ test: "StringEquals", variable: "aws:ResourceTag/Project", values: ["other"] }],
      }),
  ],
  [
    "a boundary that lets free roles be made",
    boundary,
    (draft) => draft.setStatement("delivery-boundary_grants", "NoRolesWithoutBoundary", { effect: "Allow" }),
  ],
  [
    "no boundary",
    "aws_iam_role.dev-deploy",
    (draft) => draft.set("aws_iam_role.dev-deploy", { permissions_boundary: undefined }),
    "unresolved",
  ],
]);
