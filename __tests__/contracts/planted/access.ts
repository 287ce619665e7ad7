import { bugsFor, type PlantedBug, type Row } from "./planted-bug";

const key = "aws_kms_key.key";
const role = "aws_iam_role.network_flow-logs_role";
const rolePolicy = "aws_iam_role_policy.network_flow-logs_role_policy";
const grants = "network_flow-logs_role_grants";
const trust = "network_flow-logs_role_trust";
const boundary = "permission-boundary_grants";
const administration = ["CancelKeyDeletion", "DescribeKey", "EnableKeyRotation", "GetKeyPolicy", "PutKeyPolicy", "ScheduleKeyDeletion"].map(
  (action) => `kms:${action}`,
);
const document = (id: string): string => `data.aws_iam_policy_document.${id}`;

/** Mistakes in keys, policies and roles. */
export const accessBugs: readonly PlantedBug[] = [
  ...bugsFor("encryption-keys", [
    ["a key that never rotates", key, (draft) => draft.set(key, { enable_key_rotation: undefined })],
    ["a key that is gone in a week", key, (draft) => draft.set(key, { deletion_window_in_days: 7 })],
    ["a key without an alias", key, (draft) => draft.drop("aws_kms_alias.key_alias")],
    ["an alias of another key", key, (draft) => draft.set("aws_kms_alias.key_alias", { target_key_id: "${aws_kms_key.gone.id}" })],
    ["a key with two aliases", key, (draft) => draft.copy("aws_kms_alias.key_alias", "more")],
    [
      "a key that nobody can change",
      key,
      (draft) => draft.setStatement("key_policy", "AccountAdministersKey", { actions: ["kms:DescribeKey"] }),
    ],
    ...administration.map((missing): Row => [
      `a key for which nobody may ${missing}`,
      key,
      (draft) =>
        draft.setStatement("key_policy", "AccountAdministersKey", { actions: administration.filter((action) => action !== missing) }),
    ]),
    [
      "a key that the account is kept from administering",
      key,
      (draft) => draft.setStatement("key_policy", "AccountAdministersKey", { effect: "Deny" }),
    ],
    [
      "a key that the account administers through a service only",
      key,
      (draft) =>
        draft.setStatement("key_policy", "AccountAdministersKey", {
          condition: [{ test: "StringEquals", variable: "kms:ViaService", values: ["rds.eu-west-1.amazonaws.com"] }],
        }),
    ],
    [
      "a key that another account administers",
      key,
      (draft) =>
        draft.setStatement("key_policy", "AccountAdministersKey", {
          principals: [{ type: "AWS", identifiers: ["arn:aws:iam::123456789012:root"] }],
        }),
    ],
    [
      "a key of which the policy names no resource",
      key,
      (draft) => draft.setStatement("key_policy", "AccountAdministersKey", { resources: [] }),
    ],
  ]),
  ...bugsFor("policies", [
    ["every action of a service", document(grants), (draft) => draft.setStatement(grants, "WriteFlowLogs", { actions: ["logs:*"] })],
    ["some actions by a wildcard", document(grants), (draft) => draft.setStatement(grants, "WriteFlowLogs", { actions: ["logs:Put*"] })],
    ["every action", document(boundary), (draft) => draft.setStatement(boundary, "WriteOwnLogs", { actions: ["*"] })],
    ["every resource", document(grants), (draft) => draft.setStatement(grants, "WriteFlowLogs", { resources: ["*"] })],
    [
      "a look at every resource, as only delivery roles have it",
      document(grants),
      (draft) => draft.setStatement(grants, "WriteFlowLogs", { actions: ["ecs:DescribeServices"], resources: ["*"] }),
    ],
    [
      "every resource of a service",
      document(grants),
      (draft) => draft.setStatement(grants, "WriteFlowLogs", { resources: ["arn:aws:s3:::*"] }),
    ],
    [
      "every resource by a pattern of ARNs",
      document(grants),
      (draft) => draft.setStatement(grants, "WriteFlowLogs", { resources: ["arn:aws:*"] }),
    ],
    [
      "everybody",
      document("key_policy"),
      (draft) => draft.setStatement("key_policy", "AccountAdministersKey", { principals: [{ type: "AWS", identifiers: ["*"] }] }),
    ],
    [
      "everything but something",
      document(grants),
      (draft) => draft.setStatement(grants, "WriteFlowLogs", { not_actions: ["iam:PassRole"] }),
    ],
    ["neither an allowance nor a denial", document(boundary), (draft) => draft.setStatement(boundary, "WriteOwnLogs", { effect: "allow" })],
    [
      "everybody on behalf of another account",
      document("key_policy"),
      (draft) =>
        draft.setStatement("key_policy", "AccountAdministersKey", {
          principals: [{ type: "AWS", identifiers: ["*"] }],
          condition: [{ test: "StringEquals", variable: "aws:SourceAccount", values: ["123456789012"] }],
        }),
    ],
    [
      "every resource, although one of the actions knows some",
      document(grants),
      (draft) => draft.setStatement(grants, "WriteFlowLogs", { actions: ["ec2:DescribeVolumes", "ec2:CreateSnapshot"], resources: ["*"] }),
    ],
    [
      "a statement that does not say what it is for",
      document(grants),
      (draft) => draft.setStatement(grants, "WriteFlowLogs", { sid: undefined }),
    ],
    ["a statement without an action", document(grants), (draft) => draft.setStatement(grants, "WriteFlowLogs", { actions: [] })],
    ["a policy without a statement", document(grants), (draft) => draft.set(document(grants), { statement: [] })],
    [
      "a policy merged of others",
      document(grants),
      (draft) => draft.set(document(grants), { source_policy_documents: ["${data.aws_iam_policy_document.key_policy.json}"] }),
      "unresolved",
    ],
    [
      "a wildcard in JSON",
      rolePolicy,
      (draft) =>
        draft.set(rolePolicy, {
          policy: '{"Statement":{"Sid":"All","Effect":"Allow","Action":"s3:*","Resource":"arn:aws:s3:::ohi-dev-x"}}',
        }),
    ],
    [
      "everybody in JSON",
      rolePolicy,
      (draft) =>
        draft.set(rolePolicy, { policy: '{"Statement":[{"Sid":"All","Effect":"Allow","Action":"s3:GetObject","Principal":"*"}]}' }),
    ],
    [
      "a boundary that cannot be read",
      "aws_iam_policy.permission-boundary",
      (draft) => draft.set("aws_iam_policy.permission-boundary", { policy: "${var.policy}" }),
      "unresolved",
    ],
    ["a key that AWS gives a policy", "aws_kms_key.key", (draft) => draft.set("aws_kms_key.key", { policy: undefined }), "unresolved"],
  ]),
  ...bugsFor("roles", [
    ["a role without a boundary", role, (draft) => draft.set(role, { permissions_boundary: undefined }), "unresolved"],
    [
      "a boundary from elsewhere",
      role,
      (draft) => draft.set(role, { permissions_boundary: "arn:aws:iam::aws:policy/AdministratorAccess" }),
      "unresolved",
    ],
    ["a role without a policy", role, (draft) => draft.drop(rolePolicy)],
    ["a policy without a role", rolePolicy, (draft) => draft.set(rolePolicy, { role: "other" }), "unresolved"],
    ["a policy of a role that cannot be read", rolePolicy, (draft) => draft.set(rolePolicy, { policy: "${var.policy}" }), "unresolved"],
    [
      "a managed policy of AWS's",
      "aws_iam_role_policy_attachment.more",
      (draft) => draft.add("aws_iam_role_policy_attachment.more", { role: "x", policy_arn: "arn:aws:iam::aws:policy/ReadOnlyAccess" }),
      "unresolved",
    ],
    ["policies inside a role", role, (draft) => draft.set(role, { inline_policy: [{ name: "more" }] })],
    [
      "policies of AWS's inside a role",
      role,
      (draft) => draft.set(role, { managed_policy_arns: ["arn:aws:iam::aws:policy/AdministratorAccess"] }),
    ],
  ]),
  ...bugsFor("policy-sizes", [
    [
      "a boundary that is longer than IAM takes",
      "aws_iam_policy.permission-boundary",
      (draft) =>
        draft.setStatement("permission-boundary_grants", "WriteOwnLogs", {
          resources: Array.from({ length: 100 }, (_, index) => `arn:aws:logs:eu-west-1:123456789012:log-group:/ohi-dev/${index}/*`),
        }),
    ],
    [
      "a trust that is longer than IAM takes",
      role,
      (draft) =>
        draft.setStatement("network_flow-logs_role_trust", "TakenByService", {
          principals: [{ type: "Service", identifiers: Array.from({ length: 100 }, (_, index) => `service-${index}.amazonaws.com`) }],
        }),
    ],
    [
      "a role whose own policies are together longer than IAM takes",
      "aws_iam_role.backup_role",
      (draft) =>
        draft
          .setStatement("backup_role_grants", "FindDisks", {
            actions: Array.from({ length: 200 }, (_, index) => `ec2:DescribeThings${index}`),
          })
          .add("aws_iam_role_policy.more", {
            role: "${aws_iam_role.backup_role.id}",
            policy: "${data.aws_iam_policy_document.network_flow-logs_role_grants.json}",
          })
          .setStatement("network_flow-logs_role_grants", "WriteFlowLogs", {
            actions: Array.from({ length: 200 }, (_, index) => `logs:DescribeThings${index}`),
          }),
    ],
    [
      "a policy of a bucket that is longer than S3 takes",
      "aws_s3_bucket_policy.access-logs_policy",
      (draft) =>
        draft.setStatement("access-logs_statements", "LoadBalancersAddLogs", {
          resources: Array.from({ length: 300 }, (_, index) => `arn:aws:s3:::ohi-dev-access-logs-123456789012/load-balancers/${index}/*`),
        }),
    ],
    [
      "a role with eleven policies",
      role,
      (draft) =>
        Array.from({ length: 11 }).reduce<typeof draft>(
          (changed, _, index) =>
            changed.add(`aws_iam_role_policy_attachment.more-${index}`, { role: `\${${role}.name}`, policy_arn: "arn" }),
          draft,
        ),
    ],
  ]),
  ...bugsFor("role-trust", [
    ["a trust that cannot be read", role, (draft) => draft.set(role, { assume_role_policy: undefined }), "unresolved"],
    [
      "a role that the account's users take",
      document(trust),
      (draft) => draft.setStatement(trust, "TakenByService", { principals: [{ type: "AWS", identifiers: ["arn:aws:iam::1:root"] }] }),
    ],
    [
      "a role that the account's users take beside a service",
      document(trust),
      (draft) =>
        draft.setStatement(trust, "TakenByService", {
          principals: [
            { type: "Service", identifiers: ["vpc-flow-logs.amazonaws.com"] },
            { type: "AWS", identifiers: ["arn:aws:iam::1:root"] },
          ],
        }),
    ],
    [
      "a role that is taken in another way",
      document(trust),
      (draft) => draft.setStatement(trust, "TakenByService", { actions: ["sts:AssumeRole", "sts:TagSession"] }),
    ],
    ["a trust without the account", document(trust), (draft) => draft.setStatement(trust, "TakenByService", { condition: [] })],
    [
      "a trust of another account",
      document(trust),
      (draft) =>
        draft.setStatement(trust, "TakenByService", {
          condition: [{ test: "StringEquals", variable: "aws:SourceAccount", values: ["123456789012"] }],
        }),
    ],
    ["a trust that names nobody", document(trust), (draft) => draft.setStatement(trust, "TakenByService", { principals: undefined })],
  ]),
  ...bugsFor("permission-boundaries", [
    [
      "an action beyond the boundary",
      document(grants),
      (draft) => draft.setStatement(grants, "WriteFlowLogs", { actions: ["logs:CreateLogGroup"] }),
    ],
    [
      "a resource beyond the boundary",
      document(grants),
      (draft) =>
        draft.setStatement(grants, "WriteFlowLogs", {
          resources: ["arn:aws:logs:eu-west-1:${data.aws_caller_identity.current.account_id}:log-group:/other/ohi-dev/api"],
        }),
    ],
    ["a boundary that denies", document(grants), (draft) => draft.setStatement(boundary, "WriteOwnLogs", { effect: "Deny" })],
    [
      "a resource that is not known",
      document(grants),
      (draft) => draft.setStatement(grants, "WriteFlowLogs", { resources: ["${var.arn}"] }),
      "unresolved",
    ],
    [
      "a boundary that cannot be read",
      "aws_iam_policy.permission-boundary",
      (draft) => draft.set("aws_iam_policy.permission-boundary", { policy: "{}" }),
      "unresolved",
    ],
    [
      "a statement that no role needs",
      document(boundary),
      (draft) =>
        draft.setStatement(boundary, "WriteOwnLogs", { actions: ["sqs:CreateQueue"], resources: ["arn:aws:sqs:eu-west-1:1:ohi-dev-x"] }),
    ],
  ]),
];
